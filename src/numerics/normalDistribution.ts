// The standard normal density and distribution function: Hart's rational approximation (Computer
// Approximations, 1968, number 5666) in the form of West, "Better approximations to cumulative normal
// functions", Wilmott 2005.

/** φ(z) = exp(−z²/2)/√2π. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/**
 * Φ(z) = P(Z ≤ z) for a standard normal Z, with an error below 10⁻¹⁴, in the lower tail also below a relative
 * 10⁻⁸, until it is 0 at z = −37. Never throws; NaN for NaN.
 */
export function normalDistribution(z: number): number {
  const tail = upperTail(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

/** P(Z > z) for z ≥ 0. */
function upperTail(z: number): number {
  if (z > 37) return 0
  if (z >= 7.07106781186547) {
    return normalDensity(z) / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65)))))
  }
  let above = 3.52624965998911e-2 * z + 0.700383064443688
  above = above * z + 6.37396220353165
  above = above * z + 33.912866078383
  above = above * z + 112.079291497871
  above = above * z + 221.213596169931
  above = above * z + 220.206867912376
  let below = 8.83883476483184e-2 * z + 1.75566716318264
  below = below * z + 16.064177579207
  below = below * z + 86.7807322029461
  below = below * z + 296.564248779674
  below = below * z + 637.333633378831
  below = below * z + 793.826512519948
  below = below * z + 440.413735824752
  return (Math.exp((-z * z) / 2) * above) / below
}
