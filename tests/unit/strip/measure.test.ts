// What the strip shows of a model: one image's way, its terms, and the decoder's half alone.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { measure, type StripQuestion } from '../../../src/benches/autoencoder/instruments/strip/measure.ts'
import { countWeights } from '../../../src/benches/autoencoder/instruments/strip/weights.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type NamedArray, type Parameters } from '../../../src/tensors/parameters.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({
  encode: { layers: [{ kind: 'dense', units: 12 }] },
  code: { size: 3 },
  objective: { l2Weights: { weight: 0.01 } },
})
const model = buildModel(recipe)
const arrays: NamedArray[] = model.initial(openStream(1, 'weights'), null)
const drawn = openStream(2, 'measuring').uniforms(0, 784)
let parameters: Parameters

beforeAll(async () => {
  await tf.setBackend('cpu')
  parameters = toTensors(arrays)
})

afterAll(() => dispose(parameters))

const ask = (question: StripQuestion) =>
  measure.ask!({ recipe, model, parameters, mean: null } as unknown as ModelAtRest, question)

test('the terms of an image are there whether on or off', async () => {
  const { terms } = await ask({ kind: 'drawn', pixels: drawn })
  const kernels = arrays.filter(({ name }) => name.endsWith('/kernel')).flatMap(({ values }) => [...values])
  expect(terms!['l2Weights']).toBeCloseTo(kernels.reduce((sum, w) => sum + w * w, 0) / 2, 2)
  expect(terms!['l1Weights']).toBeCloseTo(
    kernels.reduce((sum, w) => sum + Math.abs(w), 0),
    1,
  )
})

test('the code of an image, asked alone, takes the same way through the decoder, and none through the encoder', async () => {
  const whole = await ask({ kind: 'drawn', pixels: drawn })
  const half = await ask({ kind: 'code', code: whole.code })
  expect(half.image).toEqual(whole.image)
  expect(half.decoder).toEqual(whole.decoder)
  expect(half.input).toBeUndefined()
  expect(half.encoder).toBeUndefined()
  expect(half.reconstruction).toBeUndefined()
})

test('asking leaves no tensor behind', async () => {
  const before = tf.memory().numTensors
  const { code } = await ask({ kind: 'drawn', pixels: drawn })
  await ask({ kind: 'code', code })
  expect(tf.memory().numTensors).toBe(before)
})

test('weights are counted by layers, and a tied kernel once', () => {
  const kernels = 784 * 12 + 12 * 3
  expect(countWeights(recipe)).toEqual({ kernels: 2 * kernels, biases: 12 + 3 + 12 + 784 })
  const tied = recipeOf({ encode: recipe.encode, code: { size: 3 }, decode: { tied: true } })
  expect(countWeights(tied)).toEqual({ kernels, biases: 12 + 3 + 12 + 784 })
})
