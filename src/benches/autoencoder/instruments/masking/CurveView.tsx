// Error against ratio: the squared error on hidden pixels alone, beside what the mean image would have there.

import { useMemo, useRef } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { useAsked } from '../askedView.tsx'
import { useClippedSentence } from '../clippedView.tsx'
import { useLinearFigures } from '../linearDenoiserView.tsx'
import styles from '../Layout.module.css'
import { useBench } from '../InstrumentView.tsx'
import { roundUpClosely } from '../niceNumbers.ts'
import { spread } from '../spread.ts'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { isTrainedOnHidden, maskOf } from './mask.ts'
import type { LinearMasking, MaskingCurve, MaskingQuestion } from './measure.ts'
import { words as text } from './words.ts'

export function Curve() {
  const { recipe } = useBench()
  const words = useWords(text)
  const linear = useLinearFigures<LinearMasking>('masking', maskOf(recipe), { kind: 'linear' })
  const asked = useAsked<MaskingCurve, MaskingQuestion>('masking', curveQuestion)
  const { answer } = asked
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const { traces, layout } = useFigure(answer, isTrainedOnHidden(recipe), area)
  const clipped = useClippedSentence()
  const images = formatCount(answer?.images ?? 0)
  const written = (name: string, value: number, waiting = '') => (
    <span>
      {name} <strong>{Number.isNaN(value) ? waiting : formatNumber(value, 4)}</strong>
    </span>
  )
  return (
    <>
      <div className={styles.plot} ref={box}>
        {answer && area ? (
          <Plot traces={traces} layout={layout} label={words.curveLabel(images)} />
        ) : (
          answer === null && <Waiting sentence={asked.sentence} />
        )}
      </div>
      {answer && (
        <p className={styles.figures}>
          <span>{words.curveFigures(images, formatNumber(100 * answer.here.rate, 0))}</span>
          {written(words.netName, answer.here.net)}
          {written(
            words.linear,
            linear.answer?.linear ?? Number.NaN,
            linear.sentence ?? words.computingLinear,
          )}
          {written(words.meanImage, answer.here.mean)}
          <span>{clipped}</span>
        </p>
      )}
      {asked.sentence !== undefined && answer && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

const curveQuestion = { kind: 'curve' } as const
const margins = { left: 3.6, right: 6.6, top: 2, bottom: 3.2 }

function useFigure(
  curve: MaskingCurve | null,
  isTrained: boolean,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const words = useWords(text)
  const palette = usePalette()
  const traces = useMemo((): PlotTrace[] => {
    if (curve === null) return []
    const x = curve.rates.map((rate) => 100 * rate)
    const shared = { type: 'scatter', x, hovertemplate: '%{x} %: %{y:.4f}<extra></extra>' } as const
    return [
      {
        ...shared,
        mode: 'lines',
        y: [...curve.mean],
        line: { color: palette.colour('muted'), width: 1.5, dash: 'dash' },
      },
      {
        ...shared,
        mode: 'lines+markers',
        y: [...curve.net],
        line: { color: palette.colour('reconstruction'), width: 2 },
        marker: { size: 5 },
      },
    ]
  }, [curve, palette])
  const own = curve === null ? 0 : roundUpClosely(Math.max(...curve.net, ...curve.mean) * 1.05)
  const most = useSharedEnd('masking', own)
  const layout = useMemo((): PlotLayout => {
    if (curve === null || area === null) return {}
    const [netEnd, meanEnd] = spread(
      [curve.net.at(-1)!, curve.mean.at(-1)!],
      (area.text * 1.35 * most) / area.height,
      [0, most],
    )
    const label = (y: number, name: string, colour: string) => ({
      text: name,
      x: 100 * curve.rates.at(-1)!,
      y,
      xanchor: 'left' as const,
      yanchor: 'middle' as const,
      xshift: 6,
      showarrow: false,
      font: { color: colour },
    })
    const rate = 100 * curve.here.rate
    const written = formatNumber(rate, 0)
    return {
      margin: area.margin,
      xaxis: linearAxis(words.ratioAxis, words.percentUnit, [5, 95]),
      yaxis: linearAxis(words.errorAxis, undefined, [0, most]),
      shapes: [
        {
          type: 'line',
          x0: rate,
          x1: rate,
          yref: 'paper',
          y0: 0,
          y1: 1,
          line: { color: palette.colour('edge'), width: 1 },
          layer: 'below',
        },
      ],
      annotations: [
        label(meanEnd!, words.meanImage, palette.colour('muted')),
        label(netEnd!, words.net, palette.colour('reconstruction-ink')),
        {
          text: isTrained ? words.trainedAt(written) : words.shownAt(written),
          x: rate,
          y: 0,
          xanchor: 'right',
          yanchor: 'bottom',
          xshift: -3,
          showarrow: false,
          font: { color: palette.colour('muted') },
        },
      ],
    }
  }, [curve, most, isTrained, area, palette, words])
  return { traces, layout }
}
