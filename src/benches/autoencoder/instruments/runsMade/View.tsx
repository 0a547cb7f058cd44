// The runs made: what each run of the visit gained, side by side, and its two trade-offs, filled in by training again.

import { useMemo, useRef, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { usePalette, type Palette } from '../../../../ui/colours.ts'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { side } from '../../shapes.ts'
import { sourceOf } from '../../recipe.ts'
import { defineInstrument, useBench, type InstrumentProps, type RunMade } from '../InstrumentView.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { runLabel } from '../runLabel.ts'
import type { RunsMadePart } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const pictures = ['benefits', 'sparsity', 'rate', 'filters'] as const
type Picture = (typeof pictures)[number]

/** A run with its figures. */
interface Made extends Pick<RunMade, 'recipe' | 'step'> {
  readonly part: RunsMadePart
  readonly label: string
  /** is it the run that is shown? */
  readonly isShown: boolean
}

function RunsMade({ part }: InstrumentProps<RunsMadePart>) {
  const words = useWords(text)
  const all = useMade(part)
  const made = useMemo(() => all.filter((run) => areAlike(run.recipe, all.at(-1)!.recipe)), [all])
  const [picture, setPicture] = useState<Picture>('benefits')
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Choice
          label={words.picture}
          value={picture}
          options={pictures.map((value) => ({ value, label: words[value] }))}
          onChange={setPicture}
        />
        {all.length === 1 && <p className={styles.hint}>{words.onlyOne}</p>}
      </div>
      {picture === 'benefits' && <Benefits made={made} />}
      {picture === 'sparsity' && <Sparsity made={made} />}
      {picture === 'rate' && <RateDistortion made={made} />}
      {picture === 'filters' && <Filters made={all} />}
      {picture !== 'filters' && made.length < all.length && (
        <p className={styles.hint}>{words.notComparable}</p>
      )}
    </div>
  )
}

/** Every run of the visit that has been measured; the shown one with the part of the shown frame. */
function useMade(part: RunsMadePart): readonly Made[] {
  const { runsMade, recipe, step } = useBench()
  return useMemo(() => {
    const others = runsMade.slice(0, -1).flatMap((run): Made[] => {
      const measured = run.parts['runsMade'] as RunsMadePart | undefined
      return measured ? [{ ...run, part: measured, label: runLabel(run.recipe), isShown: false }] : []
    })
    return [...others, { recipe, step, part, label: runLabel(recipe), isShown: true }]
  }, [runsMade, recipe, step, part])
}

function Benefits({ made }: { made: readonly Made[] }) {
  const words = useWords(text)
  const benefits: [string, string, (part: RunsMadePart) => number][] = [
    [words.activeShare, '', ({ meanActive, size }) => meanActive / size],
    [words.jacobian, words.jacobianUnit, ({ jacobianNorm }) => jacobianNorm],
    [words.noise, words.perPixel, ({ noiseMse }) => noiseMse],
    [words.missing, words.perPixel, ({ missingMse }) => missingMse],
  ]
  return (
    <>
      <div className={styles.runs}>
        {benefits.map(([what, unit, figure]) => {
          const most = Math.max(...made.map(({ part }) => figure(part)), 1e-12)
          return (
            <section key={what} className={styles.benefit} aria-label={words.describeBars(what, unit)}>
              <h3>
                {what} {unit && <small>{unit}</small>}
              </h3>
              <ul>
                {made.map((run, i) => (
                  <li key={i} className={styles.bar} data-shown={run.isShown || undefined}>
                    <span className={styles.name}>{nameOf(run, words)}</span>
                    <span className={styles.value}>{formatSignificant(figure(run.part))}</span>
                    <span className={styles.track}>
                      <i style={{ width: `${(100 * figure(run.part)) / most}%` }} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <p className={styles.hint}>{words.lower}</p>
    </>
  )
}

function Sparsity({ made }: { made: readonly Made[] }) {
  const words = useWords(text)
  const layout = useMemo<PlotLayout>(
    () => ({
      xaxis: { ...linearAxis(words.active), rangemode: 'tozero' },
      yaxis: { ...linearAxis(words.error, words.perPixel), rangemode: 'tozero' },
    }),
    [words],
  )
  const { colour } = usePalette()
  const traces = useMemo(
    () => scatterOf(made, ({ meanActive, msePerPixel }) => [meanActive, msePerPixel], colour),
    [made, colour],
  )
  return (
    <>
      <Plot className={styles.plot} traces={traces} layout={layout} label={words.describeSparsity} />
      <Key made={made} />
    </>
  )
}

/** Which run each number in the picture is. */
function Key({ made }: { made: readonly Made[] }) {
  const words = useWords(text)
  return (
    <ol className={styles.key}>
      {made.map((run, i) => (
        <li key={i} data-shown={run.isShown || undefined}>
          {nameOf(run, words)}
        </li>
      ))}
    </ol>
  )
}

function RateDistortion({ made }: { made: readonly Made[] }) {
  const words = useWords(text)
  const { recipe } = useBench()
  const gaussian = useMemo(() => made.filter(({ part }) => part.rate !== null), [made])
  const comparable = useMemo(
    () => gaussian.filter((run) => isComparable(run.recipe, gaussian.at(-1)!.recipe)),
    [gaussian],
  )
  const layout = useMemo<PlotLayout>(
    () => ({
      xaxis: { ...linearAxis(words.rateAxis, words.nats), rangemode: 'tozero' },
      yaxis: linearAxis(words.distortionAxis, words.nats),
    }),
    [words],
  )
  const { colour } = usePalette()
  const traces = useMemo(
    () => scatterOf(comparable, ({ rate, distortion }) => [rate!, distortion], colour),
    [comparable, colour],
  )
  if (comparable.length === 0) return <Message>{words.noRate}</Message>
  return (
    <>
      <Plot
        key={recipe.decode.output}
        className={styles.plot}
        traces={traces}
        layout={layout}
        label={words.describeRate}
      />
      <Key made={comparable} />
      {comparable.length < gaussian.length && <p className={styles.hint}>{words.notComparable}</p>}
    </>
  )
}

/** Are both measured on the same images? */
function areAlike(one: Made['recipe'], other: Made['recipe']): boolean {
  const imagesOf = ({ data }: Made['recipe']) => [
    sourceOf(data),
    data.pixels,
    ...data.classes.toSorted((a, b) => a - b),
  ]
  return imagesOf(one).join() === imagesOf(other).join()
}

/** Are the two reconstructions, besides, of one unit and under one condition? */
function isComparable(one: Made['recipe'], other: Made['recipe']): boolean {
  return (
    areAlike(one, other) &&
    one.decode.output === other.decode.output &&
    one.decode.variance === other.decode.variance &&
    one.code.condition === other.code.condition
  )
}

const filterColumns = 8
const filterGap = 2

function Filters({ made }: { made: readonly Made[] }) {
  const words = useWords(text)
  const box = useRef<HTMLUListElement>(null)
  const { width } = useBox(box)
  const pixel = Math.min(2, width / (filterColumns * (side + filterGap) - filterGap))
  return (
    <ul className={styles.filters} ref={box}>
      {made.map((run, i) => (
        <li key={i}>
          <p>{nameOf(run, words)}</p>
          {run.part.filters === null ? (
            <p>{words.noFilters}</p>
          ) : (
            pixel > 0 && (
              <ImageGrid
                images={run.part.filters}
                columns={filterColumns}
                gap={filterGap}
                pixel={pixel}
                limit={roundUpClosely(largestMagnitude(run.part.filters) || 1)}
                label={words.describeFilters(run.label)}
              />
            )
          )}
        </li>
      ))}
    </ul>
  )
}

/** One numbered point for each run; the shown one full and in the code's colour, the others hollow. */
function scatterOf(
  made: readonly Made[],
  place: (part: RunsMadePart) => readonly [x: number, y: number],
  colour: Palette['colour'],
): readonly PlotTrace[] {
  const trace: PlotTrace = {
    type: 'scatter',
    mode: 'text+markers',
    cliponaxis: false,
    x: made.map(({ part }) => place(part)[0]),
    y: made.map(({ part }) => place(part)[1]),
    text: made.map((_, i) => String(i + 1)),
    textposition: 'top center',
    customdata: made.map(({ label }) => label),
    hovertemplate: '%{customdata}<br>%{x:.4g}, %{y:.4g}<extra></extra>',
    marker: {
      size: 9,
      symbol: made.map(({ isShown }) => (isShown ? 'circle' : 'circle-open')),
      color: made.map(({ isShown }) => colour(isShown ? 'code' : 'ink')),
      line: { width: 1.5 },
    },
  }
  return [trace]
}

function nameOf(run: Made, words: { thisRun: string; step: string }): string {
  const name = `${run.label} · ${words.step} ${formatCount(run.step)}`
  return run.isShown ? `${name} · ${words.thisRun}` : name
}

function useNote(part: RunsMadePart): string {
  const words = useWords(text)
  const { length } = useMade(part)
  return length === 1 ? words.one : words.many(formatCount(length))
}

function useTable(part: RunsMadePart): () => Table {
  const words = useWords(text)
  const made = useMade(part)
  return () => ({
    columns: [
      { label: words.run },
      { label: words.step },
      { label: words.error, unit: words.perPixel },
      { label: words.active },
      { label: words.jacobian, unit: words.jacobianUnit },
      { label: words.noise, unit: words.perPixel },
      { label: words.missing, unit: words.perPixel },
      { label: words.rateAxis, unit: words.nats },
      { label: words.distortion },
    ],
    rows: made.map(({ label, step, part: figures }) => [
      label,
      step,
      figures.msePerPixel,
      figures.meanActive,
      figures.jacobianNorm,
      figures.noiseMse,
      figures.missingMse,
      figures.rate ?? '',
      figures.distortion,
    ]),
  })
}

export const view = defineInstrument<RunsMadePart>({
  id: 'runsMade',
  title,
  useNote,
  View: RunsMade,
  useTable,
})
