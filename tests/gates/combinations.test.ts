// The whole product of corruption, code, term and architecture: what means anything trains twenty steps, finite and without a leak.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { isMeaningful, partialOf, stages } from '../support/combinations.ts'
import { productOf } from '../support/covering.ts'
import { startEngine } from '../support/engine.ts'
import { openImages } from '../support/images.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
})

const possible = productOf(stages).filter(isMeaningful)

test.each(stages['architecture']!)('every combination of %s', async (architecture) => {
  for (const row of possible.filter((combination) => combination['architecture'] === architecture)) {
    const before = tf.memory().numTensors
    const { losses } = await trainTo(recipeOf(partialOf(row)), data, 20)
    const left = tf.memory().numTensors - before
    const finite = losses.every(({ total }) => Number.isFinite(total))
    expect({ ...row, left, finite }).toEqual({ ...row, left: 0, finite: true })
  }
})
