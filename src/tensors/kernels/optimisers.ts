// The kernels of the optimisers: a parameter and its moments after one step, in one pass over all of them.

import { util } from '@tensorflow/tfjs-core'
import { registered } from './kernel.ts'
import { areAlike, fitting } from './shapes.ts'
import { compute, computeAll } from './webgl/compute.ts'
import { adamProgram, descentProgram, momentumProgram } from './webgl/optimisers.ts'

export interface AdamAttributes {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** divided by 1 − β₁ᵗ already */
  readonly rate: number
  /** 1 / √(1 − β₂ᵗ) */
  readonly rootFactor: number
}

/** Parameter, gradient and both moments → the next parameter, first and second moment; all of one shape. */
export const adamKernel = registered<'w' | 'g' | 'm' | 'v', AdamAttributes>({
  name: 'AdamStep',
  check: fitting('w, g, m and v of one shape', ({ w, g, m, v }) => areAlike(w, g, m, v)),
  cpu: ({
    inputs,
    attributes: { beta1, beta2, epsilon, rate, rootFactor },
    values: { w, g, m, v },
    output,
  }) => {
    const first = m.map((value, i) => value * beta1 + g[i]! * (1 - beta1))
    const second = v.map((value, i) => value * beta2 + g[i]! ** 2 * (1 - beta2))
    const next = w.map(
      (value, i) => value - (rate * first[i]!) / (Math.sqrt(second[i]!) * rootFactor + epsilon),
    )
    return [next, first, second].map((values) => output(inputs.w.shape, values))
  },
  wasm: ({ inputs, attributes: { beta1, beta2, epsilon, rate, rootFactor }, assembly, at, output }) => {
    const { shape } = inputs.w
    const [w, m, v] = [output(shape), output(shape), output(shape)]
    const count = util.sizeFromShape(shape)
    assembly.adam(
      at.w,
      at.g,
      at.m,
      at.v,
      w.at,
      m.at,
      v.at,
      count,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      epsilon,
      rate,
      rootFactor,
    )
    return [w, m, v]
  },
  webgl: ({ inputs, attributes: { beta1, beta2, epsilon, rate, rootFactor }, backend }) => {
    const { w, g, m, v } = inputs
    const numbers = [beta1, 1 - beta1, beta2, 1 - beta2, epsilon, rate, rootFactor]
    return computeAll(backend, adamProgram, { here: [w, g, m, v], numbers }, w.shape)
  },
})

/** Parameter, gradient and velocity → the next parameter and velocity. */
export const momentumKernel = registered<'w' | 'g' | 'v', { friction: number; rate: number }>({
  name: 'MomentumStep',
  check: fitting('w, g and v of one shape', ({ w, g, v }) => areAlike(w, g, v)),
  cpu: ({ inputs, attributes: { friction, rate }, values: { w, g, v }, output }) => {
    const velocity = v.map((value, i) => value * friction + g[i]!)
    const next = w.map((value, i) => value - rate * velocity[i]!)
    return [next, velocity].map((values) => output(inputs.w.shape, values))
  },
  wasm: ({ inputs, attributes: { friction, rate }, assembly, at, output }) => {
    const { shape } = inputs.w
    const [w, v] = [output(shape), output(shape)]
    assembly.momentum(at.w, at.g, at.v, w.at, v.at, util.sizeFromShape(inputs.w.shape), friction, rate)
    return [w, v]
  },
  webgl: ({ inputs: { w, g, v }, attributes: { friction, rate }, backend }) =>
    computeAll(backend, momentumProgram, { here: [w, g, v], numbers: [friction, rate] }, w.shape),
})

/** Parameter and gradient → the next parameter. */
export const descentKernel = registered<'w' | 'g', { rate: number }>({
  name: 'DescentStep',
  check: fitting('w and g of one shape', ({ w, g }) => areAlike(w, g)),
  cpu: ({ inputs, attributes: { rate }, values: { w, g }, output }) =>
    output(
      inputs.w.shape,
      w.map((value, i) => value - rate * g[i]!),
    ),
  wasm: ({ inputs, attributes: { rate }, assembly, at, output }) => {
    const next = output(inputs.w.shape)
    assembly.descent(at.w, at.g, next.at, util.sizeFromShape(inputs.w.shape), rate)
    return next
  },
  webgl: ({ inputs: { w, g }, attributes: { rate }, backend }) =>
    compute(backend, descentProgram, { here: [w, g], numbers: [rate] }, w.shape),
})
