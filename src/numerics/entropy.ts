// Entropy and cross-entropy of grey images read as probabilities of lit pixels, in nats per image, summed
// over the pixels: the floor, and the ceiling worth beating, of a Bernoulli reconstruction.

import { pixelsPerImage } from './moments.ts'

/**
 * Σ over pixels of −x ln x − (1−x) ln(1−x) with x = byte/255, mean over the images: no reconstruction of
 * these targets has a lower cross-entropy. Throws a RangeError for no image or when the bytes are not `count`
 * images.
 */
export function bernoulliEntropy(images: Uint8Array, count: number): number {
  pixelsPerImage(images, count)
  const histogram = new Float64Array(256)
  for (let i = 0; i < images.length; i++) histogram[images[i]!]! += 1
  return (
    histogram.reduce((sum, pixels, byte) => sum + pixels * crossEntropy(byte / 255, byte / 255), 0) / count
  )
}

/**
 * Σ over pixels of −x ln p − (1−x) ln(1−p): the cost of predicting p for targets x, or for images whose mean
 * is x. Both have n entries in [0, 1]. Infinite where p rules out what x has.
 */
export function bernoulliCrossEntropy(x: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += crossEntropy(x[i]!, p[i]!)
  return sum
}

/** One pixel's −x ln p − (1−x) ln(1−p), with 0 ln 0 = 0. */
function crossEntropy(x: number, p: number): number {
  return (x === 0 ? 0 : -x * Math.log(p)) + (x === 1 ? 0 : -(1 - x) * Math.log1p(-p))
}

/** KL(ρ ‖ ρ̂) between two coins, in nats: 0 where they are equal, infinite where ρ̂ rules out what ρ has. */
export function klBernoulli(rho: number, rhoHat: number): number {
  return crossEntropy(rho, rhoHat) - crossEntropy(rho, rho)
}
