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
import { Tex } from '../../../../ui/Tex.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { classNameOf } from '../classNames.ts'
import { useEvidenceName } from '../evidenceNameView.tsx'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { isLikelihood } from '../likelihood.ts'
import layout from '../Layout.module.css'
import { roundUp, roundUpClosely } from '../niceNumbers.ts'
import { useAskedImage } from '../askedImageView.tsx'
import { useUnlabelled } from '../unlabelledView.tsx'
import { Instead, Waiting } from '../WaitingView.tsx'
import { useAskedPosterior, type AskedPosterior } from './askedView.tsx'
import { doubtOf } from './doubt.ts'
import type { ExactPosteriorPart } from './measure.ts'
import { NoLikelihood } from '../NoLikelihoodView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { QField, type Shading, type Window } from './qFieldView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** nats by which the parts may miss the sum before it is said */
const tolerance = 0.05

function ExactPosterior({ part }: InstrumentProps<ExactPosteriorPart>) {
  const bench = useBench()
  const words = useWords(text)
  const { recipe } = bench
  const image = useAskedImage()
  const unlabelled = useUnlabelled()
  const summable = isLikelihood(recipe)
  const asked = useAskedPosterior(part, image, summable && unlabelled === null)
  if (!summable) return <NoLikelihood />
  if (unlabelled !== null) return <Instead>{unlabelled}</Instead>
  if (image === null) return <Instead>{words.noImage}</Instead>
  const { answer } = asked
  if (answer === null) return <Waiting sentence={asked.sentence} />
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
  const scale = useMemo(
    () => ({ kind: 'log', min: limits[0], max: limits[1], perDecade: 40 }) as const,
    [limits],
  )
  const deviate = (axis: 0 | 1, value: number) =>
    set({ ...q, deviation: axis === 0 ? [value, q.deviation[1]] : [q.deviation[0], value] })
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
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
      <div className={layout.box}>
        <div className={layout.pair}>
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
          <div className={layout.side}>
            <Sum
              split={split}
              evidence={posterior.logEvidence}
              fine={answer.fine}
              status={status}
              isPale={old}
            />
            <div className={styles.buttons}>
              <Button onClick={() => set(encoderQ)}>{words.encoderQ}</Button>
              <Button onClick={find} disabled={climbing || !answer.fine}>
                {climbing ? words.climbing : words.bestQ}
              </Button>
            </div>
            <p className={styles.sentence} data-warning={warning !== null || undefined}>
              {warning ??
                (gap === null ? words.amortisationUnknown : words.amortisation(formatNumber(gap, 2)))}
            </p>
            <div className={styles.sliders}>
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
            {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
            <div className={styles.footer}>
              <Key />
              <span className={styles.cost}>{words.grid(formatCount(points), formatSignificant(half))}</span>
            </div>
          </div>
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
  readonly isPale: boolean
}

/** log p(x) fixed, the ELBO below it, and the gap that is left. */
function Sum({ split, evidence, fine, status, isPale }: SumProps) {
  const words = useWords(text)
  const isConditional = useBench().recipe.code.condition === 'label'
  const name = useEvidenceName()
  const tex = isConditional ? conditionalTex : plainTex
  const span = useSharedEnd('exactPosterior gap', roundUp(Math.max(4, (evidence - split.elbo) * 1.15)))
  const share = Math.max(0, 1 - (evidence - split.elbo) / span)
  const written = (value: number) => (fine ? formatNumber(value, 2) : '–')
  return (
    <div className={styles.sum} data-old={isPale || undefined}>
      <dl>
        <dt>
          <i />
          <Tex tex={tex.evidence} />
        </dt>
        <dd>{written(evidence)}</dd>
        <dd className={styles.how}>
          <Tex tex={tex.evidenceHow} />
        </dd>
        <dt>
          <i data-of="elbo" />
          <Tex tex={tex.elbo} />
        </dt>
        <dd>{written(split.elbo)}</dd>
        <dd className={styles.how}>
          <Tex tex={tex.elboHow} />
        </dd>
        <dt>
          <i data-of="gap" />
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
        aria-label={words.bar(written(split.elbo), written(split.gap), name, written(evidence))}
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

/** What is summed, and what it is; `given` is what both nets are told beside the image. */
const texGiven = (given: string) => ({
  evidence: `\\log p(x${given && ` \\mid ${given}`})`,
  evidenceHow: `\\log \\textstyle\\sum p(x \\mid z${given && `, ${given}`})\\, p(z)\\, dz`,
  elbo: '\\mathrm{ELBO}(q)',
  elboHow: `\\mathbb E_q \\log p(x \\mid z${given && `, ${given}`}) - \\mathrm{KL}(q \\Vert p(z))`,
  gap: `\\mathrm{KL}(q \\Vert p(z \\mid x${given && `, ${given}`}))`,
  gapHow: `\\textstyle\\sum q \\log \\tfrac{q}{p(z \\mid x${given && `, ${given}`})}\\, dz`,
})
const plainTex = texGiven('')
const conditionalTex = texGiven('\\text{class}')

/** Why the numbers are not what they should be; null where they are. */
function useWarning(split: EvidenceSplit, posterior: GridPosterior, fine: boolean): string | null {
  const words = useWords(text)
  const evidence = useEvidenceName()
  if (!fine) return null
  const doubt = doubtOf(posterior)
  if (doubt !== null) return words[doubt](evidence)
  if (split.onGrid < 0.99) return words.offGrid
  const sum = split.elbo + split.gap
  const difference = posterior.logEvidence - sum
  if (Math.abs(difference) <= tolerance) return null
  return words.sum(formatNumber(sum, 2), formatSignificant(difference, 2), evidence)
}

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
      classNameOf(recipe.data, part.labels[i]!),
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
