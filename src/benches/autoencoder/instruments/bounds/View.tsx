// Bounds: L₁ ≤ L₅ ≤ L₅₀ ≤ log p(x), measured on as many test images as the reader waits for.

import { useEffect, useRef, useState } from 'react'
import { mean, variance } from '../../../../numerics/statistics.ts'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { lowered } from '../coordinateName.ts'
import { useEvidenceName } from '../evidenceNameView.tsx'
import { exactPosterior } from '../exactPosterior/askedView.tsx'
import { doubtOf, type Doubt } from '../exactPosterior/doubt.ts'
import { Latest, type Staleness } from '../latest.ts'
import { isLikelihood } from '../likelihood.ts'
import { NoLikelihood } from '../NoLikelihoodView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import { roundUp } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useSharedRange } from '../sharedAxesView.tsx'
import { ks } from './ks.ts'
import type { BoundsAnswer, BoundsPart, BoundsQuestion } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Images in one question: 2,500 decodings, some 0.3 s; a first mean of `first`, then more while nothing changes. */
const atOnce = 50
const first = 100
const exactImages = 4
/** Lower than this, in text heights, the explanations are left to the expanded panel. */
const short = 26

const tex = 'L_K = \\mathbb E \\log \\tfrac{1}{K} \\textstyle\\sum_{k=1}^K \\tfrac{p(x, z_k)}{q(z_k \\mid x)}'
/** Of a model that is told the class. */
const conditionalTex =
  'L_K = \\mathbb E \\log \\tfrac{1}{K} \\textstyle\\sum_{k=1}^K \\tfrac{p(x, z_k \\mid \\text{class})}{q(z_k \\mid x, \\text{class})}'

/** Bounds of the images measured so far; a row for each of `ks`. */
interface Measured {
  readonly part: BoundsPart
  readonly step: number
  readonly indices: readonly number[]
  readonly bounds: readonly (readonly number[])[]
  readonly listed: number
}

interface Job {
  readonly part: BoundsPart
  readonly step: number
  readonly ask: Bench['ask']
}

interface State {
  readonly measured: Measured | null
  readonly sentence?: string
}

function Bounds({ part }: InstrumentProps<BoundsPart>) {
  const bench = useBench()
  const isSaid = isLikelihood(bench.recipe)
  const { measured, sentence } = useBounds(part, isSaid)
  if (!isSaid) return <NoLikelihood />
  if (measured === null) return <Waiting sentence={sentence} />
  return <Bars part={part} measured={measured} sentence={sentence} />
}

/** The bounds of the shown frame, slice after slice; those of the frame before until the first mean is there. */
function useBounds(part: BoundsPart, wanted: boolean): State {
  const { step, ask } = useBench()
  const [state, setState] = useState<State>({ measured: null })
  const [latest] = useState(() => new Latest<Job>((job, staleness) => measureAll(job, staleness, setState)))
  const given = useRef<BoundsPart | null>(null)
  useEffect(() => {
    if (!wanted) {
      given.current = null
      return latest.give(null)
    }
    // the bench is another object with every batch; the frame is what is asked about
    if (given.current === part) return
    given.current = part
    latest.give({ part, step, ask })
  }, [part, wanted, step, ask, latest])
  useEffect(() => {
    const asked = given
    return () => {
      asked.current = null
      latest.give(null)
    }
  }, [latest])
  return state
}

async function measureAll(
  { part, step, ask }: Job,
  { isStale }: Staleness,
  set: (state: State | ((old: State) => State)) => void,
): Promise<void> {
  let indices: readonly number[] = []
  let bounds: readonly (readonly number[])[] = ks.map(() => [])
  try {
    for (let from = 0, listed = Infinity; from < listed; from += atOnce) {
      if (isStale() && from >= first) return
      const question: BoundsQuestion = { from, to: from + atOnce }
      const answer = (await ask('bounds', question)) as BoundsAnswer
      const count = answer.indices.length
      listed = answer.listed
      indices = [...indices, ...answer.indices]
      bounds = bounds.map((row, i) => [...row, ...answer.bounds.subarray(i * count, (i + 1) * count)])
      const measured = { part, step, indices, bounds, listed }
      const isMean = indices.length >= Math.min(first, listed)
      set((old) => (isMean || old.measured === null ? { measured } : old))
    }
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    set((old) => ({ ...old, sentence }))
  }
}

interface BarsProps {
  readonly part: BoundsPart
  readonly measured: Measured
  readonly sentence?: string
}

function Bars({ part, measured, sentence }: BarsProps) {
  const { recipe } = useBench()
  const words = useWords(text)
  const isConditional = recipe.code.condition === 'label'
  const evidence = useEvidenceName()
  const box = useRef<HTMLDivElement>(null)
  const { height } = useBox(box)
  const textSize = useTextSize()
  const { indices, bounds, listed, step } = measured
  const means = bounds.map((row) => -mean(row))
  const [low, high] = useSharedRange('bounds', [Math.min(...means), Math.max(...means)])
  // the bars begin at a round number below the best, so that their differences can be seen
  const unit = roundUp(Math.max(high - low, 0.1) / 2)
  const begin = Math.floor((low - unit) / unit) * unit
  const share = (value: number) => `${(100 * (value - begin)) / (high + unit - begin)}%`
  const old = measured.part !== part
  const status = old
    ? words.asOf(formatCount(step))
    : indices.length < listed
      ? words.refining(formatCount(indices.length), formatCount(listed))
      : ''
  return (
    <div className={styles.view} ref={box} data-short={height < short * textSize || undefined}>
      <p className={styles.head}>
        <span>{words.head(formatCount(indices.length))}</span>
        <span>{status}</span>
      </p>
      <div className={styles.bars} data-old={old || undefined}>
        {ks.map((k, row) => {
          const value = formatNumber(means[row]!, 2)
          const gain = row === 0 ? '' : words.gain(...gainOf(bounds[0]!, bounds[row]!))
          return (
            <div key={k} className={styles.row}>
              <span className={styles.name}>{words.column(lowered(k))}</span>
              <div
                className={styles.track}
                // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
                role="img"
                aria-label={words.bar(String(k), value, gain && `, ${gain}`)}
              >
                <span style={{ width: share(means[row]!) }} />
              </div>
              <b>{value}</b>
              <span className={styles.gain}>
                {gain || words.error(formatNumber(errorOf(bounds[row]!), 2))}
              </span>
            </div>
          )
        })}
        <div className={styles.row}>
          <span />
          <span className={styles.ends}>
            <span>{words.from(formatNumber(begin, unit < 1 ? 1 : 0))}</span>
            <span>{words.nats}</span>
          </span>
        </div>
      </div>
      {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
      {recipe.code.size === 2 && <Exact measured={measured} evidence={evidence} />}
      <p className={styles.how}>
        {words.elbo(formatNumber(-part.elbo, 2))}{' '}
        <span className={styles.long}>
          <Tex tex={isConditional ? conditionalTex : tex} /> {words.how(evidence)}
        </span>{' '}
        {words.literature}
      </p>
    </div>
  )
}

/** Mean and standard error of how far the bound rose, image by image. */
function gainOf(from: readonly number[], to: readonly number[]): [string, string] {
  const gains = to.map((value, i) => value - from[i]!)
  return [formatNumber(mean(gains), 2), formatNumber(errorOf(gains), 2)]
}

function errorOf(values: readonly number[]): number {
  return Math.sqrt(variance(values) / (values.length - 1))
}

/** log p(x) of one image as its grid sums it, and why it is not to be trusted. */
interface Sum {
  readonly evidence: number
  readonly doubt: Doubt | null
}

interface Sums {
  /** of which the sums are */
  readonly part: BoundsPart
  /** of the first images, as many as are there */
  readonly sums: readonly Sum[]
  readonly sentence?: string
}

/** What the bounds bound, of a few images whose code's plane can be summed. */
function Exact({ measured, evidence }: { measured: Measured; evidence: string }) {
  const { ask } = useBench()
  const words = useWords(text)
  const [found, find] = useState<Sums | null>(null)
  const wanted = useRef<BoundsPart | null>(null)
  useEffect(() => {
    const asked = wanted
    return () => {
      asked.current = null
    }
  }, [])
  const { part, indices, bounds } = measured
  const start = async () => {
    wanted.current = part
    const goesOn = () => wanted.current === part
    let sums: readonly Sum[] = []
    find({ part, sums })
    try {
      for (const index of indices.slice(0, exactImages)) {
        const posterior = await exactPosterior({ ask, image: { kind: 'test', index } }, goesOn)
        if (posterior === null) return
        sums = [...sums, { evidence: posterior.logEvidence, doubt: doubtOf(posterior) }]
        find({ part, sums })
      }
    } catch (error) {
      find({ part, sums, sentence: error instanceof Error ? error.message : String(error) })
    }
  }
  const shown = found?.part === part ? found : null
  const trusted = shown?.sums.map((sum) => (sum.doubt === null ? sum.evidence : Number.NaN)) ?? []
  const doubts = [...new Set(shown?.sums.flatMap(({ doubt }) => (doubt === null ? [] : [doubt])))]
  const isDone = trusted.length === Math.min(exactImages, indices.length)
  return (
    <div className={styles.exact}>
      {/* it stays, so that the keyboard stays where it is */}
      <Button
        aria-disabled={shown !== null || undefined}
        onClick={() => {
          if (shown === null) void start()
        }}
      >
        {words.exact(evidence)}
      </Button>
      {shown !== null && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                {isDone || shown.sentence !== undefined
                  ? words.image
                  : words.summing(String(shown.sums.length + 1))}
              </th>
              {indices.slice(0, exactImages).map((index) => (
                <th key={index} scope="col">
                  {formatCount(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[
              ...ks.map((k, row) => ({ name: words.column(lowered(k)), values: bounds[row]! })),
              { name: words.minus(evidence), values: trusted },
            ].map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {indices.slice(0, exactImages).map((index, i) => (
                  <td key={index}>{formatNumber(-(values[i] ?? Number.NaN), 2)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {doubts.length > 0 && (
        <p className={styles.how}>{doubts.map((doubt) => words[doubt](evidence)).join(' ')}</p>
      )}
      <output className="visually-hidden">
        {isDone && words.sums(evidence, trusted.map((value) => formatNumber(-value, 2)).join(', '))}
      </output>
      {shown?.sentence !== undefined && <Message kind="warning">{shown.sentence}</Message>}
    </div>
  )
}

function useNote(): string {
  const words = useWords(text)
  return words.note(useEvidenceName())
}

function useTable(part: BoundsPart): () => Table {
  const words = useWords(text)
  const { step } = useBench()
  return () => ({
    columns: [
      { label: words.asOf(formatCount(step)) },
      { label: words.column(lowered(1)), unit: words.nats },
    ],
    rows: [[words.training, -part.elbo]],
  })
}

export const view = defineInstrument<BoundsPart>({
  id: 'bounds',
  title,
  useNote,
  View: Bounds,
  useTable,
})
