// Tug of war: the reconstruction wants every image at a place of its own, the KL wants all of them at the origin.

import { useMemo, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { classNameOf } from '../classNames.ts'
import { coordinateName, lowered } from '../coordinateName.ts'
import { useAskedImage } from '../askedImageView.tsx'
import { useAsked } from '../askedView.tsx'
import { Coordinates } from '../coordinatesView.tsx'
import { defineInstrument, useBench, type Bench } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { largestMagnitude, roundUp } from '../niceNumbers.ts'
import type { PosteriorsPart } from '../posteriors/measure.ts'
import { descending } from '../posteriorMoments.ts'
import { useUnlabelled } from '../unlabelledView.tsx'
import { Instead, Waiting } from '../WaitingView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { Pull, Pulls, TugOfWarPart } from './measure.ts'
import { Arrows } from './arrowsView.tsx'
import { sumOf } from './sum.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** dimensions of which the spread's pull is drawn */
const most = 32

function TugOfWar() {
  const bench = useBench()
  const words = useWords(text)
  const unlabelled = useUnlabelled()
  const chosen = useAskedImage()
  const asked = unlabelled === null ? chosen : null
  const { answer, isCurrent, step, sentence } = useAsked<Pulls>('tugOfWar', asked)
  if (unlabelled !== null) return <Instead>{unlabelled}</Instead>
  if (asked === null) return <Instead>{words.noImage}</Instead>
  const fits = answer !== null && answer.means.length === bench.recipe.code.size
  if (!fits) return <Waiting sentence={sentence} />
  const image = asked.kind === 'test' ? words.testImage(formatCount(asked.index)) : words.drawing
  return (
    <War
      pulls={answer}
      image={image}
      old={!isCurrent}
      status={isCurrent || step === bench.step ? '' : words.asOf(formatCount(step))}
      sentence={sentence}
    />
  )
}

interface WarProps {
  readonly pulls: Pulls
  readonly image: string
  readonly old: boolean
  readonly status: string
  readonly sentence?: string
}

function War({ pulls, image, old, status, sentence }: WarProps) {
  const bench = useBench()
  const words = useWords(text)
  const size = pulls.means.length
  const kl = useKl(size)
  const [wanted, setAxes] = useState<readonly [number, number] | null>(null)
  const axes = wanted !== null && Math.max(...wanted) < size ? wanted : mostTelling(kl, size)
  const isCut = bench.edited.code.gradient === 'blocked'
  const unit = words.nats
  const terms = useTerms(pulls, bench.recipe)
  const total = useMemo(() => sumOf(pulls), [pulls])
  const { over, reduce } = bench.recipe.objective.reconstruction
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        {size > 2 && (
          <Coordinates
            kl={kl}
            size={size}
            first={axes[0]}
            second={axes[1]}
            onChoose={(first, second) => setAxes([first, second])}
          />
        )}
        <div className={layout.end}>
          <span>{status}</span>
          <Button onClick={() => bench.edit('code.gradient', isCut ? 'pathwise' : 'blocked')}>
            {isCut ? words.mend : words.cutIt}
          </Button>
        </div>
      </div>
      <div className={layout.box}>
        <div className={`${layout.pair} ${styles.beside}`}>
          <Arrows pulls={pulls} terms={terms} total={total} axes={axes} unit={unit} image={image} old={old} />
          <div className={layout.side}>
            <MeanPulls terms={terms} total={total} axes={axes} unit={unit} old={old} />
            <Spreads terms={terms} total={total} unit={unit} old={old} />
            {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
          </div>
        </div>
      </div>
      <p className={layout.footer}>
        {isCut ? words.cut : words.samples(formatCount(pulls.samples))}{' '}
        {!isCut && reduce === 'mean' && words.perPixel(formatCount(pixels))}{' '}
        {!isCut && over === 'masked' && words.overAll}
      </p>
    </div>
  )
}

/** Mean KL of every coordinate at the shown step, as the posteriors know it; null where they do not. */
function useKl(size: number): Float32Array | null {
  const { partsOf, step } = useBench()
  return useMemo(() => {
    const part = partsOf('posteriors').find((frame) => frame.step === step)?.part as
      | PosteriorsPart
      | undefined
    return part?.kl.length === size ? part.kl : null
  }, [partsOf, step, size])
}

/** The two coordinates that tell most, in the order of the code; the same twice of a code of one number. */
function mostTelling(kl: Float32Array | null, size: number): readonly [number, number] {
  const order = kl ? descending(kl) : Array.from({ length: size }, (_, j) => j)
  const [first = 0, second = first] = order.slice(0, 2).toSorted((a, b) => a - b)
  return [first, second]
}

/** A term that pulls, in its colour. */
export interface PullingTerm {
  readonly id: string
  readonly name: string
  readonly colour: 'reconstruction' | 'penalty'
  readonly pull: Pull
}

/** Those that pull: behind a cut wire the reconstruction does not. */
function useTerms(pulls: Pulls, { code, objective }: Bench['recipe']): readonly PullingTerm[] {
  const words = useWords(text)
  const isCut = code.gradient === 'blocked'
  const isMean = objective.reconstruction.reduce === 'mean'
  return useMemo(
    () => [
      ...(isCut
        ? []
        : ([
            {
              id: 'reconstruction',
              name: isMean ? words.meanReconstruction : words.reconstruction,
              colour: 'reconstruction',
              pull: pulls.reconstruction,
            },
          ] as const)),
      { id: 'kl', name: words.kl(formatSignificant(pulls.beta)), colour: 'penalty', pull: pulls.kl },
      ...(pulls.l1 ? ([{ id: 'l1', name: words.l1, colour: 'penalty', pull: pulls.l1 }] as const) : []),
    ],
    [pulls, isCut, isMean, words],
  )
}

interface NumbersProps {
  readonly terms: readonly PullingTerm[]
  readonly total: Pull
  readonly unit: string
  /** of another image or step than what is shown */
  readonly old: boolean
}

/** The arrows in numbers. */
function MeanPulls({
  terms,
  total,
  axes,
  unit,
  old,
}: NumbersProps & { readonly axes: readonly [number, number] }) {
  const words = useWords(text)
  const shown = axes[0] === axes[1] ? [axes[0]] : axes
  const rows = [
    ...terms.map(({ id, name, colour, pull }) => ({ id, name, colour, values: pull.onMean })),
    { id: 'sum', name: words.sum, colour: 'ink', values: total.onMean },
  ]
  const decimals = decimalsFor(
    Math.max(...rows.flatMap(({ values }) => shown.map((axis) => Math.abs(values[axis]!)))),
  )
  return (
    <table className={styles.numbers} data-old={old || undefined}>
      <thead>
        <tr>
          <th scope="col">
            {words.onMean} <span>{words.unitLog(unit)}</span>
          </th>
          {shown.map((axis) => (
            <th key={axis} scope="col">
              {coordinateName(axis)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, colour, values }) => (
          <tr key={id} data-colour={colour}>
            <th scope="row">{name}</th>
            {shown.map((axis) => (
              <td key={axis}>{formatNumber(values[axis]!, decimals)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Two, and more where every number is small: three figures of the largest. */
function decimalsFor(most: number): number {
  return most > 0 && most < 1 ? Math.min(6, 2 - Math.floor(Math.log10(most))) : 2
}

/** σ's pull of each dimension: both terms from the middle, and a mark where their sum is. */
function Spreads({ terms, total, unit, old }: NumbersProps) {
  const words = useWords(text)
  const size = Math.min(most, total.onLogDeviation.length)
  const own = roundUp(
    Math.max(
      1e-6,
      ...[...terms.map(({ pull }) => pull), total].map((each) =>
        largestMagnitude(each.onLogDeviation.subarray(0, size)),
      ),
    ),
  )
  const limit = useSharedEnd('tugOfWar deviations', own)
  const decimals = decimalsFor(limit)
  const share = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / limit))
  return (
    <section className={styles.spreads} data-old={old || undefined} aria-label={words.onDeviation}>
      <p>
        <b>{words.onDeviation}</b> {words.unitLog(unit)}
        {total.onLogDeviation.length > size && `, ${words.more(formatCount(size))}`}
      </p>
      <div className={styles.rows}>
        {Array.from({ length: size }, (_, j) => {
          const values = terms.map(({ pull }) => pull.onLogDeviation[j]!)
          const sum = total.onLogDeviation[j]!
          const numbers = [...values, sum].map((value) => formatNumber(value, decimals))
          return (
            <div key={j} className={styles.row}>
              <span>{coordinateName(j)}</span>
              <div
                className={styles.track}
                // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
                role="img"
                aria-label={`${coordinateName(j)}: ${terms
                  .map(({ name }, i) => `${name} ${numbers[i]}`)
                  .join(', ')}, ${words.sum} ${numbers.at(-1)}`}
              >
                {terms.map(({ id, colour }, i) => (
                  <i
                    key={id}
                    data-colour={colour}
                    style={{
                      left: `${Math.min(50, share(values[i]!))}%`,
                      width: `${Math.abs(share(values[i]!) - 50)}%`,
                    }}
                  />
                ))}
                <em style={{ left: `${share(sum)}%` }} />
              </div>
              <span className={styles.sum}>{formatNumber(sum, decimals)}</span>
            </div>
          )
        })}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>
          −{formatSignificant(limit)} {words.left}
        </span>
        <span>
          {words.right} {formatSignificant(limit)}
        </span>
        <span>{words.sum}</span>
      </div>
    </section>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable({ indices, labels, pulls }: TugOfWarPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  return () => {
    const size = pulls.means.length / indices.length
    const shown = Array.from({ length: Math.min(size, most) }, (_, j) => j)
    const kl = words.kl(formatSignificant(pulls.beta))
    const isMean = recipe.objective.reconstruction.reduce === 'mean'
    const written = isMean ? words.sampledPerPixel : words.sampled
    return {
      columns: [
        { label: words.fileIndex },
        { label: words.classColumn },
        ...shown.flatMap((j) => {
          const [mu, sigma] = [words.mu(lowered(j + 1)), words.logSigma(lowered(j + 1))]
          const unit = written(formatCount(pulls.samples))
          return [
            { label: mu },
            { label: words.column(words.reconstruction, mu), unit },
            { label: words.column(kl, mu), unit: words.nats },
            { label: words.column(words.reconstruction, sigma), unit },
            { label: words.column(kl, sigma), unit: words.nats },
          ]
        }),
      ],
      rows: Array.from(indices, (index, i) => [
        index,
        classNameOf(recipe.data, labels[i]!),
        ...shown.flatMap((j) => {
          const at = i * size + j
          const { reconstruction, kl: held } = pulls
          return [
            pulls.means[at]!,
            reconstruction.onMean[at]!,
            held.onMean[at]!,
            reconstruction.onLogDeviation[at]!,
            held.onLogDeviation[at]!,
          ]
        }),
      ]),
    }
  }
}

export const view = defineInstrument<TugOfWarPart>({
  id: 'tugOfWar',
  title,
  useNote,
  View: TugOfWar,
  useTable,
})
