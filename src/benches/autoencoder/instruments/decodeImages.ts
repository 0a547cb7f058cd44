// From codes to images, for every instrument that asks what a code means.

import * as tf from '@tensorflow/tfjs-core'
import { labelsFor } from '../batch.ts'
import { drained, sliceOf } from '../evaluate.ts'
import { pixels } from '../shapes.ts'
import type { ModelAtRest } from './instrument.ts'

/**
 * codes (n × code size) → images (n × 784): probabilities, or means that may leave [0,1]. As many at a time as there is
 * room for.
 * @param labels class of each for a decoder that is told it; null for a tenth of each
 */
export async function decodeImages(
  { model, parameters, recipe }: ModelAtRest,
  codes: Float32Array,
  labels: ArrayLike<number> | null = null,
): Promise<Float32Array> {
  const { size } = recipe.code
  const count = codes.length / size
  const slice = sliceOf(recipe)
  const images = new Float32Array(count * pixels)
  for (let start = 0; start < count; start += slice) {
    const end = Math.min(start + slice, count)
    const decoded = tf.tidy(() => {
      const code = tf.tensor2d(codes.subarray(start * size, end * size), [end - start, size])
      const here = labelsFor(recipe, labels && Array.from(labels).slice(start, end), end - start)
      return model.imageOf(model.decode(parameters, code, here).output)
    })
    images.set(await drained(decoded), start * pixels)
  }
  return images
}
