// Gradient descent with momentum (Polyak 1964): v ← 0.9 v + g, w ← w − η v.

import * as tf from '@tensorflow/tfjs-core'
import { isThere, runAll } from '../kernels/kernel.ts'
import { momentumKernel } from '../kernels/optimisers.ts'
import type { Optimiser } from './optimiser.ts'

const friction = 0.9

export const momentum: Optimiser = {
  id: 'momentum',
  moments: ['velocity'],
  update: (parameter, gradient, [v], { rate }) => {
    if (isThere(momentumKernel)) {
      const inputs = { w: parameter, g: gradient, v: v! }
      const [next, ...moments] = runAll(momentumKernel, inputs, { friction, rate })
      return { parameter: next!, moments }
    }
    const velocity = tf.add(tf.mul(v!, friction), gradient)
    return { parameter: tf.sub(parameter, tf.mul(velocity, rate)), moments: [velocity] }
  },
}
