// From codes to images, for every instrument that asks what a code means.

import * as tf from '@tensorflow/tfjs-core'
import { labelsFor } from '../batch.ts'
import { drained } from '../evaluate.ts'
import type { ModelAtRest } from './instrument.ts'

/**
 * codes (n × code size) → images (n × 784): probabilities, or means that may leave [0,1].
 * @param labels class of each for a decoder that is told it; null for a tenth of each
 */
export async function decodeImages(
  { model, parameters, recipe }: ModelAtRest,
  codes: Float32Array,
  labels: ArrayLike<number> | null = null,
): Promise<Float32Array> {
  const count = codes.length / recipe.code.size
  const images = tf.tidy(() => {
    const code = tf.tensor2d(codes, [count, recipe.code.size])
    return model.imageOf(model.decode(parameters, code, labelsFor(recipe, labels, count)).output)
  })
  return drained(images)
}
