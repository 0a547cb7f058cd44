// Dense layers and what follows other linear maps, bias and activation: one kernel forward, few backward.

import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from './activationNames.ts'
import { activated, activationGradient, throughActivation } from './activations.ts'
import { differentiable } from './differentiable.ts'
import { biasKernel, denseKernel } from './kernels/dense.ts'
import { runOr } from './kernels/kernel.ts'
import { columnSums, matMul } from './matmul.ts'

/**
 * activation(x (rows × inputs) · kernel (inputs × units) + bias (units)) → (rows × units). Differentiable any number of
 * times.
 */
export function dense(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: ActivationName = 'linear',
): tf.Tensor2D {
  /** the gradients of x, kernel and bias from that of the net input */
  function gradients(dz: tf.Tensor2D, x: tf.Tensor2D, kernel: tf.Tensor2D): [Thunk, Thunk, Thunk] {
    return [() => matMul(dz, kernel, false, true), () => matMul(x, dz, true, false), () => columnSums(dz)]
  }
  return differentiable(
    [x, kernel, bias],
    (x, kernel, bias) =>
      runOr(denseKernel, { x, kernel, bias }, { activation }, () =>
        activated(activation, tf.add<tf.Tensor2D>(tf.matMul(x, kernel), bias)),
      ),
    {
      again: (dy, x, kernel, bias) => {
        const netInput = tf.add<tf.Tensor2D>(matMul(x, kernel), bias)
        return gradients(throughActivation(activation, dy, netInput), x, kernel)
      },
      once: (dy, y, x, kernel) => gradients(activationGradient(activation, dy, y), x, kernel),
    },
  )
}

/** activation(x (rows × units) + bias (units)) → (rows × units). Differentiable any number of times. */
export function addBias(
  x: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: ActivationName = 'linear',
): tf.Tensor2D {
  // a copy: the tape may dispose of what it is given
  const gradients = (dz: tf.Tensor2D): [Thunk, Thunk] => [() => tf.clone(dz), () => columnSums(dz)]
  return differentiable(
    [x, bias],
    (x, bias) =>
      runOr(biasKernel, { x, bias }, { activation }, () =>
        activated(activation, tf.add<tf.Tensor2D>(x, bias)),
      ),
    {
      again: (dy, x, bias) => gradients(throughActivation(activation, dy, tf.add<tf.Tensor2D>(x, bias))),
      once: (dy, y) => gradients(activationGradient(activation, dy, y)),
    },
  )
}

type Thunk = () => tf.Tensor
