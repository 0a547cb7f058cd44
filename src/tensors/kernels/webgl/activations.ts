// The activations and their derivatives in GLSL, each of four numbers at once.

import type { ActivationName } from '../../activationNames.ts'
import { elementarySource } from './elementary.ts'

/** Functions of z, which let NaN through. */
const values: Record<ActivationName, string> = {
  linear: 'return z;',
  relu: 'return mix(z, vec4(0.0), lessThan(z, vec4(0.0)));',
  sigmoid: 'return 1.0 / (1.0 + exp(-z));',
  tanh: 'return hyperbolicTangent(z);',
  softplus: 'return mix(z, vec4(0.0), lessThan(z, vec4(0.0))) + logarithmOfOnePlus(exp(-abs(z)));',
  elu: 'return mix(z, exponentialMinusOne(z), lessThan(z, vec4(0.0)));',
}

/** Derivatives from the value y. */
const slopes: Record<ActivationName, string> = {
  linear: 'return vec4(1.0);',
  relu: 'return vec4(greaterThan(y, vec4(0.0)));',
  sigmoid: 'return y * (1.0 - y);',
  tanh: 'return 1.0 - y * y;',
  softplus: 'return -exponentialMinusOne(-y);',
  elu: 'return min(y, 0.0) + 1.0;',
}

/** `vec4 activated(vec4 z)` */
export function activationSource(activation: ActivationName): string {
  return `${elementarySource}vec4 activated(vec4 z) { ${values[activation]} }`
}

/** `vec4 slope(vec4 y)` */
export function slopeSource(activation: ActivationName): string {
  return `${elementarySource}vec4 slope(vec4 y) { ${slopes[activation]} }`
}
