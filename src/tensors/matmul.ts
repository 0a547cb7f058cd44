// Matrix product and bias whose backward passes transpose explicitly: 3 to 9 times faster than transposed products on WASM.

import * as tf from '@tensorflow/tfjs-core'
import { differentiable } from './differentiable.ts'

/** a (m × n) · b (n × p) → (m × p). Differentiable any number of times: its gradient is made of this product itself. */
export function matMul(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return differentiable(
    [a, b],
    (left, right) => tf.matMul(left, right),
    (dy, left, right) => [matMul(dy, tf.transpose(right)), matMul(tf.transpose(left), dy)],
  )
}

/** x (m × p) + bias (p). The gradient of the bias, the sum over rows, is a product with ones: one kernel everywhere. */
export function addBias(x: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return differentiable(
    [x, bias],
    (input, offset) => tf.add(input, offset),
    (dy) => [dy, tf.reshape(matMul(tf.ones([1, dy.shape[0]]), dy), [dy.shape[1]])],
  )
}
