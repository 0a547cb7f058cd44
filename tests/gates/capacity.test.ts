// Too much capacity: a wide code copies whatever it is shown, a narrow one between strong nets memorises.

import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { startEngine } from '../support/engine.ts'
import { openImages } from '../support/images.ts'
import { evaluated, layersOf, tell, testEvaluation } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let mnist: Dataset
let fashion: Dataset

beforeAll(async () => {
  await startEngine('wasm')
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
  const meanImage = 0.0676 // test error per pixel of the mean image

  // The bounds on the training error are shares of the mean image's error.
  test.each([
    [5, 600, 0.01],
    [50, 8000, 0.15],
    [500, 8000, 0.6],
  ])(
    'memorises %d training images in %d steps: their error falls towards 0, and no test image’s falls',
    async (train, steps, share) => {
      const recipe = recipeOf({
        data: { train },
        encode: { layers: layersOf(256, 128, 128, 128), activation: 'relu', initial: 'he' },
        code: { size: 1 },
        decode: { output: 'gaussian' },
        optimise: { batch: Math.min(50, 4 * train), steps },
        changes: [{ step: 0.75 * steps, path: 'optimise.rate', value: 0.0002 }],
      })
      const marks = [steps / 8, steps / 2, steps]
      const { kept } = await trainTo(recipe, mnist, steps, { keep: marks })
      const learned: number[] = []
      const held: number[] = []
      for (const step of marks) {
        const measured = await evaluated({ recipe, snapshot: kept.get(step)! }, mnist)
        learned.push(measured.train.reconstruction / 784)
        held.push(measured.test.msePerPixel)
        tell(
          `memorising ${train} images, ${step} steps, training error per pixel`,
          learned.at(-1)!,
          'towards 0',
        )
        tell(
          `memorising ${train} images, ${step} steps, test error per pixel`,
          held.at(-1)!,
          `mean image ${meanImage}`,
        )
      }
      expect(learned[1]).toBeLessThan(learned[0]!)
      expect(learned[2]).toBeLessThan(learned[1]!)
      expect(learned[2]).toBeLessThan(share * meanImage)
      expect(held[2]).toBeGreaterThanOrEqual(0.98 * held[0]!)
      expect(held[2]).toBeGreaterThan(1.5 * learned[2]!)
    },
  )
})
