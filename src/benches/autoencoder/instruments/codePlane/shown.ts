// What the plane shows of the codes in an area of pixels, and where in it a place is.

import { equalScales, type Limits } from './limits.ts'
import type { CodePlanePart } from './measure.ts'
import type { Place } from './plane.ts'

/** Where the points are, in pixels. */
interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** size of the axis numbers */
  readonly text: number
}

export interface Shown extends Limits {
  /** distance of the grid's lines */
  readonly step: number
  /** pixels per unit */
  readonly scales: { readonly x: number; readonly y: number }
}

/** What the area shows. On a line the height is no coordinate, and has a scale of its own. */
export function shownRange(part: CodePlanePart, limits: Limits, area: Area): Shown {
  const onLine = part.axes.kind === 'line'
  const wanted = equalScales(onLine ? { x: limits.x, y: [0, 0] } : limits, area)
  const y = onLine ? ([-0.55, 0.55] as const) : wanted.y
  const perUnit = (range: readonly [number, number], length: number) => length / (range[1] - range[0])
  return { ...wanted, y, scales: { x: perUnit(wanted.x, area.width), y: perUnit(y, area.height) } }
}

export function pixelOf({ x, y }: Place, shown: Shown, area: Area): Place {
  return {
    x: area.left + (x - shown.x[0]) * shown.scales.x,
    y: area.top + area.height - (y - shown.y[0]) * shown.scales.y,
  }
}
