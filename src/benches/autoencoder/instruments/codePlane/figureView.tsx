// The points of the plane with their axes, as the plot wants them.

import { useMemo, useState } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import type { PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { coordinateName } from '../coordinateName.ts'
import { pointSize, type PlotArea } from '../plotAreaView.tsx'
import { useSharedRange } from '../sharedAxesView.tsx'
import { limitsAround, type Limits } from './limits.ts'
import type { Axes, CodePlanePart } from './measure.ts'
import { coordinateOf, type ClassPoints, type Place } from './plane.ts'
import { limitsOfPrior } from './prior.ts'
import type { Shown } from './shown.ts'
import { words as text } from './words.ts'

export function useFigure(
  part: CodePlanePart,
  classes: readonly ClassPoints[] | null,
  shown: Shown | null,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const size = pointSize(area?.text ?? 0, area && Math.min(area.width, area.height) > 420 ? 4 : 3)
  const traces = useMemo(() => {
    const trace = (colour: string, opacity: number, indices?: readonly number[]): PlotTrace => ({
      type: 'scattergl',
      mode: 'markers',
      x: coordinateOf(part.points, 0, indices),
      y: coordinateOf(part.points, 1, indices),
      marker: { color: colour, size, opacity },
      hoverinfo: 'none',
    })
    if (classes === null) return [trace(palette.colour('muted'), 0.4)]
    return classes.map(({ label, indices }) => trace(palette.colour(`class-${label}`), 0.7, indices))
  }, [part, classes, palette, size])
  const layout = useMemo<PlotLayout>(() => {
    if (!shown || !area) return {}
    const [across, up] = axisNames(part.axes, words)
    const onLine = part.axes.kind === 'line'
    return {
      margin: area.margin,
      xaxis: { ...linearAxis(across, undefined, shown.x), dtick: shown.step },
      yaxis: onLine
        ? { ...linearAxis('', undefined, shown.y), showgrid: false, showticklabels: false }
        : { ...linearAxis(up, undefined, shown.y), dtick: shown.step },
    }
  }, [part.axes, shown, area, words])
  return { traces, layout }
}

/** The limits of the picture, the prior's circles in it: those before, while they do; in a comparison they hold the other side's codes, too. */
export function useLimits(part: CodePlanePart, prior: Place | null): Limits {
  const own = useOwnLimits(part, prior)
  const axes = `codePlane ${JSON.stringify(axisKey(part))}`
  const x = useSharedRange(`${axes} x`, own.x)
  const y = useSharedRange(`${axes} y`, own.y)
  return useMemo(() => ({ x, y }), [x, y])
}

function useOwnLimits(part: CodePlanePart, prior: Place | null): Limits {
  const beside = prior && limitsOfPrior(prior)
  const [kept, setKept] = useState(() => ({ part, limits: limitsAround(part.points, null, beside) }))
  if (kept.part === part) return kept.limits
  const same = JSON.stringify(axisKey(kept.part)) === JSON.stringify(axisKey(part))
  const limits = limitsAround(part.points, same ? kept.limits : null, beside)
  setKept({ part, limits })
  return limits
}

/** Two pictures with the same key have the same axes. */
function axisKey({ axes, origin }: CodePlanePart): unknown {
  return axes.kind === 'coordinates' ? [axes.first, axes.second, origin.length] : [axes.kind, origin.length]
}

/** Names of the axis across and the one upwards. */
export function axisNames(axes: Axes, words: ReturnType<typeof useWords<typeof text.en>>): [string, string] {
  if (axes.kind === 'line') return [coordinateName(0), words.order]
  if (axes.kind === 'principal') return [words.component(1), words.component(2)]
  return [coordinateName(axes.first), coordinateName(axes.second)]
}
