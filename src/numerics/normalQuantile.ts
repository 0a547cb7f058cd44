// The inverse of the standard normal distribution function by one rational approximation per region: PPND7 of
// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37, 1988.
// PPND7 and not the longer PPND16, because a device kernel which draws the same normals works in float32.

/**
 * The z with P(Z ≤ z) = p for a standard normal Z. The relative error is below 2·10⁻⁷ in double arithmetic,
 * and exactly odd: normalQuantile(1 − p) = −normalQuantile(p) wherever 1 − p is exact.
 * At p = 0 and 1 it is −∞ and ∞, outside of [0, 1] it is NaN. Never throws.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    const above = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
    const below = ((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1
    return (q * above) / below
  }
  const tail = q < 0 ? p : 1 - p
  if (tail === 0) return q < 0 ? -Infinity : Infinity
  const root = Math.sqrt(-Math.log(tail))
  let z: number
  if (root <= 5) {
    const r = root - 1.6
    const above = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777
    const below = (0.12021132975 * r + 0.7370016425) * r + 1
    z = above / below
  } else {
    // Tails below e⁻²⁵: no float32 uniform of our streams (at least 2⁻²⁴) comes here.
    const r = root - 5
    const above = ((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115
    const below = (0.012258202635 * r + 0.24197894225) * r + 1
    z = above / below
  }
  return q < 0 ? -z : z
}
