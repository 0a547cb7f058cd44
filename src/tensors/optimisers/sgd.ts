// Stochastic gradient descent: w ← w − η g.

import * as tf from '@tensorflow/tfjs-core'
import type { Optimiser } from './optimiser.ts'

export const sgd: Optimiser = {
  id: 'sgd',
  moments: [],
  update: (parameter, gradient, _moments, { rate }) => ({
    parameter: tf.sub(parameter, tf.mul(gradient, rate)),
    moments: [],
  }),
}
