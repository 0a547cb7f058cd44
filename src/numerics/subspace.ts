// A linear autoencoder x' = b + D E x beside PCA: its optimum is D = U C, E = C⁻¹ Uᵀ for *any* invertible C
// (Bourlard and Kamp 1988, Baldi and Hornik 1989), so that only the column space of D can be compared, or C
// undone. D is n × k and E is k × n, stored row after row; U has the first k principal components as columns.

import { inverse, symmetricEigen, thinQr } from './linearAlgebra.ts'
import { largestEntry, multiply, transpose, type Numbers } from './matrices.ts'
import { type Pca } from './pca.ts'

/**
 * ‖QᵀU‖²_F / k, where Q spans the columns of D: the mean squared cosine of the principal angles between the
 * two subspaces. 1 when D spans the first k components, 0 when it is orthogonal to them, k/n in the mean for
 * a random D; dependent columns of D count as missing. With k above n, the two are compared in n dimensions.
 */
export function subspaceAffinity(D: Numbers, k: number, pca: Pca): number {
  const n = pca.mean.length
  const size = Math.min(k, n)
  const { qTransposed } = thinQr(D, n, k)
  const U = transpose(pca.components.subarray(0, size * n), size, n)
  const cosines = multiply(qTransposed, U, k, n, size)
  return cosines.reduce((sum, cosine) => sum + cosine * cosine, 0) / size
}

/** The affinity of the span of D's rows: D is k × n, as the kernel of a decoder is. */
export function rowSpaceAffinity(D: Numbers, k: number, pca: Pca): number {
  return subspaceAffinity(transpose(D, k, pca.mean.length), k, pca)
}

export interface Rotated {
  /** k × k */
  C: Float64Array<ArrayBuffer>
  /** n × k: D C, with orthonormal columns, the entry of largest magnitude of each positive */
  D: Float64Array<ArrayBuffer>
  /** k × n: C⁻¹ E */
  E: Float64Array<ArrayBuffer>
  /** k, descending: the variance of the reconstructions along each column of D C; λ₁…λ_k at the optimum */
  values: Float64Array<ArrayBuffer>
}

/**
 * The C which turns D and E so that the columns of D C are the principal axes of the *reconstructions*, whose
 * covariance is D E Σ Eᵀ Dᵀ: the left singular directions of D E Σ^½. At the optimum they are the principal
 * components one by one. (The singular directions of D E alone would not do: there D E = U Uᵀ, whose singular
 * values are all 1.) Throws a RangeError when the columns of D are linearly dependent, as with a dead unit:
 * then no C is invertible.
 */
export function rotateToPca(D: Numbers, E: Numbers, k: number, pca: Pca): Rotated {
  const n = pca.mean.length
  const { r: R, qTransposed, rank } = thinQr(D, n, k)
  if (rank < k) {
    throw new RangeError(
      `The decoder's ${k} columns span only ${rank} dimensions, so no invertible C turns them into ${k} axes.`,
    )
  }
  // R E U Λ^½ has the reconstructions' covariance, in the coordinates of Q, as its product with its
  // transpose.
  const spread = multiply(multiply(R, E, k, k, n), transpose(pca.components, n, n), k, n, n)
  for (let i = 0; i < spread.length; i++) spread[i]! *= Math.sqrt(pca.values[i % n]!)
  const { values, vectors: W } = symmetricEigen(multiply(spread, transpose(spread, k, n), k, n, k), k)
  const axes = multiply(W, qTransposed, k, k, n)
  for (let i = 0; i < k; i++) {
    if (largestEntry(axes.subarray(i * n, (i + 1) * n)) > 0) continue
    for (let j = 0; j < n; j++) axes[i * n + j]! *= -1
    for (let j = 0; j < k; j++) W[i * k + j]! *= -1
  }
  // D = Q R and D C = Q Wᵀ, so that C = R⁻¹ Wᵀ and C⁻¹ = W R.
  return {
    C: multiply(inverse(R, k), transpose(W, k, k), k, k, k),
    D: transpose(axes, k, n),
    E: multiply(multiply(W, R, k, k, k), E, k, k, n),
    values: values.map((value) => Math.max(value, 0)),
  }
}

/**
 * D C and C⁻¹ E for an invertible k × k matrix C: other weights, the same reconstructions.
 * Throws a RangeError, with a sentence, when C is singular.
 */
export function applyC(
  D: Numbers,
  E: Numbers,
  C: Numbers,
  k: number,
): { D: Float64Array<ArrayBuffer>; E: Float64Array<ArrayBuffer> } {
  const n = D.length / k
  return { D: multiply(D, C, n, k, k), E: multiply(inverse(C, k), E, k, k, n) }
}
