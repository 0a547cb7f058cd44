// The grid against a decoder whose evidence and posterior are known: p(x|z) = N(W z + b, s² I), linear in z.

import { describe, expect, test } from 'vitest'
import {
  climb,
  codesOf,
  columnAt,
  magnified,
  modeOf,
  posteriorOn,
  rowAt,
  splitEvidence,
  type DiagonalGaussian,
  type SquareGrid,
} from '../../../src/numerics/gridPosterior.ts'

const w = [
  [0.9, 0.3],
  [-0.4, 1.1],
  [0.2, -0.5],
] as const
const b = [0.1, -0.2, 0.3] as const
const x = [1.2, 0.4, -0.6] as const
const variance = 0.25

function logNormal(value: readonly number[], mean: readonly number[], s2 = variance): number {
  return value.reduce(
    (sum, each, i) => sum - (each - mean[i]!) ** 2 / (2 * s2) - 0.5 * Math.log(2 * Math.PI * s2),
    0,
  )
}

function likelihoodOn(grid: SquareGrid): Float32Array {
  const codes = codesOf(grid, 0, grid.points)
  return Float32Array.from({ length: grid.points ** 2 }, (_, cell) => {
    const z = [codes[cell * 2]!, codes[cell * 2 + 1]!]
    const mean = w.map((row, i) => row[0] * z[0]! + row[1] * z[1]! + b[i]!)
    return logNormal(x, mean)
  })
}

/** Precision I + WᵀW/s² of the posterior, and its mean. */
function exactPosterior(): { precision: [number, number, number]; mean: [number, number] } {
  const dot = (p: 0 | 1, q: 0 | 1) => w.reduce((sum, row) => sum + row[p] * row[q], 0) / variance
  const [a, c, d] = [1 + dot(0, 0), dot(0, 1), 1 + dot(1, 1)]
  const pull = ([0, 1] as const).map(
    (axis) => w.reduce((sum, row, i) => sum + row[axis] * (x[i]! - b[i]!), 0) / variance,
  )
  const determinant = a * d - c * c
  return {
    precision: [a, c, d],
    mean: [(d * pull[0]! - c * pull[1]!) / determinant, (a * pull[1]! - c * pull[0]!) / determinant],
  }
}

/** log p(x) = log p(x|z) + log p(z) − log p(z|x), at any z; here at the posterior's mean. */
function exactEvidence(): number {
  const { precision, mean: z } = exactPosterior()
  const [a, c, d] = precision
  const mean = w.map((row, i) => row[0] * z[0] + row[1] * z[1] + b[i]!)
  const logPrior = -0.5 * (z[0] ** 2 + z[1] ** 2) - Math.log(2 * Math.PI)
  return logNormal(x, mean) + logPrior - 0.5 * Math.log(a * d - c * c) + Math.log(2 * Math.PI)
}

const grid = { points: 200, half: 4 }
const posterior = posteriorOn(grid, likelihoodOn(grid))
const qs: DiagonalGaussian[] = [
  { mean: [0.5, 0.5], deviation: [0.3, 0.4] },
  { mean: [-1, 0.7], deviation: [0.06, 0.5] },
  { mean: [0, 0], deviation: [0.5, 0.5] },
]

describe('a decoder that is linear in z, with Gaussian noise', () => {
  test('has the evidence that the grid sums', () => {
    expect(posterior.logEvidence).toBeCloseTo(exactEvidence(), 5)
    expect(posterior.atEdge).toBeLessThan(1e-9)
  })

  test('keeps log p(x) = ELBO + KL for every q, and log p(x) ≥ ELBO', () => {
    for (const q of qs) {
      const { elbo, gap, onGrid } = splitEvidence(posterior, q)
      expect(onGrid).toBeCloseTo(1, 6)
      expect(elbo + gap).toBeCloseTo(posterior.logEvidence, 5)
      expect(gap).toBeGreaterThan(0)
    }
  })

  test('has E_q[log p(x|z)] in closed form, and KL to the posterior, too', () => {
    const { precision, mean } = exactPosterior()
    const [a, c, d] = precision
    for (const q of qs) {
      const { logLikelihood, gap } = splitEvidence(posterior, q)
      const expected = w.reduce((sum, row, i) => {
        const at = row[0] * q.mean[0] + row[1] * q.mean[1] + b[i]!
        const spread = row[0] ** 2 * q.deviation[0] ** 2 + row[1] ** 2 * q.deviation[1] ** 2
        return sum - ((x[i]! - at) ** 2 + spread) / (2 * variance) - 0.5 * Math.log(2 * Math.PI * variance)
      }, 0)
      expect(logLikelihood).toBeCloseTo(expected, 5)
      const [m1, m2] = [q.mean[0] - mean[0], q.mean[1] - mean[1]]
      const [s1, s2] = q.deviation
      const kl =
        0.5 * (a * (s1 ** 2 + m1 ** 2) + d * (s2 ** 2 + m2 ** 2) + 2 * c * m1 * m2 - 2) -
        0.5 * Math.log(s1 ** 2 * s2 ** 2 * (a * d - c * c))
      expect(gap).toBeCloseTo(kl, 5)
    }
  })

  test('has as its best diagonal q the posterior’s mean and σ_j² = 1/Λ_jj', () => {
    const { precision, mean } = exactPosterior()
    const found = [...climb(posterior, { mean: [-1, 2], deviation: [1, 0.2] })].at(-1)!
    expect(found.mean[0]).toBeCloseTo(mean[0], 2)
    expect(found.mean[1]).toBeCloseTo(mean[1], 2)
    expect(found.deviation[0]).toBeCloseTo(1 / Math.sqrt(precision[0]), 3)
    expect(found.deviation[1]).toBeCloseTo(1 / Math.sqrt(precision[2]), 3)
    const rho2 = precision[1] ** 2 / (precision[0] * precision[2])
    expect(splitEvidence(posterior, found).gap).toBeCloseTo(-0.5 * Math.log(1 - rho2), 4)
  })

  test('has its mode in the cell of the posterior’s mean', () => {
    const { mean } = exactPosterior()
    const mode = modeOf(posterior)
    expect(Math.abs(mode[0] - mean[0])).toBeLessThanOrEqual(0.021)
    expect(Math.abs(mode[1] - mean[1])).toBeLessThanOrEqual(0.021)
  })
})

test('every step of the climb is higher than the one before', () => {
  let last = splitEvidence(posterior, qs[2]!).elbo
  for (const q of climb(posterior, qs[2]!)) {
    const { elbo } = splitEvidence(posterior, q)
    expect(elbo).toBeGreaterThan(last)
    last = elbo
  }
})

test('a grid that the posterior leaves says so', () => {
  const narrow = { points: 60, half: 0.3 }
  expect(posteriorOn(narrow, likelihoodOn(narrow)).atEdge).toBeGreaterThan(0.01)
})

describe('p(x|z) = N(z, s² I), whose evidence is N(x; 0, (1 + s²) I)', () => {
  const point = [0.71, -0.43]
  const coarse = { points: 200, half: 6 }
  const on = (s2: number) => {
    const codes = codesOf(coarse, 0, coarse.points)
    const likelihood = Float32Array.from({ length: coarse.points ** 2 }, (_, cell) =>
      logNormal(point, [codes[cell * 2]!, codes[cell * 2 + 1]!], s2),
    )
    return posteriorOn(coarse, likelihood)
  }
  const evidence = (s2: number) => logNormal(point, [0, 0], 1 + s2)

  test('is even, and right, where the posterior’s deviation is a cell or more', () => {
    const { unevenness, logEvidence } = on(0.06 ** 2)
    expect(unevenness).toBeLessThan(0.001)
    expect(logEvidence).toBeCloseTo(evidence(0.06 ** 2), 3)
  })

  test('is wrong by nats, and said to be uneven, where it is a sixth of a cell', () => {
    const { unevenness, logEvidence } = on(0.01 ** 2)
    expect(unevenness).toBeGreaterThan(0.1)
    expect(Math.abs(logEvidence - evidence(0.01 ** 2))).toBeGreaterThan(0.5)
  })
})

test('q off the grid is noticed, and q below half a cell breaks the identity', () => {
  expect(splitEvidence(posterior, { mean: [4, 0], deviation: [0.2, 0.2] }).onGrid).toBeLessThan(0.6)
  const { elbo, gap } = splitEvidence(posterior, { mean: [0.5, 0.5], deviation: [0.008, 0.008] })
  expect(Math.abs(elbo + gap - posterior.logEvidence)).toBeGreaterThan(0.05)
})

test('the picture runs from the highest second coordinate down, and is straight between cells', () => {
  expect(columnAt(grid, 0)).toBeCloseTo(-3.98)
  expect(rowAt(grid, 0)).toBeCloseTo(3.98)
  const part = magnified(posterior, [columnAt(grid, 110), rowAt(grid, 90)], 0.06, 3)
  const cells = [89, 90, 91].flatMap((row) => [109, 110, 111].map((column) => row * 200 + column))
  expect([...part]).toEqual(cells.map((cell) => expect.closeTo(posterior.logPosterior[cell]!, 6)))
  expect(magnified(posterior, [9, 9], 0.1, 1)).toEqual(Float64Array.of(-Infinity))
})

test('likelihoods that are not a square are refused', () => {
  expect(() => posteriorOn(grid, new Float32Array(5))).toThrow(RangeError)
})
