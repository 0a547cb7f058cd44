// How far two images are from each other.

/** Sum over all pixels of (one − other)². */
export function squaredError(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + (value - other[i]!) ** 2, 0)
}
