// Distances between images and what a decoder says of them: per image, summed over the pixels, or those that a mask names.

import * as tf from '@tensorflow/tfjs-core'
import { activate } from './activations.ts'
import { differentiable } from './differentiable.ts'
import { exponential } from './elementary.ts'
import { crossEntropyGradientKernel, crossEntropyKernel } from './kernels/crossEntropy.ts'
import { isThere, run } from './kernels/kernel.ts'

/**
 * Bernoulli cross-entropy from logits a (batch × pixels) of targets x in [0,1]: Σ softplus(a) − x·a, in nats per
 * image → (batch). Finite for every finite logit; never below the entropy of the targets.
 */
export function bernoulliCrossEntropy(
  a: tf.Tensor2D,
  x: tf.Tensor2D,
  mask: tf.Tensor2D | null = null,
): tf.Tensor1D {
  if (mask !== null) return sumPixels(crossEntropyOfPixels(a, x), mask)
  return differentiable(
    [a, x],
    (a, x) =>
      isThere(crossEntropyKernel)
        ? (run(crossEntropyKernel, { a, x }, {}) as tf.Tensor1D)
        : tf.sum<tf.Tensor1D>(crossEntropyOfPixels(a, x), 1),
    {
      again: (dy, a, x) => {
        const column = tf.expandDims<tf.Tensor2D>(dy, 1)
        return [() => tf.mul(column, tf.sub(activate('sigmoid', a), x)), () => tf.mul(column, tf.neg(a))]
      },
      once: (dy, _sums, a, x) => {
        const column = () => tf.expandDims<tf.Tensor2D>(dy, 1)
        return [
          () =>
            isThere(crossEntropyGradientKernel)
              ? run(crossEntropyGradientKernel, { a, x, dy }, {})
              : tf.mul(column(), tf.sub(tf.sigmoid(a), x)),
          () => tf.mul(column(), tf.neg(a)),
        ]
      },
    },
  )
}

/** softplus(a) − x·a of every pixel. */
function crossEntropyOfPixels(a: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(activate('softplus', a), tf.mul(x, a))
}

/** Squared error Σ (x − x̂)², per image → (batch). */
export function squaredError(
  xHat: tf.Tensor2D,
  x: tf.Tensor2D,
  mask: tf.Tensor2D | null = null,
): tf.Tensor1D {
  return sumPixels(tf.square(tf.sub(xHat, x)), mask)
}

/**
 * −log N(x; x̂, σ² I) = Σ (x − x̂)² / 2σ² + ½ log 2πσ², in nats per image → (batch).
 * @param logVariance log σ², a scalar
 */
export function gaussianNegativeLogLikelihood(
  xHat: tf.Tensor2D,
  x: tf.Tensor2D,
  logVariance: tf.Scalar,
  mask: tf.Tensor2D | null = null,
): tf.Tensor1D {
  const scaled = tf.mul(tf.square(tf.sub(xHat, x)), exponential(tf.neg(logVariance)))
  const perPixel = tf.mul<tf.Tensor2D>(tf.add(tf.add(scaled, logVariance), Math.log(2 * Math.PI)), 0.5)
  return sumPixels(perPixel, mask)
}

function sumPixels(perPixel: tf.Tensor2D, mask: tf.Tensor2D | null): tf.Tensor1D {
  return tf.sum(mask === null ? perPixel : tf.mul(perPixel, mask), 1)
}
