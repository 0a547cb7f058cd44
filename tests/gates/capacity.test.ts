// Too much capacity: a wide code copies whatever it is shown, a narrow one between strong nets memorises.

import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { startBackend } from '../../src/tensors/backends.ts'
import { openImages } from '../support/images.ts'
import { layersOf, measured, tell, testEvaluation } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let mnist: Dataset
let fashion: Dataset

beforeAll(async () => {
  await startBackend('wasm', null)
  mnist = await openImages('mnist')
  fashion = await openImages('fashion-mnist')
})

/** Images that a model of MNIST has never seen the like of: Fashion's test set beside MNIST's training set. */
const withFashionTest = (): Dataset => ({
  ...mnist,
  test: fashion.test,
  manifest: { ...mnist.manifest, test: fashion.manifest.test },
})

describe('an overcomplete linear code of 1,024', () => {
  test('copies MNIST, and Fashion which it has never seen, where a code of 30 does not', async () => {
    const wide = recipeOf({ family: 'overcomplete' })
    expect([wide.code.size, wide.optimise.steps]).toEqual([1024, 1062])
    const { snapshot } = await trainTo(wide, mnist, wide.optimise.steps)
    const seen = await testEvaluation({ recipe: wide, snapshot }, mnist)
    const unseen = await testEvaluation({ recipe: wide, snapshot }, withFashionTest())
    const narrow = recipeOf({ code: { size: 30 }, decode: { output: 'gaussian' }, optimise: { steps: 1062 } })
    const held = await trainTo(narrow, mnist, narrow.optimise.steps)
    const strange = await testEvaluation({ recipe: narrow, snapshot: held.snapshot }, withFashionTest())
    tell('overcomplete, MNIST per pixel', seen.msePerPixel, 'at most 0.001')
    tell('overcomplete, Fashion per pixel', unseen.msePerPixel, 'at most 0.03')
    tell('30-D code, Fashion per pixel', strange.msePerPixel, 'at least 0.08')
    expect(seen.msePerPixel).toBeLessThanOrEqual(0.001)
    expect(unseen.msePerPixel).toBeLessThanOrEqual(0.03)
    expect(strange.msePerPixel).toBeGreaterThanOrEqual(0.08)
  })
})

describe('a code of one number between wide nets', () => {
  const meanImage = 0.0676 // error per pixel of the mean image

  test.each([
    [5, 600],
    [50, 1500],
    [500, 6000],
  ])('memorises %d training images within %d steps, and no test image', async (train, steps) => {
    const partial = {
      data: { train },
      encode: { layers: layersOf(512, 256), activation: 'relu', initial: 'he' },
      code: { size: 1 },
      decode: { output: 'gaussian' },
      optimise: { batch: Math.min(128, 4 * train), steps },
      changes: [{ step: Math.round(0.7 * steps), path: 'optimise.rate', value: 0.0002 }],
    }
    const { train: learned, test: held } = await measured(partial, mnist)
    tell(`memorising ${train} images, training error per pixel`, learned.reconstruction / 784, 'towards 0')
    tell(`memorising ${train} images, test error per pixel`, held.msePerPixel, `above ${meanImage}`)
    expect(learned.reconstruction / 784).toBeLessThan(meanImage / 10)
    expect(held.msePerPixel).toBeGreaterThan(0.9 * meanImage)
  })
})
