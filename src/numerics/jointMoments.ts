// What clean images and what is seen of them share, in expectation over the noise; here where pixels are hidden.

import { covarianceOf, meanOf, type Moments } from './moments.ts'

/** What clean images x and what is seen of them, x̃, share: all that a linear denoiser needs to know. */
export interface JointMoments {
  /** n: E x */
  mean: Float64Array<ArrayBuffer>
  /** n: E x̃ */
  seenMean: Float64Array<ArrayBuffer>
  /** n × n: Cov(x̃) */
  seen: Float64Array<ArrayBuffer>
  /** n × n, symmetric where E[x̃|x] is affine in x: Cov(x, x̃), row i for pixel i of x */
  cross: Float64Array<ArrayBuffer>
}

/**
 * Of images of which pixels are hidden, set to 0, whatever they are: `keptTogether(i, j)` is the probability
 * that both of two pixels are kept, of one with i = j.
 */
export function hiddenMoments(
  moments: Moments,
  keptTogether: (i: number, j: number) => number,
): JointMoments {
  const mean = meanOf(moments)
  const covariance = covarianceOf(moments)
  const n = mean.length
  const kept = mean.map((_, i) => keptTogether(i, i))
  const seen = new Float64Array(n * n)
  const cross = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const entry = i * n + j
      const both = keptTogether(i, j)
      // E[xᵢxⱼ] P(both kept) − E x̃ᵢ E x̃ⱼ, grouped so that a pixel which is never lit has exactly 0.
      seen[entry] = both * covariance[entry]! + (both - kept[i]! * kept[j]!) * mean[i]! * mean[j]!
      cross[entry] = covariance[entry]! * kept[j]!
    }
  }
  return { mean, seenMean: mean.map((value, i) => kept[i]! * value), seen, cross }
}
