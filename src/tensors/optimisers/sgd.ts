// Stochastic gradient descent: w ← w − η g.

import * as tf from '@tensorflow/tfjs-core'
import { runOr } from '../kernels/kernel.ts'
import { descentKernel } from '../kernels/optimisers.ts'
import type { Optimiser } from './optimiser.ts'

export const sgd: Optimiser = {
  id: 'sgd',
  moments: [],
  update: (parameter, gradient, _moments, { rate }) => ({
    parameter: runOr(descentKernel, { w: parameter, g: gradient }, { rate }, () =>
      tf.sub(parameter, tf.mul(gradient, rate)),
    ),
    moments: [],
  }),
}
