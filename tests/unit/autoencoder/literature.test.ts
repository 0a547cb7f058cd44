// The literature's numbers at small budgets; `npm run gates` holds the full ones.

import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import type { Dataset } from '../../../src/data/dataset.ts'
import { reconstructionError, trailingSum, type Pca } from '../../../src/numerics/pca.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'
import { layersOf, measured } from '../../support/literature.ts'
import { recipeOf } from '../../support/recipes.ts'

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
}, 60_000)

describe('beside PCA of the same images', () => {
  let pca: Pca
  beforeAll(async () => {
    pca = await autoencoder.pca(recipeOf({ family: 'linear' }), data)
  }, 60_000)

  test('a linear autoencoder of 16 units is within 5 % of it on the test set after 600 steps', async () => {
    const { testSse, train } = await measured(
      { family: 'linear', optimise: { steps: 600 }, changes: [] },
      data,
    )
    const optimum = 784 * reconstructionError(pca, data.test.pixels, data.test.count, 16)
    expect(testSse / optimum).toBeLessThan(1.05)
    expect(train.reconstruction).toBeGreaterThan(trailingSum(pca.values, 16))
  }, 120_000)

  test('no encoder, however deep, takes a linear decoder below the trailing eigenvalues on the training set', async () => {
    const partial = {
      encode: { layers: layersOf(64), activation: 'tanh' },
      decode: { layers: [], output: 'gaussian', bias: 'mean' },
      optimise: { rate: 0.003, steps: 300 },
    }
    const { train } = await measured(partial, data)
    const floor = trailingSum(pca.values, 2)
    expect(train.reconstruction).toBeGreaterThan(floor)
    expect(train.reconstruction).toBeLessThan(1.15 * floor) // it comes near, so that the floor is felt
  }, 120_000)
})

test('an autoencoder 784-256-64-2 leaves PCA-2’s 0.0557 per pixel far behind within 700 steps', async () => {
  const { test: held, metrics } = await measured(
    { decode: { output: 'gaussian' }, optimise: { steps: 700 } },
    data,
  )
  expect(held.msePerPixel).toBeLessThan(0.05)
  expect(metrics['knn5Accuracy']).toBeGreaterThan(0.42)
}, 120_000)

test('a deep autoencoder 784-256-64-30 by cross-entropy stays above the entropy of grey pixels, 45.53 nats', async () => {
  const { test: held, train } = await measured({ code: { size: 30 }, optimise: { steps: 600 } }, data)
  expect(held.reconstruction).toBeLessThan(95)
  expect(784 * held.msePerPixel).toBeLessThan(15)
  expect(Math.min(held.reconstruction, train.reconstruction)).toBeGreaterThan(45.53)
}, 120_000)
