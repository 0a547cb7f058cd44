// The curve: error against the level of one noise, of the input, the net and the linear denoiser, with earlier runs in pale.

import { useMemo, useRef } from 'react'
import { usePalette, type ColourName } from '../../../../ui/colours.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { corruptionOf } from '../../corrupt/corruptions.ts'
import { sourceOf, type CorruptRecipe } from '../../recipe.ts'
import { useAsked } from '../askedView.tsx'
import { useClippedSentence } from '../clippedView.tsx'
import { useLinearFigures } from '../linearDenoiserView.tsx'
import { isSameNoise, isTrainedOnNoise, levelOf, noiseOf } from '../noise.ts'
import { nameOfNoise, settingsOfNoise } from '../noiseNameView.tsx'
import styles from '../Layout.module.css'
import { useBench, type RunMade } from '../InstrumentView.tsx'
import { roundUpClosely } from '../niceNumbers.ts'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import type { LinearCurve, NoiseCurve, NoiseLevelsPart, NoiseLevelsQuestion } from './measure.ts'
import { spread } from '../spread.ts'
import { Waiting } from '../WaitingView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { words as text } from './words.ts'

const margins = { left: 3.6, right: 10.5, top: 2, bottom: 3.2 }
/** Earlier runs that are shown, the latest ones. */
const mostRuns = 4

interface Line {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly colour: ColourName
  readonly ink: ColourName
  readonly dash: 'solid' | 'dash' | 'dot'
  readonly width: number
}

export function CurveOf({ noise, part }: { noise: CorruptRecipe; part: NoiseLevelsPart }) {
  const { recipe, runsMade } = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const fitted = noiseOf(recipe)
  const linear = useLinearFigures<LinearCurve>('noiseLevels', fitted, { kind: 'linear', noise })
  const question = useMemo<NoiseLevelsQuestion>(() => ({ kind: 'curve', noise }), [noise])
  const asked = useAsked<NoiseCurve, NoiseLevelsQuestion>('noiseLevels', question)
  const answer = asked.answer && isSameNoise(asked.answer.noise, noise) ? asked.answer : null
  // the few images of the frame until the many are measured
  const curve = answer ?? part.curves.find((each) => isSameNoise(each.noise, noise)) ?? null
  const earlier = useMemo(() => earlierOf(runsMade, noise), [runsMade, noise])
  const lines = useMemo(
    () => linesOf(curve, linear.answer, earlier, words),
    [curve, linear.answer, earlier, words],
  )
  const trainedAt =
    isTrainedOnNoise(recipe) && isSameNoise(recipe.corrupt, noise) ? levelOf(recipe.corrupt) : null
  const { traces, layout } = useFigure(lines, noise, trainedAt, area)
  const clipped = useClippedSentence()
  const images = curve === null ? '' : formatCount(curve.images)
  return (
    <>
      <div className={styles.plot} ref={box}>
        {area && curve && (
          <Plot traces={traces} layout={layout} label={words.curveLabel(nameOfNoise(noise), images)} />
        )}
        {!curve && <Waiting sentence={asked.sentence} />}
      </div>
      <p className={styles.footer}>
        {curve && words.footer(images)}{' '}
        {linear.sentence ?? (linear.answer ? words.linearFitted(nameOfNoise(fitted)) : words.linearComputing)}{' '}
        {earlier.length > 0 && words.pale(formatCount(earlier[0]!.curve.images))} {clipped}
      </p>
      {curve && asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

interface Earlier {
  readonly name: CorruptRecipe
  readonly curve: NoiseCurve
}

/** Runs before the shown one that were measured on this noise. */
function earlierOf(runs: readonly RunMade[], noise: CorruptRecipe): Earlier[] {
  const last = runs.at(-1)
  const found = runs.slice(0, -1).flatMap(({ recipe, parts }) => {
    const part = parts['noiseLevels'] as NoiseLevelsPart | undefined
    const curve = part?.curves.find((each) => isSameNoise(each.noise, noise))
    const isSameSet = last !== undefined && sourceOf(recipe.data) === sourceOf(last.recipe.data)
    return curve && isSameSet ? [{ name: recipe.corrupt, curve }] : []
  })
  return found.slice(-mostRuns)
}

type Words = ReturnType<typeof useWords<typeof text.en>>

function linesOf(
  curve: NoiseCurve | null,
  linear: LinearCurve | null,
  earlier: readonly Earlier[],
  words: Words,
): Line[] {
  if (curve === null) return []
  const x = curve.levels
  const muted = { colour: 'muted', ink: 'muted', width: 1.5 } as const
  return [
    ...earlier.map(({ name, curve: past }): Line => ({
      name: nameOfTraining(name, curve.noise, words),
      x: past.levels,
      y: past.restored,
      colour: 'edge',
      ink: 'muted',
      dash: 'solid',
      width: 1.5,
    })),
    { name: words.noisy, x, y: curve.noisy, dash: 'dash', ...muted },
    ...(linear
      ? [{ name: words.linear, x: linear.levels, y: linear.linear, dash: 'dot', ...muted } as const]
      : []),
    {
      name: words.net,
      x,
      y: curve.restored,
      colour: 'reconstruction',
      ink: 'reconstruction-ink',
      dash: 'solid',
      width: 2.5,
    },
  ]
}

/** What a run was trained on, in few words: its settings where it is the noise that is shown. */
function nameOfTraining(trained: CorruptRecipe, shown: CorruptRecipe, words: Words): string {
  if (trained.kind === 'none') return words.noNoise
  if (trained.kind === shown.kind) return settingsOfNoise(trained)
  return `${corruptionOf(trained.kind).label.en}, ${formatSignificant(levelOf(trained))}`
}

function useFigure(
  lines: readonly Line[],
  noise: CorruptRecipe,
  trainedAt: number | null,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const words = useWords(text)
  const palette = usePalette()
  const traces = useMemo(
    (): PlotTrace[] =>
      lines.map(({ name, x, y, colour, dash, width }) => ({
        type: 'scatter',
        mode: 'lines',
        name,
        x: [...x],
        y: [...y],
        line: { color: palette.colour(colour), width, dash },
        hovertemplate: `${name}, %{x}: %{y:.4f}<extra></extra>`,
      })),
    [lines, palette],
  )
  const own = roundUpClosely(Math.max(...lines.flatMap(({ y }) => y), 0.01))
  const most = useSharedEnd(`noiseLevels ${noise.kind}`, own)
  const layout = useMemo((): PlotLayout => {
    if (area === null || lines.length === 0) return {}
    const unitsPerPixel = most / area.height
    const ends = spread(
      lines.map(({ y }) => y.at(-1)!),
      area.text * 1.35 * unitsPerPixel,
      [0, most],
    )
    return {
      margin: area.margin,
      xaxis: linearAxis(noise.kind === 'gaussian' ? words.sigma : words.rate, undefined, [0, 1]),
      yaxis: linearAxis(words.errorAxis, undefined, [0, most]),
      shapes:
        trainedAt === null || trainedAt > 1
          ? []
          : [
              {
                type: 'line',
                x0: trainedAt,
                x1: trainedAt,
                yref: 'paper',
                y0: 0,
                y1: 1,
                line: { color: palette.colour('edge'), width: 1 },
                layer: 'below',
              },
            ],
      annotations: [
        ...lines.map(({ name, ink }, i) => ({
          text: name,
          x: 1,
          y: ends[i]!,
          xanchor: 'left' as const,
          yanchor: 'middle' as const,
          xshift: 4,
          showarrow: false,
          font: { color: palette.colour(ink) },
        })),
        ...(trainedAt === null || trainedAt > 1
          ? []
          : [
              {
                text: `${words.trained}, ${formatNumber(trainedAt, 2)}`,
                x: trainedAt,
                y: 1,
                yref: 'paper' as const,
                xanchor: 'center' as const,
                yanchor: 'bottom' as const,
                showarrow: false,
                font: { color: palette.colour('muted') },
              },
            ]),
      ],
    }
  }, [most, lines, noise.kind, trainedAt, area, palette, words])
  return { traces, layout }
}
