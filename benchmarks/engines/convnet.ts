// ConvNetJS: plain JavaScript, one image at a time, in float64. What it does not have is the nearest thing to it: squared error
// instead of the cross-entropy, adadelta instead of Adam; a plain autoencoder instead of M2, and nothing for M3's decoder.

import convnetjs from 'convnetjs'
import { openBatches } from '../batches.ts'
import type { StartEngine } from '../engine.ts'
import { batch, pixels, type ModelName } from '../models.ts'

export const start: StartEngine = async (backend) => {
  if (backend !== 'js') throw new Error('ConvNetJS has no backends.')
  return {
    async begin(model, data) {
      const widths = hiddenWidths[model]
      if (widths === null) throw new Error('ConvNetJS has no transposed convolution for the decoder.')
      const next = openBatches(model, data)
      const net = new convnetjs.Net()
      net.makeLayers([
        { type: 'input', out_sx: 1, out_sy: 1, out_depth: pixels },
        ...widths.map(({ units, activation }) => ({
          type: 'fc',
          num_neurons: units,
          ...(activation && { activation }),
        })),
        { type: 'regression', num_neurons: pixels },
      ])
      const trainer = new convnetjs.Trainer(net, { method: 'adadelta', batch_size: batch, l2_decay: 0 })
      const image = new convnetjs.Vol(1, 1, pixels, 0)
      let last = NaN
      return {
        async take(count) {
          for (let i = 0; i < count; i++) {
            const values = next(batch)
            let sum = 0
            for (let place = 0; place < batch; place++) {
              image.w = Float64Array.from(values.subarray(place * pixels, (place + 1) * pixels))
              sum += trainer.train(image, image.w).loss
            }
            last = sum / batch
          }
        },
        loss: () => last,
      }
    },
  }
}

interface Hidden {
  readonly units: number
  readonly activation?: 'relu'
}

const hiddenWidths: Record<ModelName, readonly Hidden[] | null> = {
  M1: [{ units: 128, activation: 'relu' }, { units: 32 }, { units: 128, activation: 'relu' }],
  M2: [{ units: 512, activation: 'relu' }, { units: 2 }, { units: 512, activation: 'relu' }],
  M3: null,
}
