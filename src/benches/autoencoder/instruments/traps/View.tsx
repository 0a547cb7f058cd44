// Two traps: copying whatever comes in, and memorising the training images, each with a meter, its curve and a verdict.

import { useMemo, useRef } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { CurveKey, Curves, type CurveStrip } from '../CurvesView.tsx'
import { useParts } from '../partsView.tsx'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import type { OtherPart, TrapsAnswer, TrapsPart, TrapsQuestion } from './measure.ts'
import {
  copying,
  copyingVerdict,
  firstJudged,
  gapOf,
  memorising,
  memorisingVerdict,
  shareNotCopied,
  type Verdict,
  type WholePart,
} from './verdicts.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Narrower than this, in text heights, the traps stand below each other. */
const narrow = 36
/** Numbers of training images to choose from. */
const sizes = [5, 50, 500, 60_000] as const
/** Of pixels spread evenly over [0, 1]. */
const varianceOfNoise = 1 / 12
const gap = 2

type Words = ReturnType<typeof useWords<typeof text.en>>

/** What the recipe's set is called, and the other one that it is held against. */
function setNames({ data }: AutoencoderRecipe, words: Words): [own: string, other: string] {
  if (data.set === 'mnist') return [words.mnist, words.fashion]
  return [data.own?.name ?? words.fashion, words.mnist]
}

function Traps({ part }: InstrumentProps<TrapsPart>) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const { whole, ...answered } = useWhole(part)
  return (
    <div className={styles.view} ref={box} data-narrow={width < narrow * textSize || undefined}>
      {answered.sentence !== undefined && <Message kind="warning">{answered.sentence}</Message>}
      <div className={styles.traps}>
        <Copying part={whole} {...answered} />
        <Memorising part={whole} {...answered} />
      </div>
      <Footer part={part} />
    </div>
  )
}

/** What holds for both: noise, the distance from the identity, and by which thresholds is judged. */
function Footer({ part }: InstrumentProps<TrapsPart>) {
  const words = useWords(text)
  const error = formatNumber(part.noise.error, 3)
  const variance = formatNumber(varianceOfNoise, 3)
  return (
    <p className={styles.footer}>
      {part.noise.error < varianceOfNoise
        ? words.noiseThrough(error, variance)
        : words.noiseLost(error, variance)}{' '}
      {part.identity !== null && (
        <>
          <Tex tex="\lVert DE - I \rVert_F / \sqrt{784}" plain={words.identity} /> ={' '}
          <strong>{formatNumber(part.identity, 2)}</strong> {words.identityNote}{' '}
        </>
      )}
      {words.rules(
        formatSignificant(copying.partly),
        formatSignificant(copying.yes),
        formatSignificant(memorising.partly),
        formatSignificant(memorising.yes),
      )}
    </p>
  )
}

const beyond: TrapsQuestion = 'beyond'

/** Answers by the frame's part that they belong to: a curve keeps its points as long as their frames are kept. */
const answers = new WeakMap<TrapsPart, TrapsAnswer>()

/** A frame's part with what was answered for it. */
type AnsweredPart = TrapsPart & TrapsAnswer

interface Answered {
  /** of the shown frame, and until that is answered of the last one that is; null before the first */
  readonly whole: AnsweredPart | null
  /** of all frames, for the curves */
  readonly parts: readonly { readonly step: number; readonly part: WholePart }[]
  /** is `whole` not that of the shown frame? */
  readonly isStale: boolean
  /** why there is no answer */
  readonly sentence: string | undefined
}

/** The part with what takes another set and training images, asked for while this instrument is looked at. */
function useWhole(part: TrapsPart): Answered {
  const { answer, isCurrent, sentence } = useAsked<TrapsAnswer>('traps', beyond)
  const frames = useParts<TrapsPart>('traps', part)
  return useMemo(() => {
    if (answer !== null && isCurrent) answers.set(part, answer)
    const answered = (then: TrapsPart | undefined): AnsweredPart | null => {
      const known = then && answers.get(then)
      return known ? { ...then, ...known } : null
    }
    const last = frames.findLast((frame) => answers.has(frame.part))
    return {
      whole: answered(part) ?? answered(last?.part),
      parts: frames.map(({ step, part: then }) => ({
        step,
        part: answered(then) ?? { ...then, train: null, other: null },
      })),
      isStale: !answers.has(part),
      sentence,
    }
  }, [part, frames, answer, isCurrent, sentence])
}

interface TrapProps extends Pick<Answered, 'parts' | 'isStale' | 'sentence'> {
  readonly part: AnsweredPart | null
}

function Copying({ part, parts, isStale, sentence }: TrapProps) {
  const words = useWords(text)
  const { step, recipe } = useBench()
  const [own, other] = setNames(recipe, words)
  const strips = useMemo((): CurveStrip[] => {
    if (part === null) return []
    return [
      {
        id: 'copying',
        unit: words.error,
        curves: [
          {
            id: 'own',
            name: own,
            value: written(part.test),
            colour: 'reconstruction',
            points: parts.map(({ step, part }) => ({ step, value: part.test })),
          },
          {
            id: 'other',
            name: other,
            value: written(part.other.error),
            colour: 'ink',
            dash: 'dash',
            points: parts.map(({ step, part }) => ({ step, value: part.other?.error ?? Number.NaN })),
          },
        ],
        mark: { value: part.other.variance },
      },
    ]
  }, [parts, part, own, other, words])
  const [strip] = strips
  return (
    <section className={styles.trap} aria-label={words.copying} aria-busy={isStale}>
      <div className={styles.head}>
        <h3>{words.copying}</h3>
        {strip && <CurveKey curves={strip.curves} />}
      </div>
      {part === null || strip === undefined ? (
        <p className={styles.waiting}>{sentence === undefined && words.otherComing(other)}</p>
      ) : (
        <>
          <p className={styles.verdict}>{copyingSentence(copyingVerdict(part, step), part, other, words)}</p>
          <div className={styles.curves}>
            <Curves
              strips={strips}
              label={words.copyingLabel(own, strip.curves[0]!.value, other, strip.curves[1]!.value)}
            />
          </div>
          <Examples other={part.other} name={other} />
        </>
      )}
    </section>
  )
}

/** Errors per pixel as they are told from each other. */
function written(error: number): string {
  return error < 0.001 ? formatSignificant(error, 2) : formatNumber(error, 4)
}

function copyingSentence(verdict: Verdict, part: WholePart, set: string, words: Words): string {
  const share = formatNumber(shareNotCopied(part), 2)
  const sentences: Record<Verdict, string> = {
    early: words.early(formatCount(firstJudged)),
    waiting: words.otherComing(set),
    yes: words.copies(set, share),
    partly: words.beginsToCopy(set, share),
    no: words.doesNotCopy(set, share),
  }
  return sentences[verdict]
}

/** A few images of the other set, and what comes out. */
function Examples({ other, name }: { other: OtherPart; name: string }) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const columns = other.inputs.length / pixels
  const pixel = Math.max(0.5, Math.min(1, width / (columns * (side + gap) - gap)))
  const grid = { columns, gap, pixel }
  return (
    <div className={styles.examples} ref={box} style={{ minHeight: (2 * side + gap) * pixel }}>
      {width > 0 && (
        <>
          <ImageGrid images={other.inputs} {...grid} label={words.inputs(name)} />
          <ImageGrid images={other.outputs} {...grid} label={words.outputs} />
        </>
      )}
    </div>
  )
}

function Memorising({ part, parts, isStale, sentence }: TrapProps) {
  const words = useWords(text)
  const { step, edited, edit } = useBench()
  const strips = useMemo((): CurveStrip[] => {
    if (part === null) return []
    const pointsOf = (value: (part: WholePart) => number) =>
      parts.map(({ step: at, part: then }) => ({ step: at, value: value(then) }))
    return [
      {
        id: 'memorising',
        unit: words.error,
        curves: [
          {
            id: 'test',
            name: words.test,
            value: written(part.test),
            colour: 'reconstruction',
            points: pointsOf(({ test }) => test),
          },
          {
            id: 'train',
            name: words.training(formatCount(part.train.images)),
            value: written(part.train.error),
            colour: 'ink',
            dash: 'dash',
            points: pointsOf(({ train }) => train?.error ?? Number.NaN),
          },
        ],
      },
    ]
  }, [parts, part, words])
  const [strip] = strips
  return (
    <section className={styles.trap} aria-label={words.memorising} aria-busy={isStale}>
      <div className={styles.head}>
        <h3>{words.memorising}</h3>
        {strip && <CurveKey curves={strip.curves} />}
      </div>
      {part === null || strip === undefined ? (
        <p className={styles.waiting}>{sentence === undefined && words.trainingComing}</p>
      ) : (
        <>
          <p className={styles.verdict}>{memorisingSentence(memorisingVerdict(part, step), part, words)}</p>
          <div className={styles.curves}>
            <Curves
              strips={strips}
              label={words.memorisingLabel(strip.curves[1]!.value, written(part.test))}
            />
          </div>
        </>
      )}
      <fieldset className={styles.sizes}>
        <legend>{words.trainOn}</legend>
        {sizes.map((size) => (
          <Button
            key={size}
            aria-pressed={edited.data.train === size}
            aria-label={words.images(formatCount(size))}
            onClick={() => edit('data.train', size)}
          >
            {formatCount(size)}
          </Button>
        ))}
      </fieldset>
    </section>
  )
}

function memorisingSentence(verdict: Verdict, part: WholePart, words: Words): string {
  const times = formatNumber(gapOf(part), 2)
  const sentences: Record<Verdict, string> = {
    early: words.early(formatCount(firstJudged)),
    waiting: words.trainingComing,
    yes: words.memorises(times),
    partly: words.beginsToMemorise(times),
    no: words.doesNotMemorise(times),
  }
  return sentences[verdict]
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: TrapsPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  const frames = useParts<TrapsPart>('traps', part)
  return () => ({
    columns: [
      { label: words.step },
      { label: words.test, unit: words.error },
      { label: words.trainingHeading, unit: words.error },
      { label: words.gap },
      { label: setNames(recipe, words)[1], unit: words.error },
      { label: words.noise, unit: words.error },
      { label: words.identity },
    ],
    rows: frames.map(({ step, part: then }) => {
      const { test, noise, identity } = then
      const { train, other } = answers.get(then) ?? {}
      return [
        step,
        test,
        train?.error ?? '',
        train ? gapOf({ test, train }) : '',
        other?.error ?? '',
        noise.error,
        identity ?? '',
      ]
    }),
  })
}

export const view = defineInstrument<TrapsPart>({
  id: 'traps',
  title,
  useNote,
  View: Traps,
  useTable,
})
