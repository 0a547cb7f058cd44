// The kernels of a Gaussian code: its samples, its divergence from the prior, and their gradients. Of a handful of numbers
// for each image a stock op costs what its call costs, which is little on WASM and a draw on WebGL.

import { registered } from './kernel.ts'
import { areAlike, fitting, isMatrix, isVector } from './shapes.ts'
import { divergence, divergenceGradient, samples, samplesGradient } from './webgl/gaussian.ts'

/** μ + σ ε from mean μ, log σ² and ε, all of one shape. */
export const samplesKernel = registered<'mean' | 'logVariance' | 'noise', object>({
  name: 'GaussianSamples',
  check: fitting('mean, logVariance and noise of one shape', ({ mean, logVariance, noise }) =>
    areAlike(mean, logVariance, noise),
  ),
  cpu: ({ inputs, values: { mean, logVariance, noise }, output }) =>
    output(
      inputs.mean.shape,
      mean.map((value, i) => value + Math.exp(logVariance[i]! / 2) * noise[i]!),
    ),
  webgl: ({ inputs, backend }) => samples(backend, inputs),
})

/** The gradient by log σ²: ½ dz σ ε. */
export const samplesGradientKernel = registered<'dz' | 'logVariance' | 'noise', object>({
  name: 'GaussianSamplesGradient',
  check: fitting('dz, logVariance and noise of one shape', ({ dz, logVariance, noise }) =>
    areAlike(dz, logVariance, noise),
  ),
  cpu: ({ inputs, values: { dz, logVariance, noise }, output }) =>
    output(
      inputs.dz.shape,
      dz.map((value, i) => 0.5 * value * Math.exp(logVariance[i]! / 2) * noise[i]!),
    ),
  webgl: ({ inputs, backend }) => samplesGradient(backend, inputs),
})

/** ½ (μ² + σ² − 1 − log σ²), mean over the rows: (rows × dimensions) → (dimensions). */
export const divergenceKernel = registered<'mean' | 'logVariance', object>({
  name: 'GaussianDivergence',
  check: fitting(
    'mean and logVariance (rows × dimensions)',
    ({ mean, logVariance }) => isMatrix(mean) && areAlike(mean, logVariance),
  ),
  cpu: ({ inputs, values: { mean, logVariance }, output }) => {
    const [rows, dimensions] = inputs.mean.shape as [number, number]
    const sums = new Float64Array(dimensions)
    mean.forEach((mu, i) => {
      const s = logVariance[i]!
      sums[i % dimensions]! += (mu * mu + Math.exp(s) - (s + 1)) / (2 * rows)
    })
    return output([dimensions], Float32Array.from(sums))
  },
  webgl: ({ inputs, backend }) => divergence(backend, inputs),
})

/** Its gradient from dy (dimensions), by the mean, dy μ / rows, or by log σ², ½ dy (σ² − 1) / rows. */
export const divergenceGradientKernel = registered<'dy' | 'x', { by: 'mean' | 'logVariance' }>({
  name: 'GaussianDivergenceGradient',
  check: fitting(
    'dy (dimensions) and x (rows × dimensions)',
    ({ dy, x }) => isMatrix(x) && isVector(dy, x.shape[1]!),
  ),
  cpu: ({ inputs, attributes: { by }, values: { dy, x }, output }) => {
    const [rows, dimensions] = inputs.x.shape as [number, number]
    const slope = by === 'mean' ? (mu: number) => mu : (s: number) => 0.5 * Math.expm1(s)
    return output(
      inputs.x.shape,
      x.map((value, i) => (dy[i % dimensions]! * slope(value)) / rows),
    )
  },
  webgl: ({ inputs, attributes: { by }, backend }) => divergenceGradient(backend, inputs, by),
})
