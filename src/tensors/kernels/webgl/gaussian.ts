// A Gaussian code on WebGL: samples, divergence from the prior and their gradients, one draw each.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { compute } from './compute.ts'
import { elementarySource } from './elementary.ts'
import type { Program } from './program.ts'
import { oneNumberOf } from './sheet.ts'
import { sumOver } from './sums.ts'

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>

const samplesProgram: Program = {
  name: 'Gaussian samples',
  here: ['mean', 'logVariance', 'noise'],
  outputs: ['z'],
  body: 'z = mean + exp(0.5 * logVariance) * noise;',
}

export function samples(
  backend: MathBackendWebGL,
  { mean, logVariance, noise }: Inputs<'mean' | 'logVariance' | 'noise'>,
): TensorInfo {
  return compute(backend, samplesProgram, { here: [mean, logVariance, noise] }, mean.shape)
}

const samplesGradientProgram: Program = {
  name: 'gradient of Gaussian samples',
  here: ['dz', 'logVariance', 'noise'],
  outputs: ['gradient'],
  body: 'gradient = 0.5 * dz * exp(0.5 * logVariance) * noise;',
}

export function samplesGradient(
  backend: MathBackendWebGL,
  { dz, logVariance, noise }: Inputs<'dz' | 'logVariance' | 'noise'>,
): TensorInfo {
  return compute(backend, samplesGradientProgram, { here: [dz, logVariance, noise] }, dz.shape)
}

const divergenceProgram: Program = {
  name: 'Gaussian divergence',
  anywhere: ['mean', 'logVariance'],
  numbers: ['lines'],
  outputs: ['kl'],
  functions: `
  vec4 divergence(vec4 mu, vec4 s) {
    return mu * mu + exp(s) - (s + 1.0);
  }`,
  body: `
  vec4 sum = vec4(0.0);
  int pairs = int(lines) / 2;
  ${sumOver('pairs', 'divergence(meanAt(float(i), column), logVarianceAt(float(i), column))')}
  vec2 two = sum.xy + sum.zw;
  if (2 * pairs < int(lines)) {
    two += divergence(meanAt(float(pairs), column), logVarianceAt(float(pairs), column)).xy;
  }
  kl = within(vec4(two * (0.5 / lines), 0.0, 0.0), row, column);`,
}

export function divergence(
  backend: MathBackendWebGL,
  { mean, logVariance }: Inputs<'mean' | 'logVariance'>,
): TensorInfo {
  const [rows, dimensions] = mean.shape as [number, number]
  return compute(backend, divergenceProgram, { anywhere: [mean, logVariance], numbers: [rows] }, [dimensions])
}

const slopes = { mean: 'x', logVariance: '0.5 * exponentialMinusOne(x)' } as const

type By = keyof typeof slopes

const gradientProgram = (by: By, isOne: boolean): Program => ({
  name: `gradient of Gaussian divergence by ${by}${isOne ? ', by one number' : ''}`,
  here: ['x'],
  anywhere: isOne ? [] : ['dy'],
  numbers: ['scale'],
  outputs: ['dx'],
  functions: elementarySource,
  body: `dx = ${isOne ? '' : 'dyAt(0.0, column).xyxy * '}scale * ${slopes[by]};`,
})

const gradientPrograms = {
  mean: { one: gradientProgram('mean', true), each: gradientProgram('mean', false) },
  logVariance: { one: gradientProgram('logVariance', true), each: gradientProgram('logVariance', false) },
} as const

export function divergenceGradient(
  backend: MathBackendWebGL,
  { dy, x }: Inputs<'dy' | 'x'>,
  by: By,
): TensorInfo {
  const rows = x.shape[0]!
  const number = oneNumberOf(backend, dy)
  const { one, each } = gradientPrograms[by]
  return number === null
    ? compute(backend, each, { here: [x], anywhere: [dy], numbers: [1 / rows] }, x.shape)
    : compute(backend, one, { here: [x], numbers: [number / rows] }, x.shape)
}
