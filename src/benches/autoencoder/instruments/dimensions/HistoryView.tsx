// The KL of every dimension over the steps, a line each.

import { useMemo, useRef } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, logTicks, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { coordinateName } from '../coordinateName.ts'
import { useBench } from '../InstrumentView.tsx'
import { stepPlace, stepRange, topOf } from '../objective/strips.ts'
import { usePlotArea } from '../plotAreaView.tsx'
import { activeAbove } from '../posteriorMoments.ts'
import { spread } from '../spread.ts'
import { useSharedEnd, useSharedRange } from '../sharedAxesView.tsx'
import type { DimensionsPart } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

/** Lines that are named at their ends; more would lie over each other. */
const mostNamed = 10
const margins = { left: 2.8, right: 1.4, top: 1.7, bottom: 2.9 }
/** With the names. */
const wider = { ...margins, right: 2.6 }

interface HistoryProps {
  readonly part: DimensionsPart
  readonly order: readonly number[]
  readonly told: number | null
}

export function HistoryView({ part, order, told }: HistoryProps) {
  const bench = useBench()
  const words = useWords(text)
  const palette = usePalette()
  const box = useRef<HTMLDivElement>(null)
  const isNamed = order.length <= mostNamed
  const area = usePlotArea(box, isNamed ? wider : margins)
  const { partsOf, step, recipe } = bench
  const history = useMemo(
    () =>
      partsOf('dimensions')
        .map((frame) => ({ step: frame.step, kl: (frame.part as DimensionsPart).kl }))
        .filter(({ kl }) => kl.length === part.kl.length),
    [partsOf, part],
  )
  const traces = useMemo<PlotTrace[]>(() => {
    const isShort = history.length < 3
    return order.toReversed().map((j) => {
      const isDead = part.varianceOfMeans[j]! <= activeAbove
      const color = palette.colour(told === j ? 'ink' : isDead ? 'muted' : 'penalty')
      return {
        type: 'scatter',
        mode: isShort ? 'lines+markers' : 'lines',
        x: history.map((frame) => stepPlace(frame.step)),
        y: history.map(({ kl }) => kl[j]!),
        text: history.map((frame) =>
          words.hover(coordinateName(j), formatCount(frame.step), formatNumber(frame.kl[j]!, 3)),
        ),
        hoverinfo: 'text',
        line: { color, width: told === j ? 3 : 1.3 },
        marker: { color, size: 5 },
        opacity: told === null || told === j ? 0.85 : 0.35,
      }
    })
  }, [history, order, part, told, palette, words])
  const [from, to] = useSharedRange('steps', stepRange(history.at(-1)?.step ?? 0, recipe.optimise.steps))
  const own = useMemo(() => {
    const highest = history.map((frame) => ({
      step: frame.step,
      value: frame.kl.reduce((high, value) => Math.max(high, value), 0),
    }))
    const most = topOf({ id: 'kl', test: highest, batches: [] }, [], from)
    return Number.isFinite(most) ? most : 1
  }, [history, from])
  const end = useSharedEnd('dimensions history', own)
  const layout = useMemo<PlotLayout>(() => {
    if (!area) return {}
    const ticks = from < 1 ? [0, ...logTicks(1, to)] : logTicks(from, to)
    const last = history.at(-1)
    const lastPlaces = isNamed && last ? order.map((j) => (last.kl[j]! / end) * area.height) : []
    const heights = spread(lastPlaces, area.text * 1.1, [0, area.height])
    return {
      margin: area.margin,
      annotations: heights.map((height, rank) => ({
        xref: 'x',
        yref: 'paper',
        x: stepPlace(last!.step),
        y: height / area.height,
        xanchor: 'left',
        xshift: area.text * 0.4,
        yanchor: 'middle',
        showarrow: false,
        text: coordinateName(order[rank]!),
        font: {
          color: palette.colour(
            told === order[rank]
              ? 'ink'
              : part.varianceOfMeans[order[rank]!]! <= activeAbove
                ? 'muted'
                : 'penalty-ink',
          ),
          size: area.text,
        },
      })),
      xaxis: {
        ...linearAxis(words.steps, undefined, [stepPlace(from), stepPlace(to)]),
        tickmode: 'array',
        tickvals: ticks.map((value) => stepPlace(value)),
        ticktext: ticks.map((value) => formatSignificant(value)),
      },
      yaxis: { ...linearAxis(words.nats, undefined, [0, end]), nticks: 5 },
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'paper',
          x0: stepPlace(step),
          x1: stepPlace(step),
          y0: 0,
          y1: 1,
          line: { color: palette.colour('ink'), width: 1 },
        },
      ],
    }
  }, [history, from, to, end, step, area, isNamed, order, part, told, palette, words])
  return (
    <div className={styles.history} ref={box}>
      {area && <Plot traces={traces} layout={layout} label={words.history(formatCount(order.length))} />}
    </div>
  )
}
