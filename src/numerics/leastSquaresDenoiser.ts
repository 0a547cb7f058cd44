// The least-squares linear denoiser: the affine map from corrupted to clean images whose squared error, in
// expectation over images and noise, is the least (Wiener 1949). It follows from second moments, so that no
// noise is ever sampled.

import type { JointMoments } from './jointMoments.ts'
import type { LinearDenoiser } from './linearDenoiser.ts'
import { solvePositive } from './matrices.ts'

/**
 * The variance of rounding to a byte, added to that of every corrupted pixel: below what the images
 * themselves tell, and enough that a border pixel which never varies gets the weight 0 and not a division by
 * 0.
 */
const ridge = 1 / (12 * 255 ** 2)

/** A = Cov(x, x̃) (Cov(x̃) + ridge I)⁻¹ and b = E x − A E x̃: 1 s for 784 pixels. */
export function denoiserOf({ mean, seenMean, seen, cross }: JointMoments): LinearDenoiser {
  const n = mean.length
  const ridged = seen.slice()
  const transposed = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    ridged[i * n + i]! += ridge
    for (let j = 0; j < n; j++) transposed[j * n + i] = cross[i * n + j]!
  }
  const columns = solvePositive(ridged, transposed, n, n) // Aᵀ
  const weights = new Float32Array(n * n)
  const offset = new Float32Array(n)
  for (let i = 0; i < n; i++) {
    let b = mean[i]!
    for (let j = 0; j < n; j++) {
      const weight = columns[j * n + i]!
      weights[i * n + j] = weight
      b -= weight * seenMean[j]!
    }
    offset[i] = b
  }
  return { weights, offset }
}
