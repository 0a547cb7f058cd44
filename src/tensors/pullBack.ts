// Vector times Jacobian, itself differentiable: what penalties on derivatives are made of.

import * as tf from '@tensorflow/tfjs-core'
import './gradients.ts'

/** vᵀ ∂f/∂x for every row: x (batch × n), v of the shape of f(x) → (batch × n), where rows of f(x) depend on their own rows of x. */
export function pullBack(f: (x: tf.Tensor2D) => tf.Tensor2D, x: tf.Tensor2D, v: tf.Tensor2D): tf.Tensor2D {
  const { grads } = tf.engine().gradients(() => f(x), [x], v)
  return grads[0] as tf.Tensor2D
}
