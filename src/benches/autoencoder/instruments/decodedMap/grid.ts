// The codes of the decoded map's cells.

import { normalQuantile } from '../../../../numerics/normalQuantile.ts'
import type { DecodedMapPart } from './measure.ts'

type Places = Pick<DecodedMapPart, 'columns' | 'rows' | 'first' | 'second' | 'quantiles'>

/** The code that a cell shows, row after row from the highest second coordinate down. */
export function codeOfCell(
  { columns, rows, first, second, quantiles }: Places,
  index: number,
): [number, number] {
  const column = index % columns
  const row = rows - 1 - Math.floor(index / columns)
  if (quantiles) return [quantiles[column]!, quantiles[row]!]
  return [between(first, column / (columns - 1)), between(second, row / (rows - 1))]
}

/** The cell whose code is nearest to this one; undefined for a code more than half a cell outside the map. */
export function cellOfCode(part: Places, code: ArrayLike<number>): number | undefined {
  const { columns, rows } = part
  if (code.length !== 2) return undefined
  const placesOf = (ends: readonly [number, number], count: number) =>
    part.quantiles ?? Array.from({ length: count }, (_, i) => between(ends, i / (count - 1)))
  const column = nearest(placesOf(part.first, columns), code[0]!)
  const row = nearest(placesOf(part.second, rows), code[1]!)
  return column === null || row === null ? undefined : (rows - 1 - row) * columns + column
}

/** The outermost quantiles of the prior. */
export const outermost = 0.05

/** The z below which 5 %, 14 %, … 95 % of N(0, 1) lie: `count` of them at equal steps of probability, ascending. */
export function priorQuantiles(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) =>
    normalQuantile(outermost + ((1 - 2 * outermost) * i) / (count - 1)),
  )
}

function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share
}

/** The place among ascending ones that is nearest to a value; null for one that lies beyond an end by more than half a cell. */
function nearest(places: ArrayLike<number>, value: number): number | null {
  const last = places.length - 1
  const before = (places[1]! - places[0]!) / 2
  const behind = (places[last]! - places[last - 1]!) / 2
  if (!(value >= places[0]! - before && value <= places[last]! + behind)) return null
  let found = 0
  for (let i = 1; i <= last; i++) {
    if (Math.abs(places[i]! - value) < Math.abs(places[found]! - value)) found = i
  }
  return found
}
