import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../../src/numerics/normalQuantile.ts'

/**
 * P(Z ≤ −x) for x > 0: by Taylor's series of the density at 0 below 3, by Laplace's continued fraction above.
 */
function lowerTail(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  if (x < 3) {
    let [term, sum] = [x, x]
    for (let n = 1; n < 100; n++) sum += term *= (x * x) / (2 * n + 1)
    return 0.5 - density * sum
  }
  let fraction = x
  for (let n = 200; n >= 1; n--) fraction = x + n / fraction
  return density / fraction
}

describe('the normal quantile', () => {
  // As R's qnorm gives them.
  test.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [1e-5, -4.264890793922825],
    [1e-10, -6.361340902404056],
    [1e-20, -9.262340089798408],
  ])('at %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(2e-7 * Math.abs(z))
  })

  test('inverts the distribution function to a relative 2e-7, from the middle into both tails', () => {
    let worst = 0
    for (let x = 0.001; x < 12; x += 0.001) {
      worst = Math.max(worst, Math.abs(normalQuantile(lowerTail(x)) / -x - 1))
    }
    expect(worst).toBeLessThan(2e-7)
  })

  test('is odd about one half, to the bit', () => {
    for (let n = 1; n < 2 ** 23; n += 997) {
      const p = n * 2 ** -24
      expect(normalQuantile(1 - p)).toBe(-normalQuantile(p))
    }
  })

  test('rises everywhere on the float32 uniforms of the streams', () => {
    let before = -Infinity
    for (let n = 0; n < 2 ** 23; n += 61) {
      const z = normalQuantile((n + 0.5) * 2 ** -23)
      if (!(z > before)) throw new Error(`not rising at ${n}`)
      before = z
    }
    expect(before).toBeLessThan(5.3)
  })

  test('is infinite at 0 and 1, and not a number outside', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(-0.1)).toBeNaN()
    expect(normalQuantile(1.1)).toBeNaN()
    expect(normalQuantile(NaN)).toBeNaN()
  })
})
