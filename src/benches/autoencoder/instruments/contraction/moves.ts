// Small moves of an image: along what images do (a shift by one pixel), and across it (noise on the ink).

import { lengthOf } from '../../../../numerics/matrices.ts'
import { side } from '../../shapes.ts'

/** The four shifts by one pixel: to the right, to the left, down, up. */
export const shifts = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const

/** The image (784) moved by whole pixels to the right and down, less itself; paper comes in at the edge. */
export function shiftOf(x: Float32Array, [right, down]: readonly [number, number]): Float32Array {
  return x.map((value, pixel) => {
    const column = (pixel % side) - right
    const row = Math.floor(pixel / side) - down
    const inside = column >= 0 && column < side && row >= 0 && row < side
    return (inside ? x[row * side + column]! : 0) - value
  })
}

/**
 * Noise on the ink: of independent standard normals (784) those at pixels of x that are not 0, scaled to this length. All
 * 0 where there is no ink.
 */
export function noiseOn(x: Float32Array, normals: Float32Array, length: number): Float32Array {
  const noise = unitOf(normals.map((value, pixel) => (x[pixel]! > 0 ? value : 0)))
  return noise.map((value) => value * length)
}

/** v of length 1; as it is where it is 0. */
export function unitOf(v: Float32Array): Float32Array {
  const length = lengthOf(v)
  return length > 0 ? v.map((value) => value / length) : v
}

/** What is left of v without its part along the unit vector e, of length 1. */
export function unitAcross(v: Float32Array, e: Float32Array): Float32Array {
  const along = v.reduce((sum, value, i) => sum + value * e[i]!, 0)
  return unitOf(v.map((value, i) => value - along * e[i]!))
}
