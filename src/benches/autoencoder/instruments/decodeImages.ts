// From codes to images, for every instrument that asks what a code means.

import * as tf from '@tensorflow/tfjs-core'
import type { ModelAtRest } from './instrument.ts'

/** codes (n × code size) → images (n × 784): probabilities, or means that may leave [0,1] */
export async function decodeImages(rest: ModelAtRest, codes: Float32Array): Promise<Float32Array> {
  const { model, parameters, recipe } = rest
  const images = tf.tidy(() => {
    const code = tf.tensor2d(codes, [codes.length / recipe.code.size, recipe.code.size])
    return model.imageOf(model.decode(parameters, code).output)
  })
  const values = await images.data<'float32'>()
  images.dispose()
  return values
}
