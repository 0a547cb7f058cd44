// A Gaussian code N(μ, σ²), the encoder's answer for an image: its samples, and how far it is from the prior N(0, 1).

import * as tf from '@tensorflow/tfjs-core'
import { differentiable } from './differentiable.ts'
import { exponential } from './elementary.ts'
import {
  divergenceGradientKernel,
  divergenceKernel,
  samplesGradientKernel,
  samplesKernel,
} from './kernels/gaussian.ts'
import { runOr } from './kernels/kernel.ts'
import { columnSums } from './matmul.ts'

/**
 * z = μ + σ ε (Kingma & Welling 2014) from the mean, log σ² and standard normals ε, all (rows × dimensions). Differentiable
 * any number of times.
 */
export function gaussianSamples(
  mean: tf.Tensor2D,
  logVariance: tf.Tensor2D,
  noise: tf.Tensor2D,
): tf.Tensor2D {
  return differentiable([mean, logVariance, noise], samplesOf, {
    again: (dz, _mean, logVariance, noise) => {
      const deviation = () => exponential(tf.mul(logVariance, 0.5))
      return [
        // a copy: the tape may dispose of what it is given
        () => tf.clone(dz),
        () => tf.mul(dz, tf.mul(tf.mul(deviation(), noise), 0.5)),
        () => tf.mul(dz, deviation()),
      ]
    },
    once: (dz, _z, _mean, logVariance, noise) => [
      () => tf.clone(dz),
      () =>
        runOr(samplesGradientKernel, { dz, logVariance, noise }, {}, () =>
          tf.mul(dz, tf.mul(tf.mul(deviationOf(logVariance), noise), 0.5)),
        ),
      () => tf.mul(dz, deviationOf(logVariance)),
    ],
  })
}

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) = ½ (μ² + σ² − 1 − log σ²) of every dimension, mean over the rows, in nats, from the mean and log σ²
 * (rows × dimensions) → (dimensions). Differentiable any number of times.
 */
export function gaussianDivergence(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Tensor1D {
  const rows = mean.shape[0]
  return differentiable([mean, logVariance], divergenceOf, {
    again: (dy, mean, logVariance) => [
      () => tf.mul(tf.mul(dy, 1 / rows), mean),
      () => tf.mul(tf.mul(dy, 0.5 / rows), tf.sub(exponential(logVariance), 1)),
    ],
    once: (dy, _kl, mean, logVariance) => [
      () =>
        runOr(divergenceGradientKernel, { dy, x: mean }, { by: 'mean' }, () =>
          tf.mul(tf.mul(dy, 1 / rows), mean),
        ),
      () =>
        runOr(divergenceGradientKernel, { dy, x: logVariance }, { by: 'logVariance' }, () =>
          tf.mul(tf.mul(dy, 0.5 / rows), tf.sub(tf.exp(logVariance), 1)),
        ),
    ],
  })
}

function samplesOf(mean: tf.Tensor2D, logVariance: tf.Tensor2D, noise: tf.Tensor2D): tf.Tensor2D {
  return runOr(samplesKernel, { mean, logVariance, noise }, {}, () =>
    tf.add<tf.Tensor2D>(mean, tf.mul(deviationOf(logVariance), noise)),
  )
}

function divergenceOf(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Tensor1D {
  return runOr(divergenceKernel, { mean, logVariance }, {}, () => {
    const perRow = tf.sub<tf.Tensor2D>(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1))
    return tf.mul<tf.Tensor1D>(columnSums(perRow), 0.5 / mean.shape[0])
  })
}

function deviationOf(logVariance: tf.Tensor2D): tf.Tensor2D {
  return tf.exp(tf.mul(logVariance, 0.5))
}
