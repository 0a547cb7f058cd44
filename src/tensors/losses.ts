// Distances between images and what a decoder says of them: per image, summed over the pixels, or those that a mask names.

import * as tf from '@tensorflow/tfjs-core'
import { activate } from './activations.ts'
import { differentiable } from './differentiable.ts'
import { exponential } from './elementary.ts'

/**
 * Bernoulli cross-entropy from logits a (batch × pixels) of targets x in [0,1]: Σ softplus(a) − x·a, in nats per
 * image → (batch). Finite for every finite logit; never below the entropy of the targets.
 */
export function bernoulliCrossEntropy(
  a: tf.Tensor2D,
  x: tf.Tensor2D,
  mask: tf.Tensor2D | null = null,
): tf.Tensor1D {
  const perPixel = differentiable(
    [a, x],
    (logits, targets) => tf.sub<tf.Tensor2D>(softplus(logits), tf.mul(targets, logits)),
    (dy, logits, targets) => [
      tf.mul(dy, tf.sub(activate('sigmoid', logits), targets)),
      tf.mul(dy, tf.neg(logits)),
    ],
  )
  return sumPixels(perPixel, mask)
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

/** log(1 + e^a) as max(a, 0) + log(1 + e^−|a|), which does not overflow. Its gradient is given where it is used. */
function softplus(a: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.relu(a), tf.log1p(tf.exp(tf.neg(tf.abs(a)))))
}

function sumPixels(perPixel: tf.Tensor2D, mask: tf.Tensor2D | null): tf.Tensor1D {
  return tf.sum(mask === null ? perPixel : tf.mul(perPixel, mask), 1)
}
