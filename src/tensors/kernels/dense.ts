// The kernels of a dense layer: product, bias and activation in one, and what the activation makes of a gradient.

import { util } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../activationNames.ts'
import { productKernel } from './product.ts'
import { registered } from './kernel.ts'
import { areAlike, fitting, isMatrix, isVector } from './shapes.ts'
import { activationGradient, addBias } from './webgl/dense.ts'
import { product } from './webgl/product.ts'

/** How assembly/dense.ts numbers the activations. */
const activationNumbers: Record<ActivationName, number> = {
  linear: 0,
  relu: 1,
  sigmoid: 2,
  tanh: 3,
  softplus: 4,
  elu: 5,
}

const values: Record<ActivationName, (z: number) => number> = {
  linear: (z) => z,
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
}

/** Derivatives from the activation's value y. */
const slopes: Record<ActivationName, (y: number) => number> = {
  linear: () => 1,
  relu: (y) => (y > 0 ? 1 : 0),
  sigmoid: (y) => y * (1 - y),
  tanh: (y) => 1 - y * y,
  softplus: (y) => -Math.expm1(-y),
  elu: (y) => Math.min(y, 0) + 1,
}

interface Activation {
  readonly activation: ActivationName
}

/** activation(x (rows × inputs) · kernel (inputs × units) + bias (units)) → (rows × units). */
export const denseKernel = registered<'x' | 'kernel' | 'bias', Activation>({
  name: 'Dense',
  check: fitting(
    'x (rows × inputs), kernel (inputs × units) and bias (units)',
    ({ x, kernel, bias }) => isMatrix(x) && isMatrix(kernel, x.shape[1]) && isVector(bias, kernel.shape[1]!),
  ),
  cpu: ({ inputs, attributes, values: given, output }) => {
    return productKernel.cpu!({
      inputs: { a: inputs.x, b: inputs.kernel },
      values: { a: given.x, b: given.kernel },
      attributes: { transposeA: false, transposeB: false },
      output: (shape, c) => output(shape, activated(c, given.bias, attributes.activation)),
    })
  },
  wasm: ({ inputs, attributes: { activation }, assembly, at, output }) => {
    const [rows, k] = inputs.x.shape as [number, number]
    const units = inputs.kernel.shape[1]!
    const y = output([rows, units])
    assembly.product(at.x, false, at.kernel, false, y.at, rows, units, k, assembly.scratch)
    assembly.biasAndActivate(y.at, at.bias, y.at, rows, units, activationNumbers[activation])
    return y
  },
  webgl: ({ inputs: { x, kernel, bias }, attributes: { activation }, backend }) =>
    product(backend, { a: x, b: kernel, transposeA: false, transposeB: false }, { bias, activation }),
})

/** The same behind any other linear map: activation(x (rows × units) + bias (units)). */
export const biasKernel = registered<'x' | 'bias', Activation>({
  name: 'BiasAndActivation',
  check: fitting(
    'x (rows × units) and bias (units)',
    ({ x, bias }) => isMatrix(x) && isVector(bias, x.shape[1]!),
  ),
  cpu: ({ inputs, attributes: { activation }, values: { x, bias }, output }) =>
    output(inputs.x.shape, activated(x.slice(), bias, activation)),
  wasm: ({ inputs, attributes: { activation }, assembly, at, output }) => {
    const [rows, units] = inputs.x.shape as [number, number]
    const y = output([rows, units])
    assembly.biasAndActivate(at.x, at.bias, y.at, rows, units, activationNumbers[activation])
    return y
  },
  webgl: ({ inputs: { x, bias }, attributes: { activation }, backend }) =>
    addBias(backend, x, bias, activation),
})

/** dy · activation′ from the output y, all of one shape. */
export const activationGradientKernel = registered<'dy' | 'y', Activation>({
  name: 'ActivationGradient',
  check: fitting('dy and y of one shape', ({ dy, y }) => areAlike(dy, y)),
  cpu: ({ inputs, attributes: { activation }, values: { dy, y }, output }) => {
    const slope = slopes[activation]
    return output(
      inputs.y.shape,
      dy.map((value, i) => value * slope(y[i]!)),
    )
  },
  wasm: ({ inputs, attributes: { activation }, assembly, at, output }) => {
    const dz = output(inputs.y.shape)
    const count = util.sizeFromShape(inputs.y.shape)
    assembly.activationGradient(at.dy, at.y, dz.at, count, activationNumbers[activation])
    return dz
  },
  webgl: ({ inputs: { dy, y }, attributes: { activation }, backend }) =>
    activationGradient(backend, dy, y, activation),
})

/** In place. */
function activated(z: Float32Array, bias: Float32Array, activation: ActivationName): Float32Array {
  const value = values[activation]
  for (let i = 0; i < z.length; i++) z[i] = value(z[i]! + bias[i % bias.length]!)
  return z
}
