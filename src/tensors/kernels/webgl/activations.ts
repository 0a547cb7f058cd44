// The activations and their derivatives in GLSL, each of four numbers at once.

import type { ActivationName } from '../../activationNames.ts'

/** Functions of z, which let NaN through. */
const values: Record<ActivationName, string> = {
  linear: 'return z;',
  relu: 'return mix(z, vec4(0.0), lessThan(z, vec4(0.0)));',
  sigmoid: 'return 1.0 / (1.0 + exp(-z));',
  // from e^−2|z|, which never overflows
  tanh: 'vec4 e = exp(-2.0 * abs(z)); return sign(z) * (1.0 - e) / (1.0 + e);',
  softplus: `vec4 e = exp(-abs(z));
    // log(1 + e) by its series where 1 + e has lost e's last places
    vec4 tail = mix(log(1.0 + e), e * (1.0 - e * (0.5 - e / 3.0)), lessThan(e, vec4(0.004)));
    return mix(z, vec4(0.0), lessThan(z, vec4(0.0))) + tail;`,
  elu: `vec4 below = mix(exp(z) - 1.0, z * (1.0 + z * (0.5 + z / 6.0)), lessThan(abs(z), vec4(0.004)));
    return mix(z, below, lessThan(z, vec4(0.0)));`,
}

/** Derivatives from the value y. */
const slopes: Record<ActivationName, string> = {
  linear: 'return vec4(1.0);',
  relu: 'return vec4(greaterThan(y, vec4(0.0)));',
  sigmoid: 'return y * (1.0 - y);',
  tanh: 'return 1.0 - y * y;',
  softplus: 'return mix(1.0 - exp(-y), y * (1.0 - y * (0.5 - y / 6.0)), lessThan(y, vec4(0.004)));',
  elu: 'return min(y, 0.0) + 1.0;',
}

/** `vec4 activated(vec4 z)` */
export function activationSource(activation: ActivationName): string {
  return `vec4 activated(vec4 z) { ${values[activation]} }`
}

/** `vec4 slope(vec4 y)` */
export function slopeSource(activation: ActivationName): string {
  return `vec4 slope(vec4 y) { ${slopes[activation]} }`
}
