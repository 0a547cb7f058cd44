// The reconstruction term by the decoder's output: cross-entropy of a Bernoulli, squared error of a Gaussian.

import type * as tf from '@tensorflow/tfjs-core'
import { bernoulliCrossEntropy, squaredError } from '../../../tensors/losses.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { pixels } from '../shapes.ts'

export interface Reconstruction {
  readonly tex: string
  readonly unit: Readonly<{ en: string }>
  /** output of the decoder, clean images → per image, summed over pixels (batch) */
  perImage(output: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor1D
}

/** What both sides of an objective are called and counted in; the same for every point code. */
export const reconstructions: Record<AutoencoderRecipe['decode']['output'], Reconstruction> = {
  bernoulli: {
    tex: '-\\sum_j x_j \\log \\hat x_j + (1 - x_j) \\log (1 - \\hat x_j)',
    unit: { en: 'nats per image' },
    perImage: bernoulliCrossEntropy,
  },
  gaussian: {
    tex: '\\lVert x - \\hat x \\rVert^2',
    unit: { en: 'squared error per image' },
    perImage: squaredError,
  },
}

/** The factor by which the trained reconstruction is multiplied: `reduce: mean` divides by the pixels. */
export function reductionOf(recipe: AutoencoderRecipe): number {
  return recipe.objective.reconstruction.reduce === 'mean' ? 1 / pixels : 1
}
