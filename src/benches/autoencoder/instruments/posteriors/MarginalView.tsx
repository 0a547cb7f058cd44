// One coordinate of the aggregate posterior as a curve, with the prior's dashed over it and the distance in numbers.

import { useMemo } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { normalDensity } from '../../../../numerics/normalDistribution.ts'
import { coordinateName } from '../coordinateName.ts'
import { roundUp } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { PosteriorsPart } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

const priorPoints = 121

interface MarginalProps {
  readonly part: PosteriorsPart
  readonly which: 0 | 1
  /** the axis goes from −shown to shown */
  readonly shown: number
}

export function MarginalView({ part, which, shown }: MarginalProps) {
  const words = useWords(text)
  const palette = usePalette()
  const textSize = useTextSize()
  const { density, mean, variance, kl } = part.marginals[which]
  const { reach } = part
  const name = coordinateName(which === 0 ? part.first : part.second)

  const traces = useMemo<PlotTrace[]>(() => {
    const width = (2 * reach) / density.length
    const prior = Array.from({ length: priorPoints }, (_, i) => -reach + (2 * reach * i) / (priorPoints - 1))
    return [
      {
        type: 'scatter',
        mode: 'lines',
        x: Array.from(density, (_value, bin) => -reach + (bin + 0.5) * width),
        y: Array.from(density),
        fill: 'tozeroy',
        fillcolor: palette.colour('code-tint'),
        line: { color: palette.colour('code'), width: 1.5 },
        hoverinfo: 'none',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: prior,
        y: prior.map(normalDensity),
        line: { color: palette.colour('ink'), width: 1, dash: 'dash' },
        hoverinfo: 'none',
      },
    ]
  }, [density, reach, palette])
  // the prior's 0.399 and the curve have room, at an end that holds still
  const most = density.reduce((high, value) => Math.max(high, value), 0.45)
  const end = useSharedEnd('posteriors marginal', most <= 0.5 ? 0.5 : roundUp(most))
  const layout = useMemo<PlotLayout>(
    () => ({
      margin: {
        l: textSize * 2.6,
        r: textSize * 0.8,
        t: textSize * 0.7,
        b: textSize * 1.7,
        pad: textSize * 0.3,
      },
      xaxis: { ...linearAxis('', undefined, [-shown, shown]), dtick: roundUp(shown / 3) },
      yaxis: { ...linearAxis('', undefined, [0, end]), dtick: end / 2 },
    }),
    [shown, end, textSize],
  )
  return (
    <figure className={styles.marginal}>
      <figcaption>
        <strong>{words.marginal(name)}</strong> {words.distance(formatNumber(kl, 3))}
      </figcaption>
      <Plot traces={traces} layout={layout} label={words.marginalLabel(name)} />
      <p className={styles.moments}>{words.moments(formatNumber(mean, 2), formatNumber(variance, 2))}</p>
    </figure>
  )
}
