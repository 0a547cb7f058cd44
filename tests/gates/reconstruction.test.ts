// Undercomplete and deep autoencoders at full budget, against the figures of the literature.

import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { startEngine } from '../support/engine.ts'
import { openImages } from '../support/images.ts'
import { measured, tell, testEvaluation } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
})

describe('784-256-64-2', () => {
  test('by squared error reaches 0.046 per pixel, and its codes keep the classes apart', async () => {
    const { test: held, metrics } = await measured({ decode: { output: 'gaussian' } }, data)
    tell('undercomplete, 2-D, squared error per pixel', held.msePerPixel, 'at most 0.046, stretch 0.040')
    tell('undercomplete, 2-D, 5-NN accuracy', metrics['knn5Accuracy']!, 'at least 0.60, stretch 0.75')
    expect(held.msePerPixel).toBeLessThanOrEqual(0.046)
    expect(metrics['knn5Accuracy']).toBeGreaterThanOrEqual(0.6)
  })

  test('by cross-entropy, the family’s default, keeps the classes apart too', async () => {
    const { test: held, metrics } = await measured({}, data)
    tell('undercomplete, 2-D, cross-entropy, nats', held.reconstruction, 'above the floor of 45.53')
    tell(
      'undercomplete, 2-D, cross-entropy, 5-NN accuracy',
      metrics['knn5Accuracy']!,
      'at least 0.60, stretch 0.75',
    )
    expect(held.reconstruction).toBeGreaterThan(45.53)
    expect(metrics['knn5Accuracy']).toBeGreaterThanOrEqual(0.6)
  })
})

test('784-256-64-30 with a linear code, by cross-entropy, reaches a test SSE of 10 by 1,770 steps', async () => {
  const recipe = recipeOf({ code: { size: 30 }, optimise: { steps: 3540 } })
  const { kept, snapshot } = await trainTo(recipe, data, 3540, { keep: [1770] })
  const half = await testEvaluation({ recipe, snapshot: kept.get(1770)! }, data)
  const whole = await testEvaluation({ recipe, snapshot }, data)
  tell('deep, 30-D, test SSE at 1,770 steps', 784 * half.msePerPixel, 'at most 10.0')
  tell('deep, 30-D, test SSE at 3,540 steps', 784 * whole.msePerPixel, 'stretch 6.5; PCA 13.87')
  expect(784 * half.msePerPixel).toBeLessThanOrEqual(10)
  expect(784 * whole.msePerPixel).toBeLessThanOrEqual(784 * half.msePerPixel)
  expect(whole.reconstruction).toBeGreaterThan(45.53)
})

test('784-32-784 with a rectified code, by cross-entropy, reaches 0.105 nats per pixel (Keras blog)', async () => {
  const recipe = recipeOf({
    encode: { layers: [] },
    code: { size: 32, activation: 'relu' },
    optimise: { steps: 11_700 },
  })
  const { kept, snapshot } = await trainTo(recipe, data, 11_700, { keep: [3540] })
  const early = await testEvaluation({ recipe, snapshot: kept.get(3540)! }, data)
  const late = await testEvaluation({ recipe, snapshot }, data)
  tell('Keras blog, nats per pixel at 3,540 steps', early.reconstruction / 784, 'at most 0.105')
  tell('Keras blog, nats per pixel at 11,700 steps', late.reconstruction / 784, 'stretch 0.093')
  expect(early.reconstruction / 784).toBeLessThanOrEqual(0.105)
  expect(late.reconstruction).toBeLessThanOrEqual(early.reconstruction)
})
