// What is said of log p(x), on a small variational autoencoder that was really trained: the exact posterior on a grid.

import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import {
  logLikelihoodAt,
  measure as exactPosterior,
} from '../../../src/benches/autoencoder/instruments/exactPosterior/measure.ts'
import { pictureOf } from '../../../src/benches/autoencoder/instruments/pictureOf.ts'
import { isLikelihood } from '../../../src/benches/autoencoder/instruments/likelihood.ts'
import { ks } from '../../../src/benches/autoencoder/instruments/bounds/ks.ts'
import {
  listOf,
  logWeightsOf,
  measure as boundsMeasure,
} from '../../../src/benches/autoencoder/instruments/bounds/measure.ts'
import { importanceBound } from '../../../src/numerics/importanceBound.ts'
import { putToRest } from '../../../src/benches/autoencoder/rest.ts'
import type { Dataset } from '../../../src/data/dataset.ts'
import {
  climb,
  posteriorOn,
  splitEvidence,
  type DiagonalGaussian,
  type GridPosterior,
} from '../../../src/numerics/gridPosterior.ts'
import { mean, variance } from '../../../src/numerics/statistics.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo } from '../../support/runs.ts'

const recipe = recipeOf({
  family: 'variational',
  data: { train: 5000, pixels: 'sampled' },
  encode: { layers: [{ kind: 'dense', units: 32 }] },
  optimise: { batch: 32, rate: 0.003 },
})

let data: Dataset
let rest: ModelAtRest

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
  const trained = await trainTo(recipe, data, 400)
  rest = await putToRest(recipe, trained.snapshot, data)
}, 120_000)

afterAll(() => dispose(rest.parameters))

/** On a grid that is widened until it holds the posterior, as in the page. */
async function posteriorOf(index: number): Promise<{ posterior: GridPosterior; q: DiagonalGaussian }> {
  const points = 100
  const image = { kind: 'test', index } as const
  for (const half of [4, 6, 9, 13.5]) {
    const grid = { points, half }
    const { logLikelihood, mean, deviation } = await exactPosterior.ask!(rest, {
      image,
      grid,
      rows: [0, points],
    })
    const posterior = posteriorOn(grid, logLikelihood)
    if (posterior.atEdge > 1e-4) continue
    return { posterior, q: { mean: [mean[0]!, mean[1]!], deviation: [deviation[0]!, deviation[1]!] } }
  }
  throw new Error(`The posterior of image ${index} is nowhere near the origin.`)
}

// forty thousand decodings on a busy machine
const long = { timeout: 90_000 }

describe('the exact posterior of a trained model', long, () => {
  test('log p(x) = ELBO + KL(q ‖ p(z|x)) to 0.05 nats, and log p(x) ≥ ELBO, for every image', async () => {
    for (const index of [0, 2, 18]) {
      const { posterior, q } = await posteriorOf(index)
      const { elbo, gap, onGrid } = splitEvidence(posterior, q)
      expect(onGrid).toBeCloseTo(1, 2)
      expect(Math.abs(posterior.logEvidence - elbo - gap)).toBeLessThan(0.05)
      expect(elbo).toBeLessThanOrEqual(posterior.logEvidence)
      const best = [...climb(posterior, q)].at(-1) ?? q
      expect(splitEvidence(posterior, best).elbo).toBeGreaterThanOrEqual(elbo)
      expect(splitEvidence(posterior, best).elbo).toBeLessThanOrEqual(posterior.logEvidence)
    }
  })

  test('the evidence is that of many prior samples, and the ELBO that of many samples of q', async () => {
    const { posterior, q } = await posteriorOf(3)
    const draws = 20_000
    const noise = openStream(5, 'measuring').normals(0, draws * 2)
    const { clean } = pictureOf(rest, { kind: 'test', index: 3 })
    // importance sampling with a proposal wider than q, whose weights are bounded
    const wide = q.deviation.map((deviation) => 3 * deviation)
    const z = noise.map((value, i) => q.mean[i % 2]! + wide[i % 2]! * value)
    const logLikelihood = await logLikelihoodAt(rest, clean, z, null)
    const logNormal = (u: number) => -0.5 * u * u - 0.5 * Math.log(2 * Math.PI)
    const logWeights = Array.from(logLikelihood, (value, i) => {
      let sum = value
      for (const axis of [0, 1]) {
        sum += logNormal(z[i * 2 + axis]!) - logNormal(noise[i * 2 + axis]!) + Math.log(wide[axis]!)
      }
      return sum
    })
    const most = Math.max(...logWeights)
    const mean = logWeights.reduce((sum, value) => sum + Math.exp(value - most), 0) / draws
    expect(Math.abs(most + Math.log(mean) - posterior.logEvidence)).toBeLessThan(0.1)
    const near = noise.map((value, i) => q.mean[i % 2]! + q.deviation[i % 2]! * value)
    const likelihoods = await logLikelihoodAt(rest, clean, near, null)
    const average = likelihoods.reduce((sum, value) => sum + value, 0) / draws
    expect(average).toBeCloseTo(splitEvidence(posterior, q).logLikelihood, 0)
  })

  test('asking leaves no tensor behind, and refuses what is no grid and no image', async () => {
    const before = tf.memory().numTensors
    const grid = { points: 10, half: 4 }
    await exactPosterior.ask!(rest, { image: { kind: 'test', index: 0 }, grid, rows: [0, 10] })
    expect(tf.memory().numTensors).toBe(before)
    await expect(
      exactPosterior.ask!(rest, { image: { kind: 'test', index: 0 }, grid, rows: [0, 11] }),
    ).rejects.toThrow(RangeError)
    await expect(
      exactPosterior.ask!(rest, { image: { kind: 'test', index: -1 }, grid, rows: [0, 1] }),
    ).rejects.toThrow('no such test image')
  })

  test('applies to Gaussian codes of two numbers; grey Bernoulli pixels have no likelihood', () => {
    expect(exactPosterior.applies(recipe)).toBe(true)
    expect(exactPosterior.applies(recipeOf({ family: 'variational', code: { size: 3 } }))).toBe(false)
    expect(exactPosterior.applies(recipeOf({ family: 'undercomplete' }))).toBe(false)
    expect(isLikelihood(recipe)).toBe(true)
    expect(isLikelihood(recipeOf({ family: 'variational' }))).toBe(false)
    expect(isLikelihood(recipeOf({ family: 'variational', decode: { output: 'gaussian' } }))).toBe(true)
  })
})

describe('importance-weighted bounds', long, () => {
  test('rise with K in the mean, L₅₀ − L₁ by some nats', async () => {
    const { bounds, indices, listed } = await boundsMeasure.ask!(rest, { from: 0, to: 100 })
    const means = ks.map((_, row) => mean(bounds.subarray(row * 100, (row + 1) * 100)))
    expect(indices).toHaveLength(100)
    expect(listed).toBe(1000)
    expect(means[0]!).toBeLessThan(means[1]!)
    expect(means[1]!).toBeLessThan(means[2]!)
    expect(means[2]! - means[0]!).toBeGreaterThan(0.3)
    expect(means[2]! - means[0]!).toBeLessThan(7)
  })

  test('L₁ is the ELBO that training measures, and it lies below the exact log p(x), L₅₀ near it', async () => {
    const part = await boundsMeasure.measure!(rest)
    const { bounds, indices } = await boundsMeasure.ask!(rest, { from: 0, to: 200 })
    const own = bounds.subarray(0, 200)
    // 200 of the 10,000 images
    expect(Math.abs(mean(own) - part.elbo)).toBeLessThan(4 * Math.sqrt(variance(own) / 200))
    for (const i of [0, 1]) {
      const { posterior } = await posteriorOf(indices[i]!)
      // a bound holds in the mean: 50 samples of L₁ are one, of L₅₀ there is but one estimate, which may be above log p(x)
      expect(own[i]!).toBeLessThan(posterior.logEvidence + 0.3)
      expect(Math.abs(posterior.logEvidence - bounds[2 * 200 + i]!)).toBeLessThan(1.5)
    }
  })

  test('the weights are p(x|z) p(z)/q(z|x), written out in numbers', async () => {
    const indices = Uint32Array.of(7, 8)
    const weights = await logWeightsOf(rest, indices)
    const noise = openStream(recipe.seed, 'measuring').normals(9_610_000 + 8, 50 * 2)
    const { posterior: _, q } = await posteriorOf(8)
    const { clean } = pictureOf(rest, { kind: 'test', index: 8 })
    for (const sample of [0, 49]) {
      const epsilon = [noise[sample * 2]!, noise[sample * 2 + 1]!]
      const z = epsilon.map((value, axis) => q.mean[axis]! + q.deviation[axis]! * value)
      const [logLikelihood] = await logLikelihoodAt(rest, clean, Float32Array.from(z), null)
      const logPrior = z.reduce((sum, value) => sum - 0.5 * value ** 2, 0)
      const logQ = epsilon.reduce(
        (sum, value, axis) => sum - 0.5 * value ** 2 - Math.log(q.deviation[axis]!),
        0,
      )
      expect(weights[sample * 2 + 1]!).toBeCloseTo(logLikelihood! + logPrior - logQ, 3)
    }
  })

  test('are the logarithm of a mean of weights: any order of K samples, no overflow', () => {
    expect(importanceBound([-1000, -1001, -1002], 3)).toBeCloseTo(
      -1000 + Math.log((1 + Math.exp(-1) + Math.exp(-2)) / 3),
      10,
    )
    expect(importanceBound([-1, -3, -2, -4], 1)).toBe(-2.5)
    expect(() => importanceBound([-1], 2)).toThrow(RangeError)
  })

  test('are measured on images of the whole file, not of its easier half', () => {
    const all = Uint32Array.from({ length: 10_000 }, (_, i) => i)
    const list = listOf(all, 42)
    expect(list.toSorted()).toEqual(all.filter((i) => i % 10 === 0))
    // the first hundred, too: their mean place is within four standard errors of the middle
    expect(Math.abs(mean(list.subarray(0, 100)) - 5000)).toBeLessThan(4 * 289)
    expect(listOf(all.subarray(0, 30), 42)).toHaveLength(30)
  })
})
