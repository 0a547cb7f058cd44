// Elementwise activations by name, with derivatives recomputed from the input so that they may be differentiated again.

import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from './activationNames.ts'
import { differentiable } from './differentiable.ts'
import { exponential } from './elementary.ts'
import { activationGradientKernel } from './kernels/dense.ts'
import { runOr } from './kernels/kernel.ts'

interface Activation {
  /** in stock ops */
  value<T extends tf.Tensor>(z: T): T
  /** the derivative from the input, by differentiable ops; null: it is 1 everywhere */
  slope: (<T extends tf.Tensor>(z: T) => T) | null
  /** the derivative from the value y = f(z), in stock ops */
  slopeOfValue<T extends tf.Tensor>(y: T): T
}

const activations: Record<ActivationName, Activation> = {
  linear: { value: (z) => tf.clone(z), slope: null, slopeOfValue: (y) => tf.onesLike(y) },
  /** max(z, 0), with slope 0 at 0 */
  relu: { value: (z) => tf.relu(z), slope: (z) => tf.step(z), slopeOfValue: (y) => tf.step(y) },
  /** 1 / (1 + e^−z) */
  sigmoid: {
    value: (z) => tf.sigmoid(z),
    slope: (z) => {
      const s = activate('sigmoid', z)
      return tf.mul(s, tf.sub(1, s))
    },
    slopeOfValue: (y) => tf.mul(y, tf.sub(1, y)),
  },
  tanh: {
    value: (z) => tf.tanh(z),
    slope: (z) => tf.sub(1, tf.square(activate('tanh', z))),
    slopeOfValue: (y) => tf.sub(1, tf.square(y)),
  },
  /** log(1 + e^z) as max(z, 0) + log(1 + e^−|z|), which does not overflow */
  softplus: {
    value: (z) => tf.add(tf.relu(z), tf.log1p(tf.exp(tf.neg(tf.abs(z))))),
    slope: (z) => activate('sigmoid', z),
    slopeOfValue: (y) => tf.neg(tf.expm1(tf.neg(y))),
  },
  /** z above 0, e^z − 1 below (Clevert, Unterthiner & Hochreiter 2016) */
  elu: {
    value: (z) => tf.elu(z),
    slope: (z) => {
      const positive = tf.step(z)
      return tf.add(positive, tf.mul(exponential(tf.minimum(z, 0)), tf.sub(1, positive)))
    },
    slopeOfValue: (y) => tf.add(tf.minimum(y, 0), 1),
  },
}

/** z of any shape → same shape. */
export function activate<T extends tf.Tensor>(name: ActivationName, z: T): T {
  if (name === 'linear') return z
  return differentiable([z], (input) => activations[name].value(input), {
    again: (dy, input) => [() => throughActivation(name, dy, input)],
    once: (dy, y) => [() => activationGradient(name, dy, y)],
  })
}

/** dy · f′(z), all of one shape, by differentiable ops. */
export function throughActivation<T extends tf.Tensor>(name: ActivationName, dy: T, z: T): T {
  const { slope } = activations[name]
  return slope === null ? dy : tf.mul(dy, slope(z))
}

/** The same from the value y = f(z), in one kernel where there is one. Not differentiable. */
export function activationGradient<T extends tf.Tensor>(name: ActivationName, dy: T, y: T): T {
  if (name === 'linear') return dy
  return runOr(activationGradientKernel, { dy, y }, { activation: name }, () =>
    tf.mul<T>(dy, activations[name].slopeOfValue(y)),
  )
}

/** The value in stock ops. Not differentiable by itself. */
export function activated<T extends tf.Tensor>(name: ActivationName, z: T): T {
  return activations[name].value(z)
}
