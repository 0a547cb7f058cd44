// A Gaussian code: the encoder gives mean and log-variance, training decodes z = μ + σ ε (Kingma & Welling 2014).

import * as tf from '@tensorflow/tfjs-core'
import { blocked } from '../../../tensors/elementary.ts'
import { gaussianSamples } from '../../../tensors/gaussian.ts'
import type { Encoded } from '../model.ts'
import type { AutoencoderRecipe } from '../recipe.ts'

/**
 * Samples of the code, L for each image one after the other: (L · batch × code size), from standard normals of the same
 * shape. A point code is its own only sample. With `gradient: blocked` no derivative goes through a sample.
 */
export function samplesOf(
  { code }: AutoencoderRecipe,
  encoded: Encoded,
  noise: tf.Tensor2D | null,
): tf.Tensor2D {
  if (encoded.logVariance === null || noise === null) return encoded.code
  const copies = noise.shape[0] / encoded.code.shape[0]
  const samples = gaussianSamples(
    repeated(encoded.code, copies),
    repeated(encoded.logVariance, copies),
    noise,
  )
  return code.gradient === 'blocked' ? blocked(samples) : samples
}

/** The rows of x `copies` times, one block after the other. */
export function repeated(x: tf.Tensor2D, copies: number): tf.Tensor2D {
  return copies === 1 ? x : tf.concat(Array.from({ length: copies }, () => x))
}
