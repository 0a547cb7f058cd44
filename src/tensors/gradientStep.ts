// One training step: gradients of a scalar loss with respect to named parameters, then the optimiser's update.

import * as tf from '@tensorflow/tfjs-core'
import './gradients.ts'
import { momentName, updateAll, type Optimiser } from './optimisers/optimiser.ts'
import type { Parameters } from './parameters.ts'

/** Everything a step alters, as tensors owned by whoever holds the state. */
export interface TrainingState {
  readonly parameters: Parameters
  readonly moments: Parameters
}

/** Moments at zero for every parameter, as the optimiser keeps them; the caller owns them. */
export function initialMoments(optimiser: Optimiser, parameters: Parameters): Parameters {
  const moments: Record<string, tf.Tensor> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    for (const moment of optimiser.moments)
      moments[momentName(moment, name)] = tf.keep(tf.zeros(parameter.shape))
  }
  return moments
}

/**
 * The state after one step. `loss` maps parameters to a scalar; it is called once. The new tensors are the
 * caller's, the old ones stay the caller's, and everything in between is disposed of. Nothing is read back.
 */
export function gradientStep(
  optimiser: Optimiser,
  state: TrainingState,
  setting: { rate: number; step: number },
  loss: (parameters: Parameters) => tf.Scalar,
): TrainingState {
  let next: TrainingState | undefined
  tf.tidy(() => {
    const gradients = gradientsOf(loss, state.parameters)
    next = updateAll(optimiser, state.parameters, gradients, state.moments, setting)
    for (const tensor of [...Object.values(next.parameters), ...Object.values(next.moments)]) tf.keep(tensor)
  })
  return next!
}

/** ∂loss/∂parameter for every parameter, in a tidy of the caller's. A parameter the loss ignores has gradient 0. */
export function gradientsOf(loss: (parameters: Parameters) => tf.Scalar, parameters: Parameters): Parameters {
  const names = Object.keys(parameters)
  const tensors = names.map((name) => parameters[name]!)
  const { grads } = tf.engine().gradients(() => loss(parameters), tensors, undefined, true)
  return Object.fromEntries(names.map((name, i) => [name, grads[i] ?? tf.zeros(tensors[i]!.shape)]))
}
