// The objective of a recipe: the reconstruction plus every term at its weight; a term is off at weight 0.

import * as tf from '@tensorflow/tfjs-core'
import { bernoulliCrossEntropy, squaredError } from '../../../tensors/losses.ts'
import { ops } from '../../../tensors/ops.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { reductionOf } from './reconstruction.ts'
import { activeTerms, weightOf } from './terms.ts'
import type { Forward } from './term.ts'

/** The reconstruction term: output of the decoder, clean images → per image, summed over pixels (batch). */
export const distances: Record<
  AutoencoderRecipe['decode']['output'],
  (output: tf.Tensor2D, x: tf.Tensor2D) => tf.Tensor1D
> = { bernoulli: bernoulliCrossEntropy, gaussian: squaredError }

export interface ObjectiveValue {
  /** what is minimised, a scalar */
  readonly trained: tf.Scalar
  /** per image, summed over pixels */
  readonly reconstruction: tf.Scalar
  /** unweighted, by id, those that are on */
  readonly terms: Readonly<Record<string, tf.Scalar>>
}

/** All of the objective for a batch; in a tidy of the caller's. */
export function objectiveOf(recipe: AutoencoderRecipe, forward: Forward): ObjectiveValue {
  const perImage = distances[recipe.decode.output](forward.decoded.output, forward.x)
  const reconstruction = tf.mean<tf.Scalar>(perImage)
  const values: Record<string, tf.Scalar> = {}
  let trained = tf.mul<tf.Scalar>(reconstruction, reductionOf(recipe))
  for (const term of activeTerms(recipe)) {
    const value = term.value(forward, ops)
    values[term.id] = value
    trained = tf.add(trained, tf.mul(value, weightOf(recipe, term)))
  }
  return { trained, reconstruction, terms: values }
}
