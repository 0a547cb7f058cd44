// The first two principal components of a cloud of codes of any width, by subspace iteration with Rayleigh–Ritz.

import { symmetricEigen, thinQr } from './linearAlgebra.ts'
import { largestEntry, multiply, transpose } from './matrices.ts'

export interface PrincipalPlane {
  /** mean of the cloud (size) */
  readonly mean: Float32Array
  /**
   * unit directions of largest and second largest variance (size), square to each other, largest entry positive; any such
   * ones where the cloud has no variance left
   */
  readonly across: Float32Array
  readonly up: Float32Array
  /** coordinates of every row on the plane, mean at 0 (rows × 2) */
  readonly points: Float32Array
  /** share of the total variance that the plane holds, in [0,1]; 1 for a cloud without variance */
  readonly share: number
}

const block = 4
const iterations = 10

/**
 * @param codes (rows × size), size ≥ 2
 * Four directions are iterated ten times, so that two come out right to (λ₅/λ₂)¹⁰. The cost is 40 products of the cloud.
 */
export function principalPlane(codes: Float32Array, size: number): PrincipalPlane {
  const rows = codes.length / size
  const mean = columnMeans(codes, size)
  const centred = Float32Array.from(codes, (value, i) => value - mean[i % size]!)
  const width = Math.min(block, size)
  // any start that is not orthogonal to the plane
  let basis = Float64Array.from({ length: size * width }, (_, i) => Math.cos(1 + i * 1.7))
  for (let i = 0; i < iterations; i++)
    basis = scatterTimes(centred, size, orthonormal(basis, size, width), width)
  const q = orthonormal(basis, size, width)
  const image = scatterTimes(centred, size, q, width)
  const ritz = multiply(transpose(q, size, width), image, width, size, width)
  const { values, vectors } = symmetricEigen(ritz, width)
  const turned = multiply(q, transpose(vectors, width, width), size, width, width)
  const directions = [0, 1].map((k) => {
    const direction = Float32Array.from({ length: size }, (_, j) => turned[j * width + k]!)
    return largestEntry(direction) < 0 ? direction.map((entry) => -entry) : direction
  })
  const across = unitBeside(directions[0]!, new Float32Array(size))
  const up = unitBeside(directions[1]!, across)
  const points = new Float32Array(rows * 2)
  let total = 0
  for (let i = 0; i < rows; i++) {
    let [u, v] = [0, 0]
    for (let j = 0; j < size; j++) {
      const value = centred[i * size + j]!
      u += value * across[j]!
      v += value * up[j]!
      total += value * value
    }
    points[i * 2] = u
    points[i * 2 + 1] = v
  }
  const held = Math.max(0, values[0]!) + Math.max(0, values[1]!)
  return { mean, across, up, points, share: total > 0 ? Math.min(1, held / total) : 1 }
}

/** The direction itself; where the cloud has no such one and it is 0, the axis that is most nearly square to `other`, made so. */
function unitBeside(direction: Float32Array, other: Float32Array): Float32Array {
  if (direction.some((entry) => entry !== 0)) return direction
  const axis = other.reduce((least, entry, j) => (Math.abs(entry) < Math.abs(other[least]!) ? j : least), 0)
  const length = Math.sqrt(1 - other[axis]! ** 2)
  return other.map((entry, j) => (Number(j === axis) - other[axis]! * entry) / length)
}

function columnMeans(codes: Float32Array, size: number): Float32Array {
  const sums = new Float64Array(size)
  codes.forEach((value, i) => (sums[i % size]! += value))
  return Float32Array.from(sums, (sum) => (sum * size) / codes.length)
}

/** Cᵀ C B for the centred cloud C (rows × size) and B (size × width). */
function scatterTimes(
  centred: Float32Array,
  size: number,
  b: Float64Array,
  width: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(size * width)
  const row = new Float64Array(width)
  for (let start = 0; start < centred.length; start += size) {
    row.fill(0)
    for (let j = 0; j < size; j++) {
      const value = centred[start + j]!
      for (let a = 0; a < width; a++) row[a]! += value * b[j * width + a]!
    }
    for (let j = 0; j < size; j++) {
      const value = centred[start + j]!
      for (let a = 0; a < width; a++) out[j * width + a]! += value * row[a]!
    }
  }
  return out
}

/** Orthonormal columns of the same span (size × width); a dependent column becomes 0. */
function orthonormal(b: Float64Array, size: number, width: number): Float64Array<ArrayBuffer> {
  return transpose(thinQr(b, size, width).qTransposed, width, size)
}
