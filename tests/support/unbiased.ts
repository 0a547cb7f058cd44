// Convolutions without a bias: the linear maps alone, which are each other's adjoints.

import * as tf from '@tensorflow/tfjs-core'
import { conv, convTranspose } from '../../src/tensors/convolution.ts'
import type { Windows } from '../../src/tensors/windows.ts'

export function unbiased(x: tf.Tensor2D, kernel: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return conv(x, kernel, tf.zeros<tf.Rank.R1>([kernel.shape[1]]), windows)
}

export function unbiasedTranspose(x: tf.Tensor2D, kernel: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return convTranspose(x, kernel, tf.zeros<tf.Rank.R1>([windows.channels]), windows)
}
