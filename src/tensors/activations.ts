// Elementwise activations by name, with derivatives recomputed from the input so that they may be differentiated again.

import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from './activationNames.ts'
import { differentiable } from './differentiable.ts'

/** x of any shape → same shape. */
export function activate<T extends tf.Tensor>(name: ActivationName, x: T): T {
  return activations[name](x)
}

const activations: Record<ActivationName, <T extends tf.Tensor>(x: T) => T> = {
  linear: (x) => x,
  /** max(x, 0), with slope 0 at 0 */
  relu,
  /** 1 / (1 + e^−x) */
  sigmoid,
  tanh,
}

function relu<T extends tf.Tensor>(x: T): T {
  return differentiable(
    [x],
    (input) => tf.relu(input),
    (dy, input) => [tf.mul(dy, tf.step(input))],
  )
}

function sigmoid<T extends tf.Tensor>(x: T): T {
  return differentiable(
    [x],
    (input) => tf.sigmoid(input),
    (dy, input) => {
      const s = sigmoid(input)
      return [tf.mul(dy, tf.mul(s, tf.sub(1, s)))]
    },
  )
}

function tanh<T extends tf.Tensor>(x: T): T {
  return differentiable(
    [x],
    (input) => tf.tanh(input),
    (dy, input) => [tf.mul(dy, tf.sub(1, tf.square(tanh(input))))],
  )
}
