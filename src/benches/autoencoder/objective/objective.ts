// The objective of a recipe: the reconstruction plus every term at its weight; a term is off at weight 0.

import * as tf from '@tensorflow/tfjs-core'
import type { AutoencoderRecipe } from '../recipe.ts'
import { reconstructions, reductionOf } from './reconstruction.ts'
import type { Forward, Term } from './term.ts'

const files = import.meta.glob<{ term: Term }>('./terms/*.ts', { eager: true })

/** Every term of the folder `terms`, found by its file. */
export const terms: readonly Term[] = Object.values(files).map((file) => file.term)

export function weightOf(recipe: AutoencoderRecipe, term: Term): number {
  return recipe.objective[term.id as 'l1Weights' | 'l2Weights'].weight
}

export function activeTerms(recipe: AutoencoderRecipe): readonly Term[] {
  return terms.filter((term) => weightOf(recipe, term) > 0)
}

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
  const perImage = reconstructions[recipe.decode.output].perImage(forward.decoded.output, forward.x)
  const reconstruction = tf.mean<tf.Scalar>(perImage)
  const values: Record<string, tf.Scalar> = {}
  let trained = tf.mul<tf.Scalar>(reconstruction, reductionOf(recipe))
  for (const term of activeTerms(recipe)) {
    const value = term.value(forward)
    values[term.id] = value
    trained = tf.add(trained, tf.mul(value, weightOf(recipe, term)))
  }
  return { trained, reconstruction, terms: values }
}

/** reconstruction + Σ weight · term, sums and full weights, whatever `reduce` says. */
export function totalOf(recipe: AutoencoderRecipe, reconstruction: number, values: Readonly<Record<string, number>>): number {
  return activeTerms(recipe).reduce((total, term) => total + weightOf(recipe, term) * (values[term.id] ?? NaN), reconstruction)
}
