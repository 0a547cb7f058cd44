// Adam (Kingma & Ba 2015, algorithm 1) with ε = 1e-7 on every backend, outside the root as in Keras and PyTorch.

import * as tf from '@tensorflow/tfjs-core'
import { runAllOr } from '../kernels/kernel.ts'
import { adamKernel } from '../kernels/optimisers.ts'
import type { Optimiser } from './optimiser.ts'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-7

export const adam: Optimiser = {
  id: 'adam',
  moments: ['first', 'second'],
  update: (parameter, gradient, [m, v], { rate, step }) => {
    const t = step + 1
    const corrected = rate / (1 - beta1 ** t)
    const rootFactor = 1 / Math.sqrt(1 - beta2 ** t)
    const [next, ...moments] = runAllOr(
      adamKernel,
      { w: parameter, g: gradient, m: m!, v: v! },
      { beta1, beta2, epsilon, rate: corrected, rootFactor },
      () => {
        const first = tf.add(tf.mul(m!, beta1), tf.mul(gradient, 1 - beta1))
        const second = tf.add(tf.mul(v!, beta2), tf.mul(tf.square(gradient), 1 - beta2))
        const root = tf.add(tf.mul(tf.sqrt(second), rootFactor), epsilon)
        return [tf.sub(parameter, tf.mul(tf.div(first, root), corrected)), first, second]
      },
    )
    return { parameter: next!, moments }
  },
}
