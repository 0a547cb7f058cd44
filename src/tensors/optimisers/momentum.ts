// Gradient descent with momentum (Polyak 1964): v ← 0.9 v + g, w ← w − η v.

import * as tf from '@tensorflow/tfjs-core'
import { runAllOr } from '../kernels/kernel.ts'
import { momentumKernel } from '../kernels/optimisers.ts'
import type { Optimiser } from './optimiser.ts'

const friction = 0.9

export const momentum: Optimiser = {
  id: 'momentum',
  moments: ['velocity'],
  update: (parameter, gradient, [v], { rate }) => {
    const inputs = { w: parameter, g: gradient, v: v! }
    const [next, ...moments] = runAllOr(momentumKernel, inputs, { friction, rate }, () => {
      const velocity = tf.add(tf.mul(v!, friction), gradient)
      return [tf.sub(parameter, tf.mul(velocity, rate)), velocity]
    })
    return { parameter: next!, moments }
  },
}
