// Decoded map: what the decoder draws on a grid over the range of the test codes, for codes of two numbers.

import { decodeImages } from '../decodeImages.ts'
import type { Measure } from '../instrument.ts'

export interface DecodedMapPart {
  readonly columns: number
  readonly rows: number
  /** the grid's outermost codes, [first, last] in each coordinate; rows run from the highest second coordinate down */
  readonly first: readonly [number, number]
  readonly second: readonly [number, number]
  /** (rows · columns × 784), 0 to 255 */
  readonly images: Uint8Array
}

const cells = 11
/** the middle share of the codes that the grid covers in each coordinate, so that a stray code does not empty it */
const covered = 0.98

export const measure: Measure<DecodedMapPart> = {
  id: 'decodedMap',
  applies: (recipe) => recipe.code.size === 2,
  measure: async (rest) => {
    const { codes } = await rest.evaluated()
    const [first, second] = [0, 1].map((axis) => rangeOf(codes, axis)) as [[number, number], [number, number]]
    const grid = new Float32Array(cells * cells * 2)
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        const at = (row * cells + column) * 2
        grid[at] = first[0] + ((first[1] - first[0]) * column) / (cells - 1)
        grid[at + 1] = second[1] - ((second[1] - second[0]) * row) / (cells - 1)
      }
    }
    const images = Uint8Array.from(await decodeImages(rest, grid), (value) => Math.round(255 * clamp(value)))
    return { columns: cells, rows: cells, first, second, images }
  },
}

function rangeOf(codes: Float32Array, axis: number): [number, number] {
  const sorted = codes.filter((_, i) => i % 2 === axis).sort()
  const tail = ((1 - covered) / 2) * (sorted.length - 1)
  return [sorted[Math.round(tail)]!, sorted[Math.round(sorted.length - 1 - tail)]!]
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
