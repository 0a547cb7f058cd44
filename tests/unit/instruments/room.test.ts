// Room: of a recipe whose layers are wide, instruments send no more images through the model at once than it has room for.

import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sliceOf } from '../../../src/benches/autoencoder/evaluate.ts'
import { logWeightsOf } from '../../../src/benches/autoencoder/instruments/bounds/measure.ts'
import { codesOf, pushedMoves } from '../../../src/benches/autoencoder/instruments/contraction/jacobian.ts'
import { decodeImages } from '../../../src/benches/autoencoder/instruments/decodeImages.ts'
import { logLikelihoodAt } from '../../../src/benches/autoencoder/instruments/exactPosterior/measure.ts'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import {
  measure as units,
  type UnitAnswer,
} from '../../../src/benches/autoencoder/instruments/units/measure.ts'
import type { Model } from '../../../src/benches/autoencoder/model.ts'
import { recipeOf } from '../../support/recipes.ts'
import { imageCount, restOf } from './smallGaussian.ts'

const wide = recipeOf({
  family: 'variational',
  encode: { layers: [{ kind: 'conv', filters: 64, size: 5, stride: 1, padding: 'same' }] },
  code: { size: 2 },
})
const room = sliceOf(wide)
const together: number[] = []
/** a small model, and the same one as if its layers were wide, which notes how many come at once */
let roomy: ModelAtRest
let narrow: ModelAtRest

beforeAll(async () => {
  roomy = await restOf()
  const { model } = roomy
  const noting: Model = {
    ...model,
    encode: (parameters, seen, chance) => {
      together.push(seen.input.shape[0])
      return model.encode(parameters, seen, chance)
    },
    decode: (parameters, code, labels) => {
      together.push(code.shape[0])
      return model.decode(parameters, code, labels)
    },
  }
  narrow = { ...roomy, model: noting, recipe: { ...roomy.recipe, encode: wide.encode } }
})

beforeEach(() => {
  together.length = 0
})

/** The same numbers in slices and at once. */
async function expectSlices(measured: (rest: ModelAtRest) => Promise<Float32Array>): Promise<void> {
  const sliced = await measured(narrow)
  expect(Math.max(...together)).toBeLessThanOrEqual(room)
  expect(together.length).toBeGreaterThan(2)
  expect(sliced).toEqual(await measured(roomy))
}

describe('no more at once than there is room for, and the same results', () => {
  const codes = Float32Array.from({ length: 2 * 400 }, (_, i) => (i % 17) / 4 - 2)
  const image = Float32Array.from({ length: 784 }, (_, i) => (i % 5) / 4)
  const many = Float32Array.from({ length: 400 * 784 }, (_, i) => (i % 11) / 10)

  test('is there room for fewer than a thousand', () => {
    expect(room).toBeGreaterThanOrEqual(50)
    expect(room).toBeLessThan(200)
    expect(sliceOf(roomy.recipe)).toBe(1000)
  })

  test('of decoded codes', () => expectSlices((rest) => decodeImages(rest, codes)))

  test('of an image’s likelihood on a grid', () =>
    expectSlices((rest) => logLikelihoodAt(rest, image, codes, null)))

  test('of fifty samples of each image', () =>
    expectSlices((rest) =>
      logWeightsOf(
        rest,
        Uint32Array.from({ length: 10 }, (_, i) => 9 * i),
      ),
    ))

  test('of codes and of moves pushed through the Jacobian', async () => {
    const pictures = { clean: many, labels: null }
    await expectSlices((rest) => codesOf(rest, pictures))
    together.length = 0
    await expectSlices((rest) => pushedMoves(rest, pictures, many))
  })

  test('of a unit’s images, with the unit and without it', async () => {
    const question = { kind: 'unit', layer: 'code', unit: 1 } as const
    expect(sliceOf(narrowed())).toBeLessThan(imageCount)
    const atOnce = (await units.ask!(roomy, question)) as UnitAnswer
    const sliced = (await units.ask!({ ...roomy, recipe: narrowed() }, question)) as UnitAnswer
    expect(sliced.top).toEqual(atOnce.top)
    expect(sliced.activations).toEqual(atOnce.activations)
    expect(sliced.mse.images).toBe(imageCount)
    expect(sliced.mse.kept).toBeCloseTo(atOnce.mse.kept, 6)
    expect(sliced.mse.removed).toBeCloseTo(atOnce.mse.removed, 6)
  })
})

/** The small model's own layers with a decoder that is never built: only its width counts. */
function narrowed(): ModelAtRest['recipe'] {
  return { ...roomy.recipe, decode: { ...roomy.recipe.decode, layers: [{ kind: 'dense', units: 60_000 }] } }
}
