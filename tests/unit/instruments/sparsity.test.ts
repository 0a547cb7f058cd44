// Sparsity: every activation has one bin, images are counted by their active units, and the KL curve is that of two coins.

import { describe, expect, test } from 'vitest'
import { activityOf, isSigned } from '../../../src/benches/autoencoder/instruments/activity.ts'
import {
  binOf,
  bins,
  countBins,
  endOfBin,
  startOfBin,
} from '../../../src/benches/autoencoder/instruments/sparsity/histogram.ts'
import { measure, sparsityOf } from '../../../src/benches/autoencoder/instruments/sparsity/measure.ts'
import {
  klCurve,
  klOfUnits,
  shareNear,
} from '../../../src/benches/autoencoder/instruments/sparsity/target.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { recipeOf } from '../../support/recipes.ts'
import { restOf } from './smallGaussian.ts'

const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)

describe('bins of activations', () => {
  test('each value lies in its bin, the ends included', () => {
    for (const u of openStream(1, 'measuring').uniforms(9_090_000, 500)) {
      const magnitude = 10 ** (8 * u - 5.5)
      const bin = binOf(magnitude)
      expect(magnitude).toBeGreaterThan(startOfBin(bin) * (1 - 1e-9))
      expect(magnitude).toBeLessThanOrEqual(bin === bins - 1 ? Infinity : endOfBin(bin) * (1 + 1e-9))
    }
    expect([0, 1e-4, 1.01e-4, 1e9].map(binOf)).toEqual([0, 0, 1, bins - 1])
  })

  test('the threshold 0.01 is an end of a bin: what is active lies in the bins above', () => {
    expect(endOfBin(binOf(0.01))).toBeCloseTo(0.01, 12)
    expect(binOf(0.0101)).toBe(binOf(0.01) + 1)
  })
})

describe('a code of three units on four images', () => {
  const part = sparsityOf(Float32Array.of(0, 0.5, 0, 0, 0.25, 1, 0, 0, 0.005, 0, 0.25, 1), 3)

  test('counts active units per image, per unit and dead ones', () => {
    expect([...part.perImage]).toEqual([1, 1, 2, 0])
    expect(part.meanActive).toBe(1.25)
    expect([...part.shares]).toEqual([0, 0.75, 0.5])
    expect(part.means[1]).toBe(0.25)
    expect(part.meanActivation).toBeCloseTo((1 + 2.005) / 12, 6)
  })

  test('has every activation in one bin', () => {
    expect(total(part.binCounts)).toBe(12)
    expect(part.binCounts[0]).toBe(6)
    expect(part.binCounts[binOf(0.25)]).toBe(2)
  })
})

test('negative activations count by their magnitude, and such codes are known as signed', () => {
  const { means, shares } = activityOf(Float32Array.of(-1, 0.2, 1, -0.4), 2)
  expect([...means]).toEqual([1, expect.closeTo(0.3, 6)])
  expect([...shares]).toEqual([1, 1])
  expect(isSigned(recipeOf({ family: 'sparse-l1' }))).toBe(false)
  expect(isSigned(recipeOf({ family: 'sparse-kl' }))).toBe(false)
  expect(isSigned(recipeOf({ family: 'variational' }))).toBe(true)
})

test('bins of active units hold every image once and begin at 0', () => {
  const perImage = new Uint32Array(257)
  for (let i = 0; i < 130; i++) perImage[i] = i
  const found = countBins(perImage)
  expect(total(found.map(({ images }) => images))).toBe(total(perImage))
  expect(found.length).toBeLessThanOrEqual(40)
  expect(found[0]!.from).toBe(0)
  found.slice(1).forEach(({ from }, i) => expect(from).toBe(found[i]!.to + 1))
  expect(countBins(Uint32Array.of(10, 0))).toHaveLength(2)
})

describe('the KL to a target', () => {
  test('is that of the lectures: 0 at ρ̂ = ρ, and the printed figures', () => {
    const [same, above, half, below] = klOfUnits(0.05, [0.05, 0.2, 0.5, 0.01])
    expect(same).toBeCloseTo(0, 12)
    expect(above).toBeCloseTo(0.0939, 4)
    expect(half).toBeCloseTo(0.4946, 4)
    expect(below).toBeCloseTo(0.0413, 4)
  })

  test('as a curve has its lowest point at ρ, 0, and is finite at both ends', () => {
    const { rhoHat, kl } = klCurve(0.05, 0, 1)
    expect(rhoHat[kl.indexOf(Math.min(...kl))]).toBe(0.05)
    expect(Math.min(...kl)).toBeCloseTo(0, 12)
    expect(kl.every(Number.isFinite)).toBe(true)
    expect(kl.at(-1)).toBeGreaterThan(10)
    expect(rhoHat).toEqual(rhoHat.toSorted((a, b) => a - b))
  })

  test('units near the target lie between half of it and twice it', () => {
    expect(shareNear(0.1, [0.04, 0.05, 0.1, 0.2, 0.21])).toBe(0.6)
  })
})

test('of a model, Σ KL is the term of its objective and the mean is ρ̂ over all test images', async () => {
  const rest = await restOf({ family: 'sparse-kl', encode: { layers: [] }, code: { size: 12 } })
  const part = await measure.measure!(rest)
  const { evaluation } = await rest.evaluated()
  expect(total(klOfUnits(0.05, part.means))).toBeCloseTo(evaluation.terms['klSparsity']!, 4)
  expect(part.msePerPixel).toBe(evaluation.msePerPixel)
  expect(part.images).toBe(rest.testIndices.length)
  expect(total(part.perImage)).toBe(part.images)
})
