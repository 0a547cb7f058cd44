// The few decompositions that PCA and linear autoencoders need, on matrices stored flat, row after row.

import { EigenvalueDecomposition, LuDecomposition, Matrix } from 'ml-matrix'
import { dot, largestEntry, requireFinite, transpose, type Numbers } from './matrices.ts'

export interface Eigen {
  /** n, descending */
  values: Float64Array<ArrayBuffer>
  /** n × n, one eigenvector of length 1 per row, its entry of largest magnitude positive */
  vectors: Float64Array<ArrayBuffer>
}

/**
 * Eigenvalues and eigenvectors of the symmetric n × n matrix `entries`, by Householder tridiagonalisation and
 * implicit QL on the coordinates that have an entry; a coordinate without one, such as a pixel that never
 * changes, is an eigenvector of its own, of value 0. It takes 3 s for 784 coordinates with entries and grows
 * with their cube. Throws a RangeError when an entry is not finite.
 */
export function symmetricEigen(entries: Numbers, n: number): Eigen {
  requireFinite(entries)
  const coordinates = Array.from({ length: n }, (_, i) => i)
  const hasEntry = coordinates.map((i) => entries.subarray(i * n, (i + 1) * n).some((entry) => entry !== 0))
  const used = coordinates.filter((i) => hasEntry[i])
  const unused = coordinates.filter((i) => !hasEntry[i])
  const part = decompositionOf(entries, n, used)
  const unordered = Float64Array.of(...(part?.realEigenvalues ?? []), ...unused.map(() => 0))
  const values = new Float64Array(n)
  const vectors = new Float64Array(n * n)
  const descending = coordinates.toSorted((a, b) => unordered[b]! - unordered[a]!)
  for (const [i, from] of descending.entries()) {
    values[i] = unordered[from]!
    const vector = vectors.subarray(i * n, (i + 1) * n)
    if (from >= used.length) vector[unused[from - used.length]!] = 1
    else
      for (const [j, coordinate] of used.entries()) vector[coordinate] = part!.eigenvectorMatrix.get(j, from)
    if (largestEntry(vector) < 0) for (let j = 0; j < n; j++) vector[j]! *= -1
  }
  return { values, vectors }
}

/** The library's, of the rows and columns `used` of the n × n matrix `entries`; undefined when there are none. */
function decompositionOf(
  entries: Numbers,
  n: number,
  used: readonly number[],
): EigenvalueDecomposition | undefined {
  if (used.length === 0) return undefined
  const part = new Matrix(used.length, used.length)
  for (const [row, i] of used.entries()) {
    for (const [column, j] of used.entries()) part.set(row, column, entries[i * n + j]!)
  }
  return new EigenvalueDecomposition(part, { assumeSymmetric: true })
}

export interface ThinQr {
  /**
   * k × n: the orthonormal columns of Q as rows; a row is 0 where a column of A depends on those before it
   */
  qTransposed: Float64Array<ArrayBuffer>
  /** k × k, upper triangular, 0 on the diagonal where a column depends on those before it */
  r: Float64Array<ArrayBuffer>
  /** how many rows of `qTransposed` are not 0 */
  rank: number
}

/**
 * A = Q R for the n × k matrix `entries`, by Gram and Schmidt done twice, which is as orthogonal as
 * Householder (Giraud, Langou and Rozložník 2005) and tells which columns depend on others: those of which,
 * at float32's precision, less than 10⁻⁶ remains. A decoder has such columns when units are dead. Throws a
 * RangeError when an entry is not finite.
 */
export function thinQr(entries: Numbers, n: number, k: number): ThinQr {
  requireFinite(entries)
  const qTransposed = transpose(entries, n, k)
  const r = new Float64Array(k * k)
  let rank = 0
  for (let column = 0; column < k; column++) {
    const vector = qTransposed.subarray(column * n, (column + 1) * n)
    const before = Math.sqrt(dot(vector, vector))
    for (let pass = 0; pass < 2; pass++) {
      for (let earlier = 0; earlier < column; earlier++) {
        const unit = qTransposed.subarray(earlier * n, (earlier + 1) * n)
        const along = dot(unit, vector)
        r[earlier * k + column]! += along
        for (let i = 0; i < n; i++) vector[i]! -= along * unit[i]!
      }
    }
    const after = Math.sqrt(dot(vector, vector))
    const independent = after > 1e-6 * before
    r[column * k + column] = independent ? after : 0
    for (let i = 0; i < n; i++) vector[i] = independent ? vector[i]! / after : 0
    if (independent) rank++
  }
  return { qTransposed, r, rank }
}

/** The inverse of the n × n matrix `entries`. Throws a RangeError, with a sentence, when it has none. */
export function inverse(entries: Numbers, n: number): Float64Array<ArrayBuffer> {
  requireFinite(entries)
  const lu = new LuDecomposition(asMatrix(entries, n, n))
  const pivots = lu.upperTriangularMatrix.diagonal().map(Math.abs)
  if (Math.min(...pivots) <= 1e-12 * Math.max(...pivots)) {
    throw new RangeError(`This ${n} × ${n} matrix has no inverse: it maps some directions to nothing.`)
  }
  return Float64Array.from(lu.solve(Matrix.eye(n, n)).to1DArray())
}

function asMatrix(entries: Numbers, n: number, k: number): Matrix {
  return Matrix.from1DArray(n, k, entries)
}
