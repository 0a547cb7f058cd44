// Matrix product and sums of columns, differentiable any number of times: their gradients are made of themselves.

import * as tf from '@tensorflow/tfjs-core'
import { differentiable } from './differentiable.ts'
import { columnSumsKernel } from './kernels/columnSums.ts'
import { runOr } from './kernels/kernel.ts'
import { productKernel } from './kernels/product.ts'

/** op(a) (m × n) · op(b) (n × p) → (m × p), where op transposes or does nothing. */
export function matMul(a: tf.Tensor2D, b: tf.Tensor2D, transposeA = false, transposeB = false): tf.Tensor2D {
  return differentiable(
    [a, b],
    (left, right) =>
      runOr(productKernel, { a: left, b: right }, { transposeA, transposeB }, () =>
        tf.matMul<tf.Tensor2D>(left, right, transposeA, transposeB),
      ),
    {
      again: (dy, left, right) => [
        () => (transposeA ? matMul(right, dy, transposeB, true) : matMul(dy, right, false, !transposeB)),
        () => (transposeB ? matMul(dy, left, true, transposeA) : matMul(left, dy, !transposeA, false)),
      ],
    },
  )
}

/** The sum of each column: x (rows × columns) → (columns). */
export function columnSums(x: tf.Tensor2D): tf.Tensor1D {
  return differentiable(
    [x],
    (input) =>
      runOr(columnSumsKernel, { x: input }, {}, () =>
        tf.reshape<tf.Rank.R1>(tf.matMul(tf.ones([1, input.shape[0]]), input), [input.shape[1]]),
      ),
    { again: (dy) => [() => tf.broadcastTo(dy, x.shape)] },
  )
}
