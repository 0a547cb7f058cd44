// The two histograms of sparsity: activations, with what counts as active, and images by their number of active units.

import { useMemo } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { activeAbove, isSigned } from '../activity.ts'
import { useBench } from '../InstrumentView.tsx'
import { roundUp, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { bins, countBins, endOfBin, startOfBin } from './histogram.ts'
import type { SparsityPart } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

/** A bar from `from` to `to` of some height, with what the pointer is told. */
interface Bar {
  readonly from: number
  readonly to: number
  readonly height: number
  readonly text: string
}

/** Bars side by side as one filled outline. */
function barTrace(bars: readonly Bar[], colour: string): PlotTrace {
  return {
    type: 'scatter',
    mode: 'lines',
    x: bars.flatMap(({ from, to }) => [from, from, to, to]),
    y: bars.flatMap(({ height }) => [0, height, height, 0]),
    text: bars.flatMap((bar) => Array.from({ length: 4 }, () => bar.text)),
    hoverinfo: 'text',
    line: { color: colour, width: 0.5 },
    fill: 'tozeroy',
    fillcolor: colour,
  }
}

/** Room above the bars for what is written there. */
const headroom = 1.22
/** On the logarithmic axis: the place of the first bin, which goes down to 0. */
const zeroBin = { from: -4.7, to: -4.1 }

const placeOf = (bin: number): { from: number; to: number } =>
  bin === 0 ? zeroBin : { from: Math.log10(startOfBin(bin)), to: Math.log10(endOfBin(bin)) }

export function Activations({ part }: { part: SparsityPart }) {
  const { recipe } = useBench()
  const words = useWords(text)
  const palette = usePalette()
  const textSize = useTextSize()
  const letter = recipe.code.kind === 'gaussian' ? '|μ|' : isSigned(recipe) ? '|h|' : 'h'
  const active = (100 * part.meanActive) / part.means.length
  const percents = useMemo(() => {
    const all = part.images * part.means.length
    return Array.from(part.binCounts, (count) => (100 * count) / all)
  }, [part])
  const limit = useSharedEnd('sparsity share', roundUp(Math.max(...percents.slice(1), 0.01)))
  const last = part.binCounts.findLastIndex((count) => count > 0)
  const end = useSharedEnd(
    `sparsity activation ${letter}`,
    Math.max(0, Math.ceil(Math.log10(endOfBin(Math.max(last, 1))) - 1e-9)),
  )
  const { traces, layout } = useMemo(() => {
    const bar = (bin: number): Bar => ({
      ...placeOf(bin),
      height: Math.min(percents[bin]!, limit),
      text: words.binText(
        formatSignificant(startOfBin(bin), 2),
        formatSignificant(endOfBin(bin), 2),
        formatSignificant(percents[bin]!),
      ),
    })
    const of = (isActive: boolean) =>
      Array.from({ length: bins }, (_, bin) => bin)
        .filter((bin) => startOfBin(bin) > activeAbove * 0.999 === isActive && percents[bin]! > 0)
        .map(bar)
    const traces = [barTrace(of(false), palette.colour('muted')), barTrace(of(true), palette.colour('code'))]
    const threshold = Math.log10(activeAbove)
    const written = {
      xref: 'x' as const,
      yref: 'paper' as const,
      y: 1,
      yanchor: 'top' as const,
      showarrow: false,
    }
    const decades = Array.from({ length: end + 4 }, (_, i) => i - 3).filter(
      (decade) => end === 0 || decade % 2 === 0,
    )
    const isCut = percents[0]! > limit
    const layout: PlotLayout = {
      xaxis: {
        ...linearAxis(words.activation(letter), undefined, [zeroBin.from - 0.1, end + 0.05]),
        tickmode: 'array',
        tickvals: [(zeroBin.from + zeroBin.to) / 2, ...decades],
        ticktext: ['0', ...decades.map((decade) => formatSignificant(10 ** decade))],
        showgrid: false,
      },
      yaxis: {
        ...linearAxis(words.share, words.percent, [0, limit * headroom]),
        tickmode: 'array',
        tickvals: [0, limit / 2, limit],
        ticktext: [0, limit / 2, limit].map((value) => formatSignificant(value)),
      },
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'paper',
          x0: threshold,
          x1: threshold,
          y0: 0,
          y1: 1,
          line: { color: palette.colour('ink'), width: 1, dash: 'dot' },
        },
        // a bar that goes on above is broken
        ...(isCut
          ? [
              {
                type: 'line' as const,
                xref: 'x' as const,
                yref: 'y' as const,
                x0: zeroBin.from - 0.05,
                x1: zeroBin.to + 0.05,
                y0: limit * 0.84,
                y1: limit * 0.9,
                line: { color: palette.colour('panel'), width: 3 },
              },
            ]
          : []),
      ],
      annotations: [
        {
          ...written,
          x: threshold,
          xanchor: 'left',
          xshift: 3,
          text: words.activeShare(formatNumber(active, 1)),
          font: { color: palette.colour('code-ink'), size: textSize },
        },
        {
          ...written,
          x: threshold,
          xanchor: 'right',
          xshift: -3,
          text: words.inactiveShare(formatNumber(100 - active, 1)),
          font: { color: palette.colour('muted'), size: textSize },
        },
        ...(isCut
          ? [
              {
                ...written,
                x: zeroBin.to,
                xanchor: 'left' as const,
                xshift: 3,
                yref: 'y' as const,
                y: limit,
                text: words.least(formatNumber(percents[0]!, 1)),
                // over the line of the threshold, where the plot is narrow
                bgcolor: palette.colour('panel'),
                font: { color: palette.colour('muted'), size: textSize },
              },
            ]
          : []),
      ],
    }
    return { traces, layout }
  }, [percents, limit, end, active, letter, palette, words, textSize])
  return (
    <div className={styles.plot}>
      <Plot traces={traces} layout={layout} label={words.histogramLabel(formatNumber(active, 1))} />
    </div>
  )
}

export function ActivePerImage({ part }: { part: SparsityPart }) {
  const words = useWords(text)
  const palette = usePalette()
  const textSize = useTextSize()
  const mean = formatNumber(part.meanActive, 1)
  const end = useSharedEnd('sparsity active units', widestOf(part))
  const bars = useMemo(() => countBins(part.perImage), [part])
  const limit = useSharedEnd('sparsity images', roundUp(Math.max(...bars.map(({ images }) => images), 1)))
  const { traces, layout } = useMemo(() => {
    const drawn = bars.map(({ from, to, images }): Bar => ({
      from: from - 0.5,
      to: to + 0.5,
      height: images,
      text: words.countText(words.range(formatCount(from), formatCount(to)), formatCount(images)),
    }))
    const isRight = part.meanActive > end / 2
    const layout: PlotLayout = {
      // room for five figures at the left
      margin: {
        l: textSize * 3.9,
        r: textSize * 1.2,
        t: textSize * 2,
        b: textSize * 3.2,
        pad: textSize * 0.4,
      },
      xaxis: linearAxis(words.countAxis, undefined, [-0.5, end + 0.5]),
      yaxis: {
        ...linearAxis(words.images, undefined, [0, limit * headroom]),
        tickmode: 'array',
        tickvals: [0, limit / 2, limit],
        ticktext: [0, limit / 2, limit].map(formatCount),
      },
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'paper',
          x0: part.meanActive,
          x1: part.meanActive,
          y0: 0,
          y1: 1,
          line: { color: palette.colour('ink'), width: 1, dash: 'dot' },
        },
      ],
      annotations: [
        {
          xref: 'x',
          yref: 'paper',
          x: part.meanActive,
          xanchor: isRight ? 'right' : 'left',
          xshift: isRight ? -3 : 3,
          y: 1,
          yanchor: 'top',
          showarrow: false,
          text: words.mean(mean),
          font: { color: palette.colour('code-ink'), size: textSize },
        },
      ],
    }
    return { traces: [barTrace(drawn, palette.colour('code'))], layout }
  }, [part, bars, limit, mean, end, palette, words, textSize])
  return (
    <div className={styles.plot}>
      <Plot traces={traces} layout={layout} label={words.countLabel(mean)} />
    </div>
  )
}

/** Where the axis of active units ends: a round number that holds all images, at most the size of the code. */
function widestOf({ perImage }: SparsityPart): number {
  const largest = Math.max(
    1,
    perImage.findLastIndex((images) => images > 0),
  )
  return Math.min(roundUpClosely(largest), perImage.length - 1)
}
