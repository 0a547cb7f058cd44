// Errors per pixel of images against others, and in decibels what such errors are and how far apart two of them.

/** Mean over all pixels of (one − other)². */
export function meanSquaredError(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i]! - other[i]!) ** 2
  return sum / one.length
}

/** Mean of (one − other)² over the pixels where `mask` is `at`; NaN where there is none. */
export function maskedError(one: Float32Array, other: Float32Array, mask: ArrayLike<number>, at = 1): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < one.length; i++) {
    if (mask[i] !== at) continue
    sum += (one[i]! - other[i]!) ** 2
    count++
  }
  return sum / count
}

/** Peak signal-to-noise ratio in dB of pixels in [0,1]: 10 log₁₀(1 / MSE). */
export function psnr(mse: number): number {
  return -10 * Math.log10(mse)
}

/** By how many dB restoring won: 10 log₁₀ of noisy over restored error. */
export function gainDb({ noisyMse, restoredMse }: { noisyMse: number; restoredMse: number }): number {
  return 10 * Math.log10(noisyMse / restoredMse)
}
