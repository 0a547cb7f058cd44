// TensorFlow.js as its guides show it: a tf.layers model and model.fit. Only M1.

import * as tf from '@tensorflow/tfjs'
import { openBatches } from '../batches.ts'
import type { StartEngine } from '../engine.ts'
import { adam, batch, pixels } from '../models.ts'
import { crossEntropy, startStock } from './stock.ts'

/** Batches that one call of fit learns from; the next call gets the next ones. */
const atOnce = 10

export const start: StartEngine = async (backend, wasmFiles) => {
  await startStock(backend, wasmFiles)
  return {
    async begin(name, data) {
      if (name !== 'M1') throw new Error('model.fit is measured with M1 only.')
      const next = openBatches(name, data)
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [pixels], units: 128, activation: 'relu' }),
          tf.layers.dense({ units: 32 }),
          tf.layers.dense({ units: 128, activation: 'relu' }),
          tf.layers.dense({ units: pixels }),
        ],
      })
      model.compile({
        optimizer: tf.train.adam(adam.rate, adam.beta1, adam.beta2, adam.epsilon),
        loss: crossEntropy,
      })
      let last = NaN
      return {
        async take(count) {
          for (let taken = 0; taken < count; taken += atOnce) {
            const images = Math.min(atOnce, count - taken) * batch
            const x = tf.tensor2d(next(images), [images, pixels])
            // waiting for the next frame now and then, as fit does by default, would count against it
            const settings = { batchSize: batch, epochs: 1, shuffle: false, yieldEvery: 'never' } as const
            const { history } = await model.fit(x, x, settings)
            last = Number(history['loss']?.[0])
            x.dispose()
          }
        },
        loss: () => last,
      }
    },
  }
}
