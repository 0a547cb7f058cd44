// Elementary functions whose derivatives are recomputed from the input, so that they may be differentiated again.

import * as tf from '@tensorflow/tfjs-core'
import { differentiable } from './differentiable.ts'

/** e^x of any shape → same shape. */
export function exponential<T extends tf.Tensor>(x: T): T {
  return differentiable([x], (input) => tf.exp(input), {
    again: (dy, input) => [() => tf.mul(dy, exponential(input))],
  })
}

/** x itself, through which no derivative goes. */
export function blocked<T extends tf.Tensor>(x: T): T {
  return differentiable([x], (input) => tf.clone(input), { again: (dy) => [() => tf.zerosLike(dy)] })
}
