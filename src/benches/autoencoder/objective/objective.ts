// The objective of a recipe: the reconstruction plus every term at its weight; a term is off at weight 0.

import * as tf from '@tensorflow/tfjs-core'
import { openStream } from '../../../numerics/streams.ts'
import {
  bernoulliCrossEntropy,
  gaussianNegativeLogLikelihood,
  meanCrossEntropy,
  squaredError,
} from '../../../tensors/losses.ts'
import { ops } from '../../../tensors/ops.ts'
import type { Parameters } from '../../../tensors/parameters.ts'
import { outputLogVariance } from '../architecture.ts'
import type { Batch } from '../batch.ts'
import type { Forward } from '../forward.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { reductionOf } from './reconstruction.ts'
import { settingOf, type Term, type TermContext, type TermSetting } from './term.ts'
import { measuredTerms, remembering, weightOf } from './terms.ts'

/**
 * The reconstruction term of every row of `output`, summed over its pixels → (rows): cross-entropy, the Gaussian's −log p
 * behind a Gaussian code, and the bare squared error behind a point. A mask counts only where the recipe says so.
 */
export function reconstructionOf(
  { decode, code, objective }: AutoencoderRecipe,
  parameters: Parameters,
  output: tf.Tensor2D,
  { x, mask }: Pick<Batch, 'x' | 'mask'>,
): tf.Tensor1D {
  const counted = objective.reconstruction.over === 'masked' ? mask : null
  if (decode.output === 'bernoulli') return bernoulliCrossEntropy(output, x, counted)
  if (code.kind === 'point') return squaredError(output, x, counted)
  const logVariance =
    decode.variance === 'learned'
      ? (parameters[outputLogVariance.name] as tf.Scalar)
      : tf.scalar(Math.log(decode.variance))
  return gaussianNegativeLogLikelihood(output, x, logVariance, counted)
}

/** The mean over all rows, the only part of the objective whose value may be left out where its gradient alone is wanted. */
function meanReconstruction(recipe: AutoencoderRecipe, forward: Forward, isRead: boolean): tf.Scalar {
  const { decoded, target, parameters } = forward
  const { decode, objective } = recipe
  const isWhole = target.mask === null || objective.reconstruction.over === 'all'
  return decode.output === 'bernoulli' && isWhole
    ? meanCrossEntropy(decoded.output, target.x, isRead)
    : tf.mean(reconstructionOf(recipe, parameters, decoded.output, target))
}

export interface ObjectiveValue {
  /** what is minimised, a scalar; its gradient is right also where its value is not wanted */
  readonly trained: tf.Scalar
  /** null where only the gradient is wanted */
  readonly parts: ObjectiveParts | null
}

export interface ObjectiveParts {
  /** per image, summed over pixels */
  readonly reconstruction: tf.Scalar
  /** unweighted, by id, those that are measured */
  readonly terms: Readonly<Record<string, tf.Scalar>>
}

/** What the terms keep from step to step, by their ids. */
export type Memories = Readonly<Record<string, tf.Tensor>>

/** All of the objective for a batch, or only what its gradient takes; in a tidy of the caller's. */
export function objectiveOf(
  recipe: AutoencoderRecipe,
  forward: Forward,
  step: number,
  memories: Memories,
  isRead: boolean,
): ObjectiveValue {
  const reconstruction = meanReconstruction(recipe, forward, isRead)
  const terms: Record<string, tf.Scalar> = {}
  let trained = tf.mul<tf.Scalar>(reconstruction, reductionOf(recipe))
  for (const term of measuredTerms(recipe)) {
    const context = contextOf(recipe, term, step, memories)
    const weight = weightOf(recipe, term) * (term.warmth?.(context.setting, step) ?? 1)
    if (isRead) terms[term.id] = term.value(forward, context)
    if (weight > 0) {
      const minimised = term.minimised?.(forward, context) ?? terms[term.id] ?? term.value(forward, context)
      trained = tf.add(trained, tf.mul(minimised, weight))
    }
  }
  return { trained, parts: isRead ? { reconstruction, terms } : null }
}

/** What a term adds to the gradient: its value, or what is minimised in its place; in a tidy of the caller's. */
export function trainedTerm(
  recipe: AutoencoderRecipe,
  term: Term,
  forward: Forward,
  step: number,
  memories: Memories,
): tf.Scalar {
  const context = contextOf(recipe, term, step, memories)
  return (term.minimised ?? term.value)(forward, context)
}

/** Steps from which measuring draws, which no run reaches. */
const firstMeasuringStep = 4_000_000_000

/** A term of clean images at rest, averaged over them; in a tidy of the caller's. Different places draw apart. */
export function measureTerm<Setting extends TermSetting>(
  recipe: AutoencoderRecipe,
  term: Term<Setting>,
  forward: Forward,
  place = 0,
): tf.Scalar {
  const context = contextOf(recipe, term, firstMeasuringStep + place, {})
  return (term.measured ?? term.value)(forward, context)
}

function contextOf<Setting extends TermSetting>(
  recipe: AutoencoderRecipe,
  term: Term<Setting>,
  step: number,
  memories: Memories,
): TermContext<Setting> {
  const stream = openStream(recipe.seed, 'probe')
  return {
    ops,
    recipe,
    setting: settingOf(recipe, term),
    step,
    random: {
      uniforms: (count: number) => stream.uniforms(step, count),
      normals: (count: number) => stream.normals(step, count),
    },
    state: memories[term.id] ?? null,
  }
}

/** What is kept after this batch; in a tidy of the caller's. */
export function nextMemories(recipe: AutoencoderRecipe, forward: Forward, memories: Memories): Memories {
  return Object.fromEntries(
    remembering(recipe).map(({ term }) => [term.id, term.memory!.next(forward, memories[term.id]!, ops)]),
  )
}
