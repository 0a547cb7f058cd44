// The figure of the objective: a strip for every quantity, its curves, and one axis of steps below them all.

import { useMemo, type CSSProperties } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount, formatSignificant } from '../../../../ui/format.ts'
import type { PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, logTicks, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import type { PlotArea } from '../plotAreaView.tsx'
import type { Line } from './linesView.tsx'
import { colourOf, nameOfStrip, nameOn, written, type Words } from './namesView.tsx'
import type { Row } from './rowsView.tsx'
import { bottomOf, stepPlace, thinned, topOf, type Point } from './strips.ts'
import { words as text } from './words.ts'

/** Around the area, in heights of the axis numbers. */
export const margins = { left: 3.4, right: 0.6, top: 0.8, bottom: 3.2 }
/** Between strips, in heights of the axis numbers. */
const gap = 1.5
/** The reconstruction's strip is taller than the others by this. */
const taller = 1.7
const mostBatches = 300
/** Heights of a strip, in heights of the axis numbers: below them two lines of text have no room, and two numbers touch. */
const low = 2.6
const touching = 1.35

/** A strip in the plot's area: from `top` down, in pixels, its scale from `start` to `end`. */
export interface PlacedStrip {
  readonly row: Row
  readonly top: number
  readonly height: number
  /** from its middle to the next strip's, where they are of one height */
  readonly pitch: number
  readonly start: number
  readonly end: number
  /** as plotly says it: shares of the area, from below */
  readonly domain: [number, number]
}

export function placed(
  rows: readonly Row[],
  lines: readonly Line[],
  from: number,
  area: PlotArea,
): PlacedStrip[] {
  const between = rows.length > 1 ? Math.min(gap * area.text, area.height / rows.length / 2) : 0
  const unit = (area.height - between * (rows.length - 1)) / (rows.length - 1 + taller)
  let top = 0
  return rows.map((row, i) => {
    const height = i === 0 ? unit * taller : unit
    const domain: [number, number] = [Math.max(0, 1 - (top + height) / area.height), 1 - top / area.height]
    const values = row.id === 'reconstruction' ? lines.map(({ value }) => value) : []
    const strips = row.curves.map(({ strip }) => strip)
    const place = {
      row,
      top: area.top + top,
      height,
      pitch: height + between,
      domain,
      start: Math.min(...strips.map(bottomOf)),
      end: Math.max(...strips.map((strip) => topOf(strip, values, from))),
    }
    top += height + between
    return place
  })
}

export function useFigure(
  rows: readonly Row[],
  places: readonly PlacedStrip[] | null,
  lines: readonly Line[],
  axis: Axis,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const traces = useMemo(
    () =>
      rows.flatMap(({ id, unit, curves }, i) =>
        curves.flatMap(({ side, strip }): PlotTrace[] => {
          const name = nameOn(side, nameOfStrip(id, words))
          const common = {
            type: 'scatter' as const,
            hoverinfo: 'text' as const,
            yaxis: axisOf(i),
          }
          const color = palette.colour(colourOf(id))
          const isShort = strip.test.length < 3
          const test: PlotTrace = {
            ...common,
            ...coordinates(strip.test, name, unit, words),
            mode: isShort ? 'lines+markers' : 'lines',
            line: { color, width: 2, dash: side === 'B' ? 'dash' : 'solid' },
            marker: { color, size: 6 },
          }
          // of two runs the batches would hide each other
          if (side !== null) return [test]
          const batches: PlotTrace = {
            ...common,
            ...coordinates(thinned(strip.batches, mostBatches), words.batch(name), unit, words),
            mode: 'lines',
            line: { color, width: 1 },
            opacity: 0.35,
          }
          return [batches, test]
        }),
      ),
    [rows, palette, words],
  )
  const layout = useMemo<PlotLayout>(() => {
    if (!places || !area) return {}
    const every = axis.from < 1 ? [0, ...logTicks(1, axis.to)] : logTicks(axis.from, axis.to)
    // a number whose middle is too near the right edge would be cut there
    const right = area.left + area.width + margins.right * area.text
    const ticks = every.filter(
      (step) => acrossArea(step, axis, area) + formatSignificant(step).length * 0.3 * area.text < right,
    )
    const result: PlotLayout = {
      margin: area.margin,
      xaxis: {
        ...linearAxis(words.steps, undefined, [stepPlace(axis.from), stepPlace(axis.to)]),
        anchor: axisOf(places.length - 1) as 'y',
        tickmode: 'array',
        tickvals: ticks.map((step) => stepPlace(step)),
        ticktext: ticks.map((step) => formatSignificant(step)),
      },
      shapes: lines.map(({ kind, value }) => ({
        type: 'line',
        xref: 'paper',
        x0: 0,
        x1: 1,
        y0: value,
        y1: value,
        layer: 'below',
        line: { color: palette.colour('muted'), width: 1, dash: kind === 'pca' ? 'dash' : 'dot' },
      })),
    }
    places.forEach(({ domain, start, end, height }, i) => {
      const count = Math.max(1, Math.floor(height / (area.text * 4)))
      const wanted = [1, 2, 4].findLast((parts) => parts <= count)!
      const values = Array.from({ length: wanted + 1 }, (_, tick) => start + ((end - start) * tick) / wanted)
      // the last strip says where all of them begin, unless its two numbers would touch
      const least = i < places.length - 1 ? low : touching
      const written = height < area.text * least ? [end] : values
      result[`yaxis${i === 0 ? '' : i + 1}` as 'yaxis2'] = {
        ...linearAxis('', undefined, [start, end]),
        domain,
        tickmode: 'array',
        tickvals: written,
        ticktext: written.map((value) => formatSignificant(value)),
      }
    })
    return result
  }, [places, area, lines, axis, palette, words])
  return { traces, layout }
}

function axisOf(strip: number): 'y' | 'y2' {
  return (strip === 0 ? 'y' : `y${strip + 1}`) as 'y2'
}

function coordinates(points: readonly Point[], name: string, unit: string, words: Words) {
  return {
    x: points.map(({ step }) => stepPlace(step)),
    y: points.map(({ value }) => value),
    text: points.map(({ step, value }) => words.hover(name, formatCount(step), written(value), unit)),
  }
}

/** From which step to which the axis goes. */
export interface Axis {
  readonly from: number
  readonly to: number
}

/** Pixels from the left; what lies before the axis stands at its beginning. */
export function acrossArea(step: number, { from, to }: Axis, area: PlotArea): number {
  const share = (stepPlace(step) - stepPlace(from)) / (stepPlace(to) - stepPlace(from))
  return area.left + Math.min(1, Math.max(0, share)) * area.width
}

export function cursorAt(step: number, axis: Axis, area: PlotArea): CSSProperties {
  return { left: acrossArea(step, axis, area), top: area.top, height: area.height }
}

/** Have two lines of text no room beside a strip and the gap below it? */
export function isLow({ pitch }: PlacedStrip, { text: size }: PlotArea): boolean {
  return pitch < size * low
}
