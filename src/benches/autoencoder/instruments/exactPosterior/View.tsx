// Exact posterior: where the image's code can be, the encoder's guess of it, and log p(x) split into ELBO and gap.

import { useEffect, useMemo, useRef, useState } from 'react'
import {
  climb,
  modeOf,
  spacingOf,
  splitEvidence,
  type DiagonalGaussian,
  type EvidenceSplit,
  type GridPosterior,
} from '../../../../numerics/gridPosterior.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { classNameOf } from '../classNames.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { roundUp, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useAskedImage } from '../askedImageView.tsx'
import { useAskedPosterior, type AskedPosterior } from './askedView.tsx'
import { isLikelihood } from '../likelihood.ts'
import type { ExactPosteriorPart } from './measure.ts'
import { NoLikelihood } from '../NoLikelihoodView.tsx'
import { QField, type Shading, type Window } from './qFieldView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Narrower than this, in text heights, the numbers stand below the picture. */
const narrow = 36
/** Narrower or lower than this, what can be read elsewhere is left out. */
const tight = 52
const short = 25
/** nats by which the parts may miss the sum before it is said */
const tolerance = 0.05

function ExactPosterior({ part }: InstrumentProps<ExactPosteriorPart>) {
  const bench = useBench()
  const words = useWords(text)
  const { recipe } = bench
  const image = useAskedImage()
  const summable = isLikelihood(recipe)
  const asked = useAskedPosterior(part, image, summable)
  if (!summable) return <NoLikelihood />
  if (image === null) return <p className={styles.instead}>{words.noImage}</p>
  const { answer } = asked
  if (answer === null) {
    return (
      <div className={styles.instead}>
        {asked.sentence === undefined ? (
          <p>{words.waiting}</p>
        ) : (
          <Message kind="warning">{asked.sentence}</Message>
        )}
      </div>
    )
  }
  const status =
    asked.progress !== null
      ? words.refining(formatNumber(100 * asked.progress, 0))
      : answer.step !== bench.step
        ? words.asOf(formatCount(answer.step))
        : answer.fine
          ? ''
          : words.coarse
  return (
    <Evidence
      answer={answer}
      status={status}
      sentence={asked.sentence}
      old={answer.image !== image || answer.step !== bench.step}
    />
  )
}

interface EvidenceProps {
  readonly answer: AskedPosterior
  readonly status: string
  readonly sentence?: string
  /** of another image or step than what is shown */
  readonly old: boolean
}

function Evidence({ answer, status, sentence, old }: EvidenceProps) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const { posterior, encoderQ } = answer
  const { q, set, find, climbing, gap } = useQ(answer)
  const [shading, setShading] = useState<Shading>('density')
  const [zoom, setZoom] = useState<'whole' | 'around'>('around')
  const window = useWindow(answer, zoom)
  const limits = useMemo(() => [0.01, Math.max(2, posterior.grid.half / 2)] as const, [posterior])
  const split = useMemo(() => splitEvidence(posterior, q), [posterior, q])
  const warning = useWarning(split, posterior, answer.fine)
  const { half, points } = posterior.grid
  const image =
    answer.image.kind === 'test' ? words.testImage(formatCount(answer.image.index)) : words.drawing
  const isNarrow = width < narrow * textSize
  const scale = useMemo(
    () => ({ kind: 'log', min: limits[0], max: limits[1], perDecade: 40 }) as const,
    [limits],
  )
  const deviate = (axis: 0 | 1, value: number) =>
    set({ ...q, deviation: axis === 0 ? [value, q.deviation[1]] : [q.deviation[0], value] })
  return (
    <div
      className={styles.view}
      ref={box}
      data-narrow={isNarrow || undefined}
      data-tight={(!isNarrow && width < tight * textSize) || undefined}
      data-short={(!isNarrow && height < short * textSize) || undefined}
    >
      <QField
        posterior={posterior}
        window={window}
        shading={shading}
        encoderQ={encoderQ}
        q={q}
        onChange={set}
        limits={limits}
        label={words.plot(image)}
        old={old}
      />
      <div className={styles.side} data-old={old || undefined}>
        <Sum split={split} evidence={posterior.logEvidence} fine={answer.fine} status={status} />
        <div className={styles.buttons}>
          <Button onClick={() => set(encoderQ)}>{words.encoderQ}</Button>
          <Button onClick={find} disabled={climbing || !answer.fine}>
            {climbing ? words.climbing : words.bestQ}
          </Button>
        </div>
        <p className={styles.sentence} data-warning={warning !== null || undefined}>
          {warning ?? (gap === null ? words.amortisationUnknown : words.amortisation(formatNumber(gap, 2)))}
        </p>
        <div className={styles.pair}>
          <Slider
            label={words.sigma1}
            value={q.deviation[0]}
            scale={scale}
            onChange={(value) => deviate(0, value)}
          />
          <Slider
            label={words.sigma2}
            value={q.deviation[1]}
            scale={scale}
            onChange={(value) => deviate(1, value)}
          />
        </div>
        <div className={styles.pair}>
          <Choice
            label={words.window}
            value={zoom}
            options={[
              { value: 'around', label: words.around },
              { value: 'whole', label: words.whole },
            ]}
            onChange={setZoom}
          />
          <Choice
            label={words.shading}
            value={shading}
            options={[
              { value: 'density', label: words.density },
              { value: 'logarithm', label: words.logarithm },
            ]}
            onChange={setShading}
          />
        </div>
        {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
        <div className={styles.footer}>
          <Key />
          <span className={styles.cost}>{words.grid(formatCount(points), formatSignificant(half))}</span>
        </div>
      </div>
    </div>
  )
}

/** Which line is what. */
function Key() {
  const words = useWords(text)
  return (
    <span className={styles.key}>
      <span>
        <i data-of="reader" /> {words.keyChosen}
      </span>
      <span>
        <i data-of="encoder" /> {words.keyEncoder}
      </span>
      <span>
        <i data-of="prior" /> {words.keyPrior}
      </span>
    </span>
  )
}

interface SumProps {
  readonly split: EvidenceSplit
  readonly evidence: number
  /** only then the sums are to be trusted */
  readonly fine: boolean
  readonly status: string
}

/** log p(x) fixed, the ELBO below it, and the gap that is left. */
function Sum({ split, evidence, fine, status }: SumProps) {
  const words = useWords(text)
  const span = roundUp(Math.max(4, (evidence - split.elbo) * 1.15))
  const share = Math.max(0, 1 - (evidence - split.elbo) / span)
  const written = (value: number) => (fine ? formatNumber(value, 2) : '–')
  return (
    <div className={styles.sum}>
      <dl>
        <dt>
          <Tex tex={tex.evidence} />
        </dt>
        <dd>{written(evidence)}</dd>
        <dd className={styles.how}>
          <Tex tex={tex.evidenceHow} />
        </dd>
        <dt data-of="elbo">
          <Tex tex={tex.elbo} />
        </dt>
        <dd>{written(split.elbo)}</dd>
        <dd className={styles.how}>
          <Tex tex={tex.elboHow} />
        </dd>
        <dt data-of="gap">
          <Tex tex={tex.gap} />
        </dt>
        <dd>{written(split.gap)}</dd>
        <dd className={styles.how}>
          <Tex tex={tex.gapHow} />
        </dd>
      </dl>
      <div
        className={styles.bar}
        // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
        role="img"
        aria-label={words.bar(written(split.elbo), written(split.gap), written(evidence))}
      >
        {fine && <span data-of="elbo" style={{ width: `${100 * share}%` }} />}
        {fine && <span data-of="gap" style={{ width: `${100 * (1 - share)}%` }} />}
      </div>
      <div className={styles.ends}>
        <span aria-hidden="true">{fine ? formatNumber(evidence - span, 1) : ''}</span>
        <span>{status || words.nats}</span>
        <span aria-hidden="true">{fine ? formatNumber(evidence, 1) : ''}</span>
      </div>
    </div>
  )
}

const tex = {
  evidence: '\\log p(x)',
  evidenceHow: '\\log \\textstyle\\sum p(x \\mid z)\\, p(z)\\, dz',
  elbo: '\\mathrm{ELBO}(q)',
  elboHow: '\\mathbb E_q \\log p(x \\mid z) - \\mathrm{KL}(q \\Vert p(z))',
  gap: '\\mathrm{KL}(q \\Vert p(z \\mid x))',
  gapHow: '\\textstyle\\sum q \\log \\tfrac{q}{p(z \\mid x)}\\, dz',
}

/** Why the numbers are not what they should be; null where they are. */
function useWarning(
  split: EvidenceSplit,
  { logEvidence, unevenness, atEdge }: GridPosterior,
  fine: boolean,
): string | null {
  const words = useWords(text)
  if (!fine) return null
  if (!(unevenness < coarse)) return words.tooCoarse
  if (atEdge > beyondEdge) return words.beyondEdge
  if (split.onGrid < 0.99) return words.offGrid
  const sum = split.elbo + split.gap
  const difference = logEvidence - sum
  if (Math.abs(difference) <= tolerance) return null
  return words.sum(formatNumber(sum, 2), formatSignificant(difference, 2))
}

/** Above this unevenness the cells are too coarse for the posterior. */
const coarse = 0.1
/** The share of the posterior in the outermost cells from which on it is said to reach beyond. */
const beyondEdge = 0.001

/** The reader's q: the encoder's, until it is dragged; for another image or step it starts there again. */
function useQ(answer: AskedPosterior) {
  const { image, step, encoderQ, posterior } = answer
  const [own, setOwn] = useState<{ image: unknown; step: number; q: DiagonalGaussian } | null>(null)
  const [best, setBest] = useState<{ of: AskedPosterior; gap: number } | null>(null)
  const [climbing, setClimbing] = useState(false)
  const run = useRef(0)
  useEffect(() => {
    const running = run
    return () => cancelAnimationFrame(running.current)
  }, [])
  const set = (q: DiagonalGaussian) => {
    cancelAnimationFrame(run.current)
    setClimbing(false)
    setOwn({ image, step, q })
  }
  const find = () => {
    setClimbing(true)
    const starts = [encoderQ, { mean: modeOf(posterior), deviation: encoderQ.deviation }]
    const climbs = starts.map((start) => climb(posterior, start))
    const reached = [...starts]
    // some milliseconds of each animation frame, so that the reader sees the way up
    const go = () => {
      const until = performance.now() + 6
      let done = false
      while (!done && performance.now() < until) {
        const moved = climbs.map((each, i) => {
          const next = each.next()
          if (next.value) reached[i] = next.value
          return next.done !== true
        })
        done = !moved.includes(true)
      }
      const elbos = reached.map((q) => splitEvidence(posterior, q).elbo)
      const q = reached[elbos[1]! > elbos[0]! + 1e-6 ? 1 : 0]!
      setOwn({ image, step, q })
      if (done) {
        setClimbing(false)
        setBest({ of: answer, gap: Math.max(...elbos) - splitEvidence(posterior, encoderQ).elbo })
      } else run.current = requestAnimationFrame(go)
    }
    run.current = requestAnimationFrame(go)
  }
  const q = own !== null && own.image === image && own.step === step ? own.q : encoderQ
  return { q, set, find, climbing, gap: best?.of === answer ? best.gap : null }
}

/** The whole grid, or a square around the posterior's mode and the encoder's q, kept while q is dragged. */
function useWindow({ posterior, encoderQ }: AskedPosterior, zoom: 'whole' | 'around'): Window {
  return useMemo(() => {
    const { half } = posterior.grid
    if (zoom === 'whole') return { middle: [0, 0], half }
    const mode = modeOf(posterior)
    const middle = [0, 1].map((axis) => (mode[axis]! + encoderQ.mean[axis]!) / 2) as [number, number]
    const reach = [0, 1].map(
      (axis) => Math.abs(mode[axis]! - encoderQ.mean[axis]!) / 2 + 3.5 * encoderQ.deviation[axis]!,
    )
    const wanted = roundUpClosely(Math.max(...reach, 12 * spacingOf({ points: 200, half })))
    return wanted >= half ? { middle: [0, 0], half } : { middle, half: wanted }
  }, [posterior, encoderQ, zoom])
}

function useNote(): string {
  const words = useWords(text)
  return useBench().recipe.code.condition === 'label' ? words.noteConditional : words.note
}

function useTable(part: ExactPosteriorPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  return () => ({
    columns: [
      { label: words.fileIndex },
      { label: words.classColumn },
      ...['₁', '₂'].flatMap((axis) => [{ label: words.mean(axis) }, { label: words.deviation(axis) }]),
    ],
    rows: Array.from(part.indices, (index, i) => [
      index,
      classNameOf(recipe.data.set, part.labels[i]!),
      part.means[i * 2]!,
      part.deviations[i * 2]!,
      part.means[i * 2 + 1]!,
      part.deviations[i * 2 + 1]!,
    ]),
  })
}

export const view = defineInstrument<ExactPosteriorPart>({
  id: 'exactPosterior',
  title,
  useNote,
  View: ExactPosterior,
  useTable,
})
