// Same hand: samples are judged by the training images nearest to them, and so are real images, beside which that stands.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { measure, type Agreement } from '../../../src/benches/autoencoder/instruments/sameHand/measure.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type Parameters } from '../../../src/tensors/parameters.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({
  family: 'conditional',
  encode: { layers: [{ kind: 'dense', units: 8 }] },
  data: { classes: [1, 4] },
})
const count = 40

/** Ones are dark, fours are light; every tenth image of `test` has the other one's label. */
function imagesOf(wrongEvery: number) {
  const labels = Uint8Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : 4))
  const noise = openStream(3, 'measuring').uniforms(0, count * 784)
  const pixels = Uint8Array.from(noise, (u, at) => {
    const i = Math.floor(at / 784)
    const isDark = (i % 2 === 0) !== (i % wrongEvery === 0)
    return (isDark ? 0 : 200) + 50 * u
  })
  return { count, pixels, labels }
}

const train = imagesOf(Infinity)
const wrong = imagesOf(10)
let parameters: Parameters

beforeAll(async () => {
  await tf.setBackend('cpu')
  parameters = toTensors(buildModel(recipe).initial(openStream(1, 'weights'), null))
})

afterAll(() => dispose(parameters))

test('the judge’s own accuracy is that of its vote on real test images', async () => {
  const indices = Uint32Array.from({ length: count }, (_, i) => i)
  const rest = {
    recipe,
    model: buildModel(recipe),
    parameters,
    test: wrong,
    testIndices: indices,
    data: { train },
    trainIndices: async () => indices,
  } as unknown as ModelAtRest
  const found = (await measure.ask!(rest, { kind: 'agreement' })) as Agreement
  expect(found.judge).toBeCloseTo(1 - 4 / count, 10)
  expect(found.judged).toBe(count)
  expect(found.samples).toBe(2000)
  expect(found.agreement).toBeGreaterThanOrEqual(0)
  expect(found.agreement).toBeLessThanOrEqual(1)
})
