// The encoder layer by layer: how far an input gets, and what becomes of altered activations behind a layer.

import type * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '../../../tensors/parameters.ts'
import { placesOf, type Place } from '../architecture.ts'
import type { Seen } from '../batch.ts'
import { netInput, through } from '../model.ts'
import type { ModelAtRest } from './instrument.ts'

type Walker = Pick<ModelAtRest, 'recipe' | 'parameters'>

/** The input of layer `depth` before its activation (batch × size of its output); in a tidy of the caller's. */
export function netInputAt(
  { recipe, parameters }: Walker,
  depth: number,
  { input, labels }: Seen,
): tf.Tensor2D {
  const places = placesOf(recipe).encoder
  const before = throughPlaces(places.slice(0, depth), parameters, input, labels)
  return netInput(places[depth]!, parameters, before, labels)
}

/** What layer `depth` gives (batch × size of its output). */
export function activationsAt(
  { recipe, parameters }: Walker,
  depth: number,
  { input, labels }: Seen,
): tf.Tensor2D {
  return throughPlaces(placesOf(recipe).encoder.slice(0, depth + 1), parameters, input, labels)
}

/** Activations of layer `depth` through the layers behind it → the code of a point, the mean μ of a Gaussian. */
export function codeFrom(
  { recipe, parameters }: Walker,
  depth: number,
  activations: tf.Tensor2D,
  labels: tf.Tensor2D | null,
): tf.Tensor2D {
  return throughPlaces(placesOf(recipe).encoder.slice(depth + 1), parameters, activations, labels)
}

function throughPlaces(
  places: readonly Place[],
  parameters: Parameters,
  input: tf.Tensor2D,
  labels: tf.Tensor2D | null,
): tf.Tensor2D {
  return places.reduce((here, place) => through(place, parameters, here, labels), input)
}
