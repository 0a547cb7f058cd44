// Curves over the steps of a run, in strips one below the other that share the axis of steps; above them their names.

import { useMemo, useRef } from 'react'
import { usePalette, type ColourName } from '../../../ui/colours.ts'
import { formatCount, formatSignificant } from '../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../ui/Plot.tsx'
import { linearAxis, logTicks, type PlotLayout } from '../../../ui/plotLayout.ts'
import { useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'
import { stepPlace, stepRange, topOf, type Point } from './objective/strips.ts'
import { usePlotArea, type PlotArea } from './plotAreaView.tsx'
import { useSharedEnd, useSharedRange } from './sharedAxesView.tsx'
import styles from './Curves.module.css'
import { words as text } from './contraction/words.ts'

/** One curve; told apart from others in its strip by its dashes, too. */
export interface Curve {
  readonly id: string
  readonly name: string
  /** what it is at the shown step, with its unit where that is not the strip's */
  readonly value: string
  readonly colour: ColourName
  readonly dash?: 'solid' | 'dash'
  readonly points: readonly Point[]
}

export interface CurveStrip {
  readonly id: string
  /** of the axis: what is counted there, with its unit */
  readonly unit: string
  readonly curves: readonly Curve[]
  /** a height that the curves are to be held against, dotted */
  readonly mark?: { readonly value: number }
}

interface CurvesProps {
  readonly strips: readonly CurveStrip[]
  /** what the curves show, for screen readers */
  readonly label: string
}

const margins = { left: 3.4, right: 1.7, top: 0.7, bottom: 3.2 }
/** Between strips, in heights of the axis numbers. */
const gap = 1.7

/** The curves in whatever room there is; scales begin at 0 and end above what is drawn. */
export function Curves({ strips, label }: CurvesProps) {
  const bench = useBench()
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const reached = strips.flatMap(({ curves }) => curves.map(({ points }) => points.at(-1)?.step ?? 0))
  const [from, to] = useSharedRange('steps', stepRange(Math.max(0, ...reached), bench.recipe.optimise.steps))
  const { traces, layout } = useFigure(strips, from, to, area)
  const share = (stepPlace(bench.step) - stepPlace(from)) / (stepPlace(to) - stepPlace(from))
  return (
    <div className={styles.plot} ref={box}>
      {area && <Plot traces={traces} layout={layout} label={label} />}
      {area && (
        <div
          className={styles.cursor}
          aria-hidden="true"
          style={{
            left: area.left + Math.min(1, Math.max(0, share)) * area.width,
            top: area.top,
            height: area.height,
          }}
        />
      )}
    </div>
  )
}

/** The names of a strip's curves with their values at the shown step; the key to the picture. */
export function CurveKey({ curves }: Pick<CurveStrip, 'curves'>) {
  return (
    <span className={styles.key}>
      {curves.map(({ id, name, value, colour, dash }) => (
        <span key={id} className={styles.entry}>
          <Sample colour={colour} dash={dash} />
          {name} <strong>{value}</strong>
        </span>
      ))}
    </span>
  )
}

const dashes = { solid: undefined, dash: '5 3' }

function Sample({ colour, dash = 'solid' }: { colour: ColourName; dash?: Curve['dash'] }) {
  return (
    <svg className={styles.sample} width="18" height="6" aria-hidden="true">
      <line x1="0" y1="3" x2="18" y2="3" stroke={`var(--${colour})`} strokeDasharray={dashes[dash]} />
    </svg>
  )
}

function useFigure(
  strips: readonly CurveStrip[],
  from: number,
  to: number,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const traces = useMemo(
    () =>
      strips.flatMap(({ curves, unit }, i) =>
        curves.map(({ name, points, colour, dash = 'solid' }): PlotTrace => {
          const drawn = points.filter(({ value }) => Number.isFinite(value))
          const color = palette.colour(colour)
          return {
            type: 'scatter',
            mode: drawn.length < 3 ? 'lines+markers' : 'lines',
            x: drawn.map(({ step }) => stepPlace(step)),
            y: drawn.map(({ value }) => value),
            text: drawn.map(({ step, value }) =>
              words.hover(name, formatCount(step), formatSignificant(value), unit),
            ),
            hoverinfo: 'text',
            yaxis: axisOf(i),
            line: { color, width: 2, dash },
            marker: { color, size: 6 },
          }
        }),
      ),
    [strips, palette, words],
  )
  const ends = useSharedEnds(strips, from)
  const layout = useMemo<PlotLayout>(() => {
    if (!area) return {}
    const ticks = from < 1 ? [0, ...logTicks(1, to)] : logTicks(from, to)
    const between = strips.length > 1 ? (gap * area.text) / area.height : 0
    const height = (1 - between * (strips.length - 1)) / strips.length
    const result: PlotLayout = {
      margin: area.margin,
      xaxis: {
        ...linearAxis(words.steps, undefined, [stepPlace(from), stepPlace(to)]),
        anchor: axisOf(strips.length - 1),
        tickmode: 'array',
        tickvals: ticks.map((step) => stepPlace(step)),
        ticktext: ticks.map((step) => formatSignificant(step)),
      },
      shapes: strips.flatMap(({ mark }, i) =>
        mark && Number.isFinite(mark.value)
          ? [
              {
                type: 'line' as const,
                xref: 'paper' as const,
                yref: axisOf(i),
                x0: 0,
                x1: 1,
                y0: mark.value,
                y1: mark.value,
                layer: 'below' as const,
                line: { color: palette.colour('muted'), width: 1, dash: 'dot' as const },
              },
            ]
          : [],
      ),
    }
    strips.forEach((strip, i) => {
      const end = ends[i]!
      const top = 1 - i * (height + between)
      const values = height * area.height > area.text * 6 ? [0, end / 2, end] : [0, end]
      result[`yaxis${i === 0 ? '' : i + 1}` as 'yaxis2'] = {
        ...linearAxis('', undefined, [0, end]),
        domain: [Math.max(0, top - height), top],
        tickmode: 'array',
        tickvals: values,
        ticktext: values.map((value) => formatSignificant(value)),
      }
    })
    return result
  }, [strips, from, to, ends, area, palette, words])
  return { traces, layout }
}

/** Where each strip's scale ends, in a comparison on both sides; no picture has more than three. */
function useSharedEnds(strips: readonly CurveStrip[], from: number): readonly number[] {
  const end = (i: number) => (strips[i] ? endOf(strips[i], from) : 0)
  const axis = (i: number) => `curves ${strips[i]?.id} ${strips[i]?.unit}`
  const first = useSharedEnd(axis(0), end(0))
  const second = useSharedEnd(axis(1), end(1))
  const third = useSharedEnd(axis(2), end(2))
  return useMemo(() => [first, second, third], [first, second, third])
}

function axisOf(strip: number): 'y' | 'y2' {
  return (strip === 0 ? 'y' : `y${strip + 1}`) as 'y2'
}

/** The end of a strip's scale, above everything that is drawn from step `from` on. */
function endOf({ id, curves, mark }: CurveStrip, from: number): number {
  const lines = mark && Number.isFinite(mark.value) ? [mark.value] : []
  const ends = curves.map(({ points }) => {
    const test = points.filter(({ value }) => Number.isFinite(value))
    return topOf({ id, test, batches: [] }, lines, from)
  })
  return Math.max(...ends)
}
