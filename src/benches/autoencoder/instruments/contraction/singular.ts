// Singular values and right singular vectors of a wide or a high matrix, through the smaller of its two Gram matrices.

import { symmetricEigen } from '../../../../numerics/linearAlgebra.ts'
import { dot, multiply, transpose } from '../../../../numerics/matrices.ts'

export interface Singular {
  /** min(rows that are not 0, columns) of them, descending; those below 10⁻⁷ of the first are float32's noise */
  readonly values: Float64Array
  /** the first ones' directions in the input (count × columns), each of length 1, its largest entry positive */
  readonly directions: Float32Array
}

/**
 * J = U Σ Vᵀ of `rows` × `columns` numbers: all of Σ, and the first `count` rows of Vᵀ. The eigenvalues of J Jᵀ or Jᵀ J,
 * whichever is smaller, are σ². Rows of zeros, units that nothing moves, are left out of J Jᵀ. Fewer directions come back
 * where fewer σ are above 10⁻⁶ of the first. Throws a RangeError when an entry is not finite.
 */
export function singularOf(J: Float32Array, rows: number, columns: number, count: number): Singular {
  const alive = withoutZeroRows(J, rows, columns)
  const height = alive.length / columns
  if (height === 0) return { values: new Float64Array(0), directions: new Float32Array(0) }
  const flipped = transpose(alive, height, columns)
  const isWide = height <= columns
  const smaller = Math.min(height, columns)
  const gram = isWide
    ? multiply(alive, flipped, height, columns, height)
    : multiply(flipped, alive, columns, height, columns)
  const { values: squares, vectors } = symmetricEigen(gram, smaller)
  const values = squares.map((square) => Math.sqrt(Math.max(0, square)))
  const kept = values.subarray(0, count).filter((value) => value > 1e-6 * values[0]!).length
  const found = isWide
    ? multiply(vectors.subarray(0, kept * height), alive, kept, height, columns)
    : vectors.slice(0, kept * columns)
  return { values, directions: normalised(found, columns) }
}

function withoutZeroRows(J: Float32Array, rows: number, columns: number): Float64Array {
  const kept = Array.from({ length: rows }, (_, row) =>
    J.subarray(row * columns, (row + 1) * columns),
  ).filter((row) => row.some((entry) => entry !== 0))
  const alive = new Float64Array(kept.length * columns)
  kept.forEach((row, i) => alive.set(row, i * columns))
  return alive
}

/** Rows of length 1, the largest entry of each positive. */
function normalised(vectors: Float64Array, columns: number): Float32Array {
  const out = new Float32Array(vectors.length)
  for (let from = 0; from < vectors.length; from += columns) {
    const row = vectors.subarray(from, from + columns)
    const largest = row.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0)
    const length = Math.sign(largest) * Math.hypot(...row)
    row.forEach((entry, i) => (out[from + i] = entry / length))
  }
  return out
}

/** A map of the plane into code space: two columns a and b (each code size), of which the ellipse of the unit circle is made. */
export interface PlaneMap {
  /** half-axes of the ellipse, the first the longer */
  readonly axes: readonly [number, number]
  /** left singular vectors: the plane of the ellipse, orthonormal where its axis is not 0 */
  readonly plane: readonly [Float32Array, Float32Array]
}

/** The singular value decomposition of the k × 2 matrix (a b), exactly, by its 2 × 2 Gram matrix. */
export function planeMapOf(a: Float32Array, b: Float32Array): PlaneMap {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)]
  const { values, vectors } = symmetricEigen(Float64Array.of(aa, ab, ab, bb), 2)
  const axes = [0, 1].map((i) => Math.sqrt(Math.max(0, values[i]!))) as [number, number]
  const plane = axes.map((axis, i) => {
    // the sign at which a lies on the positive side, so that nothing turns over from frame to frame
    const sign = vectors[i * 2]! < 0 ? -1 : 1
    const [x, y] = [sign * vectors[i * 2]!, sign * vectors[i * 2 + 1]!]
    return a.map((value, j) => (axis > 0 ? (value * x + b[j]! * y) / axis : 0))
  }) as [Float32Array, Float32Array]
  return { axes, plane }
}
