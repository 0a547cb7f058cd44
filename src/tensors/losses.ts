// Distances between images and what a decoder says of them: per image, summed over the pixels, or those that a mask names.

import * as tf from '@tensorflow/tfjs-core'
import { activate } from './activations.ts'
import { differentiable } from './differentiable.ts'
import { exponential } from './elementary.ts'
import { crossEntropyGradientKernel, crossEntropyKernel } from './kernels/crossEntropy.ts'
import { runOr } from './kernels/kernel.ts'

/**
 * Bernoulli cross-entropy from logits a (batch × pixels) of targets x in [0,1], (batch × pixels) or one for all rows:
 * Σ softplus(a) − x·a, in nats per image → (batch). Finite for every finite logit; never below the entropy of the targets.
 * A mask is of zeros and ones.
 */
export function bernoulliCrossEntropy(
  a: tf.Tensor2D,
  x: tf.Tensor2D,
  mask: tf.Tensor2D | null = null,
): tf.Tensor1D {
  const logits = mask === null ? a : withoutTheRest(a, mask)
  const masked = mask === null ? x : tf.mul<tf.Tensor2D>(x, mask)
  const targets = tf.util.arraysEqual(masked.shape, a.shape)
    ? masked
    : tf.broadcastTo<tf.Rank.R2>(masked, a.shape)
  return differentiable([logits, targets], crossEntropyOfRows, {
    again: (dy, a, x) => throughCrossEntropy(tf.expandDims<tf.Tensor2D>(dy, 1), a, x),
    once: (dy, _sums, a, x) => crossEntropyGradients(dy, a, x, 1),
  })
}

/**
 * The logits that a mask names; the others say of a black pixel that it is black, whose cross-entropy and gradient are 0 to
 * the bit.
 */
function withoutTheRest(a: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.mul(a, mask), tf.mul(tf.sub(mask, 1), 1000))
}

/**
 * The mean of that over all images, a scalar in nats per image. Where only the gradient is wanted the value is left out:
 * it is 0 then.
 */
export function meanCrossEntropy(a: tf.Tensor2D, x: tf.Tensor2D, isWanted: boolean): tf.Scalar {
  tf.util.assertShapesMatch(a.shape, x.shape, 'Cross-entropy of logits and targets: ')
  const images = a.shape[0]
  return differentiable(
    [a, x],
    (a, x) => (isWanted ? tf.mean<tf.Scalar>(crossEntropyOfRows(a, x)) : tf.scalar(0)),
    {
      again: (dy, a, x) => throughCrossEntropy(tf.mul(dy, 1 / images), a, x),
      once: (dy, _mean, a, x) => crossEntropyGradients(dy, a, x, 1 / images),
    },
  )
}

function crossEntropyOfRows(a: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor1D {
  return runOr(crossEntropyKernel, { a, x }, {}, () => tf.sum<tf.Tensor1D>(crossEntropyOfPixels(a, x), 1))
}

type Gradients = [() => tf.Tensor, () => tf.Tensor]

/** By logits and by targets, from a dy that spreads over the pixels; by ops that may be differentiated again. */
function throughCrossEntropy(dy: tf.Tensor, a: tf.Tensor2D, x: tf.Tensor2D): Gradients {
  return [() => tf.mul(dy, residualOfPixels(a, x)), () => tf.mul(dy, tf.neg(a))]
}

/** The same in one kernel, from a dy of every image (images) or of all (a scalar), times `scale`. */
function crossEntropyGradients(
  dy: tf.Tensor1D | tf.Scalar,
  a: tf.Tensor2D,
  x: tf.Tensor2D,
  scale: number,
): Gradients {
  const spread = () => tf.mul(dy.rank === 0 ? dy : tf.expandDims(dy, 1), scale)
  return [
    () =>
      runOr(crossEntropyGradientKernel, { a, x, dy }, { scale }, () =>
        tf.mul(spread(), residualOfPixels(a, x)),
      ),
    () => tf.mul(spread(), tf.neg(a)),
  ]
}

/**
 * softplus(a) − x·a of every pixel, as (1 − x) softplus(a) + x softplus(−a): the difference of two large numbers would lose
 * what is left where the image is white and the logit almost sure of it.
 */
function crossEntropyOfPixels(a: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  const ofWhite = tf.mul(x, activate('softplus', tf.neg(a)))
  return tf.add(tf.mul(tf.sub(1, x), activate('softplus', a)), ofWhite)
}

/** σ(a) − x of every pixel, likewise. */
function residualOfPixels(a: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  const ofWhite = tf.mul(x, activate('sigmoid', tf.neg(a)))
  return tf.sub(tf.mul(tf.sub(1, x), activate('sigmoid', a)), ofWhite)
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
