// An invertible C between decoder and encoder: D C and C⁻¹ E reconstruct what D and E do.

import { multiply } from '../../../../numerics/matrices.ts'
import { pixels } from '../../shapes.ts'

/** A turn of two code units by an angle, then the one stretched by a factor and the other shrunk by it. */
export interface Turn {
  readonly first: number
  readonly second: number
  /** degrees */
  readonly angle: number
  /** above 0 */
  readonly stretch: number
}

/**
 * The turn as a k × k matrix, row after row. Its determinant is 1, so that it is invertible whatever the angle and the
 * stretch. A single unit (`first` = `second`) can only be stretched.
 */
export function turnMatrix({ first, second, angle, stretch }: Turn, k: number): Float64Array<ArrayBuffer> {
  const C = identity(k)
  const [cos, sin] =
    first === second ? [1, 0] : [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
  C[first * k + first] = cos * stretch
  if (first === second) return C
  C[first * k + second] = -sin / stretch
  C[second * k + first] = sin * stretch
  C[second * k + second] = cos / stretch
  return C
}

export function identity(k: number): Float64Array<ArrayBuffer> {
  const C = new Float64Array(k * k)
  for (let i = 0; i < k; i++) C[i * k + i] = 1
  return C
}

/** A linear autoencoder: x̂ = offset + D E x with D (784 × k) and E (k × 784). */
export interface LinearModel {
  readonly D: Float64Array<ArrayBuffer>
  readonly E: Float64Array<ArrayBuffer>
}

/** D C and C⁻¹ E for the C of a turn: only two columns and two rows are others, so that it follows a hand. */
export function turnModel({ D, E }: LinearModel, turn: Turn): LinearModel {
  const k = D.length / pixels
  const { first, second, stretch } = turn
  const turned = { D: D.slice(), E: E.slice() }
  if (first === second) {
    for (let j = 0; j < pixels; j++) {
      turned.D[j * k + first]! *= stretch
      turned.E[first * pixels + j]! /= stretch
    }
    return turned
  }
  // the determinant is 1, so that the inverse of (a b; c d) is (d −b; −c a)
  const [a, b, c, d] = turnMatrix({ ...turn, first: 0, second: 1 }, 2) as unknown as [
    number,
    number,
    number,
    number,
  ]
  for (let j = 0; j < pixels; j++) {
    const [column1, column2] = [D[j * k + first]!, D[j * k + second]!]
    turned.D[j * k + first] = a * column1 + c * column2
    turned.D[j * k + second] = b * column1 + d * column2
    const [row1, row2] = [E[first * pixels + j]!, E[second * pixels + j]!]
    turned.E[first * pixels + j] = d * row1 - b * row2
    turned.E[second * pixels + j] = a * row2 - c * row1
  }
  return turned
}

/** The images (n × 784) that come out for `x`, in doubles. */
export function reconstructWith(
  { D, E }: LinearModel,
  offset: Float32Array,
  x: Float32Array,
): Float64Array<ArrayBuffer> {
  const k = D.length / pixels
  const out = new Float64Array(x.length)
  for (let from = 0; from < x.length; from += pixels) {
    const image = x.subarray(from, from + pixels)
    const back = multiply(D, multiply(E, image, k, pixels, 1), pixels, k, 1)
    for (let j = 0; j < pixels; j++) out[from + j] = offset[j]! + back[j]!
  }
  return out
}

/** The largest |a − b|. */
export function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

/** Mantissa and exponent of a small number: 3.3e-16 is [3.3, −16]; 0 has none. */
export function scientific(x: number): readonly [number, number] | null {
  if (!(x > 0) || x === Infinity) return null
  const exponent = Math.floor(Math.log10(x))
  return [x / 10 ** exponent, exponent]
}
