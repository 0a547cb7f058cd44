// A thousand steps leave no tensor behind, on either engine that runs in Node.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { startEngine } from '../support/engine.ts'
import { openImages } from '../support/images.ts'
import { layersOf } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let data: Dataset
beforeAll(async () => {
  data = await openImages('mnist')
})

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  test.each([
    ['Adam', {}],
    ['momentum, tied', { decode: { tied: true }, optimise: { method: 'momentum', rate: 0.0001 } }],
    [
      'gradient descent, penalised',
      {
        objective: { l1Weights: { weight: 0.001 }, l2Weights: { weight: 0.001 } },
        optimise: { method: 'sgd', rate: 0.0001 },
      },
    ],
  ])('a thousand steps of %s leak no tensor and no byte', async (_, partial) => {
    await startEngine(backend)
    const recipe = recipeOf({
      ...partial,
      data: { train: 500, centre: true, pixels: 'sampled' },
      encode: { layers: layersOf(16) },
      optimise: { batch: 16, ...('optimise' in partial ? partial.optimise : {}) },
    })
    const before = tf.memory()
    await trainTo(recipe, data, 1000)
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
  })
})
