// Distances between images and what a decoder says of them: per image, summed over the pixels.

import * as tf from '@tensorflow/tfjs-core'
import { activate } from './activations.ts'
import { differentiable } from './differentiable.ts'

/**
 * Bernoulli cross-entropy from logits a (batch × pixels) of targets x in [0,1]: Σ softplus(a) − x·a, in nats per
 * image → (batch). Finite for every finite logit; never below the entropy of the targets.
 */
export function bernoulliCrossEntropy(a: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor1D {
  const perPixel = differentiable(
    [a, x],
    (logits, targets) => tf.sub<tf.Tensor2D>(softplus(logits), tf.mul(targets, logits)),
    (dy, logits, targets) => [
      tf.mul(dy, tf.sub(activate('sigmoid', logits), targets)),
      tf.mul(dy, tf.neg(logits)),
    ],
  )
  return sumPixels(perPixel)
}

/** Squared error Σ (x − x̂)², per image → (batch). */
export function squaredError(xHat: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor1D {
  return sumPixels(tf.square(tf.sub(xHat, x)))
}

/** log(1 + e^a) as max(a, 0) + log(1 + e^−|a|), which does not overflow. Its gradient is given where it is used. */
function softplus(a: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.relu(a), tf.log1p(tf.exp(tf.neg(tf.abs(a)))))
}

function sumPixels(perPixel: tf.Tensor2D): tf.Tensor1D {
  return tf.sum(perPixel, 1)
}
