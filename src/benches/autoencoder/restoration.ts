// What a model makes of corrupted images, and the figures of it over all test images: what it gains, and how it fills what
// was hidden.

import * as tf from '@tensorflow/tfjs-core'
import { breathe } from '../../lab/breathe.ts'
import type { CorruptRecipe } from './recipe.ts'
import { tensorsOf, toBatch } from './batch.ts'
import { drained, sliceOf } from './evaluate.ts'
import { labelsOf, type ModelAtRest } from './instruments/instrument.ts'
import { measuredCorruption, measuredPixels } from './measuredPixels.ts'
import { pixels } from './shapes.ts'

export { gainDb } from './pixelErrors.ts'

/** Squared errors against the clean images, per pixel, mean over the images. */
export interface Restoration {
  /** of the corrupted images */
  readonly noisyMse: number
  /** of what the model makes of them */
  readonly restoredMse: number
  /** of what the model makes of them, at the hidden pixels alone; null where nothing is hidden */
  readonly maskedMse: number | null
}

/**
 * What the model makes of any number of images (images × 784), by the mean of a Gaussian code: probabilities, or means that
 * may leave [0,1]. As many go in at a time as there is room for, with a breath in between.
 * @param labels class of each, for a recipe that is told it; null for none known
 */
export async function restore(
  { recipe, model, parameters, mean }: ModelAtRest,
  images: Float32Array,
  labels: Uint8Array | null,
): Promise<Float32Array> {
  const restored = new Float32Array(images.length)
  const count = images.length / pixels
  const slice = sliceOf(recipe)
  for (let start = 0; start < count; start += slice) {
    const end = Math.min(start + slice, count)
    const clean = images.subarray(start * pixels, end * pixels)
    const batch = toBatch(recipe, { clean, labels: labels && labels.subarray(start, end) }, mean)
    const image = tf.tidy(() => {
      const { code } = model.encode(parameters, batch)
      return model.imageOf(model.decode(parameters, code, batch.labels).output)
    })
    tf.dispose(tensorsOf(batch))
    restored.set(await drained(image), start * pixels)
    await breathe()
  }
  return restored
}

/** Restores the test images of these file indices under a corruption, one draw for each image. */
export async function restorationOf(
  rest: ModelAtRest,
  corrupt: CorruptRecipe,
  indices: Uint32Array,
): Promise<Restoration> {
  const { recipe, test } = rest
  const slice = sliceOf(recipe)
  const sums = { noisy: 0, restored: 0, masked: 0, hidden: 0 }
  for (let start = 0; start < indices.length; start += slice) {
    const here = indices.subarray(start, start + slice)
    const clean = measuredPixels(recipe, 'test', test, here)
    const { x: corrupted, mask } = measuredCorruption({ seed: recipe.seed, corrupt }, 'test', clean, here)
    const restored = await restore(rest, corrupted, labelsOf(test, here))
    for (let i = 0; i < clean.length; i++) {
      const error = (restored[i]! - clean[i]!) ** 2
      sums.noisy += (corrupted[i]! - clean[i]!) ** 2
      sums.restored += error
      if (mask?.[i] === 1) {
        sums.masked += error
        sums.hidden += 1
      }
    }
  }
  const count = indices.length * pixels
  return {
    noisyMse: sums.noisy / count,
    restoredMse: sums.restored / count,
    maskedMse: sums.hidden > 0 ? sums.masked / sums.hidden : null,
  }
}
