// A small untrained model with a Gaussian code on random images, at rest: what instruments of such codes are tested on.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { putToRest } from '../../../src/benches/autoencoder/rest.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { presentSet } from '../../support/presentSet.ts'
import { recipeOf } from '../../support/recipes.ts'

export const imageCount = 240

/** Weights are the first ones of the seed, the code's scaled up so that posteriors differ from image to image. */
export async function restOf(partial: Record<string, unknown> = {}): Promise<ModelAtRest> {
  await tf.setBackend('cpu')
  const recipe = recipeOf({
    family: 'variational',
    encode: { layers: [{ kind: 'dense', units: 8 }] },
    ...partial,
  })
  const arrays = buildModel(recipe)
    .initial(openStream(1, 'weights'), null)
    .map((array) => ({
      ...array,
      values: array.values.map((value) => (/^(code|logVariance)/.test(array.name) ? value * 1.5 : value)),
    }))
  const draws = openStream(2, 'measuring').uniforms(0, imageCount * 784)
  const images = {
    count: imageCount,
    pixels: Uint8Array.from(draws, (u, i) =>
      i % 13 === (Math.floor(i / 784) * 5) % 13 ? 255 : u > 0.9 ? 255 * u : 0,
    ),
    labels: Uint8Array.from({ length: imageCount }, (_, i) => i % 10),
  }
  const data = presentSet({ train: images, test: images })
  return putToRest(recipe, { step: 0, parameters: arrays, moments: [] }, data)
}
