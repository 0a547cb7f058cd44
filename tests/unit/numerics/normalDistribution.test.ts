import { describe, expect, test } from 'vitest'
import { normalDensity, normalDistribution } from '../../../src/numerics/normalDistribution.ts'
import { normalQuantile } from '../../../src/numerics/normalQuantile.ts'

/** Φ(z) − ½ by Taylor's series of the density at 0: exact to rounding for |z| below 6. */
function series(z: number): number {
  let [term, sum] = [z, z]
  for (let n = 1; n < 200; n++) sum += term *= (z * z) / (2 * n + 1)
  return normalDensity(z) * sum
}

/** P(Z > z) by Laplace's continued fraction, for z from 3 on. */
function fraction(z: number): number {
  let below = z
  for (let n = 300; n >= 1; n--) below = z + n / below
  return normalDensity(z) / below
}

describe('the normal distribution function', () => {
  // As R's pnorm gives them.
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.959963984540054, 0.975],
    [-1, 0.15865525393145707],
    [-3, 0.0013498980316300933],
  ])('at %d is %d', (z, p) => {
    expect(Math.abs(normalDistribution(z) / p - 1)).toBeLessThan(1e-12)
  })

  test('agrees with the series of the density to 10⁻¹⁴ from −6 to 6', () => {
    let worst = 0
    for (let z = -6; z <= 6; z += 0.001) {
      worst = Math.max(worst, Math.abs(normalDistribution(z) - 0.5 - series(z)))
    }
    expect(worst).toBeLessThan(1e-14)
  })

  test('agrees with the continued fraction to a relative 10⁻⁸ in the lower tail', () => {
    let worst = 0
    for (let z = 3; z < 37; z += 0.01) {
      worst = Math.max(worst, Math.abs(normalDistribution(-z) / fraction(z) - 1))
    }
    expect(worst).toBeLessThan(1e-8)
  })

  test('is what the quantile inverts', () => {
    for (let p = 0.01; p < 1; p += 0.01)
      expect(Math.abs(normalDistribution(normalQuantile(p)) / p - 1)).toBeLessThan(1e-6)
  })

  test('goes from 0 to 1', () => {
    expect([-Infinity, -40, 40, Infinity].map(normalDistribution)).toEqual([0, 0, 1, 1])
  })
})
