// The codes of the decoded map's cells.

import type { DecodedMapPart } from './measure.ts'

/** The code that a cell shows, row after row from the highest second coordinate down. */
export function codeOfCell(part: DecodedMapPart, index: number): [number, number] {
  const { columns, rows, first, second } = part
  const column = index % columns
  const row = Math.floor(index / columns)
  return [
    first[0] + ((first[1] - first[0]) * column) / (columns - 1),
    second[1] - ((second[1] - second[0]) * row) / (rows - 1),
  ]
}

/** The cell whose code is nearest to this one, in cells; undefined for a code outside the map. */
export function cellOfCode(part: DecodedMapPart, code: ArrayLike<number>): number | undefined {
  const { columns, rows, first, second } = part
  const across = ((code[0]! - first[0]) / (first[1] - first[0])) * (columns - 1)
  const down = ((second[1] - code[1]!) / (second[1] - second[0])) * (rows - 1)
  const [column, row] = [Math.round(across), Math.round(down)]
  const inside = column >= 0 && column < columns && row >= 0 && row < rows
  return code.length === 2 && inside ? row * columns + column : undefined
}
