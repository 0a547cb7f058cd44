// Bernoulli cross-entropy from logits on WebGL: its value for every image and its gradient, one draw each.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { activationSource } from './activations.ts'
import { compute } from './compute.ts'
import type { Program } from './program.ts'
import { oneNumberOf } from './sheet.ts'

const valueProgram: Program = {
  name: 'cross-entropy',
  anywhere: ['a', 'x'],
  numbers: ['pixels'],
  outputs: ['sums'],
  functions: activationSource('softplus'),
  body: `
  // a texel of sums is two images, which lie in one row of texels
  vec4 sum = vec4(0.0);
  int pairs = int(pixels) / 2;
  for (int i = 0; i < pairs; i++) {
    vec4 logits = aAt(column, float(i));
    sum += activated(logits) - xAt(column, float(i)) * logits;
  }
  vec2 images = sum.xz + sum.yw;
  if (2 * pairs < int(pixels)) {
    vec4 logits = aAt(column, float(pairs));
    images += (activated(logits) - xAt(column, float(pairs)) * logits).xz;
  }
  sums = within(vec4(images, 0.0, 0.0), row, column);`,
}

/** Σ softplus(a) − x·a of every image (images). */
export function crossEntropy(backend: MathBackendWebGL, a: TensorInfo, x: TensorInfo): TensorInfo {
  const [images, pixels] = a.shape as [number, number]
  return compute(backend, valueProgram, { anywhere: [a, x], numbers: [pixels] }, [images])
}

const residual = (factors: string) =>
  `da = within((1.0 / (1.0 + exp(-a)) - x) * (${factors} * scale), row, column);`

const gradientOfAll: Program = {
  name: 'gradient of cross-entropy',
  here: ['a', 'x'],
  numbers: ['scale'],
  outputs: ['da'],
  body: residual('1.0'),
}

const gradientByDevice: Program = {
  ...gradientOfAll,
  name: 'gradient of cross-entropy by one number',
  anywhere: ['dy'],
  body: residual('dyAt(0.0, 0.0).x'),
}

const gradientByImage: Program = {
  ...gradientOfAll,
  name: 'gradient of cross-entropy by image',
  anywhere: ['dy'],
  body: residual('dyAt(0.0, row).xxyy'),
}

/** (σ(a) − x) · dy · scale (images × pixels), dy of every image or one for all. */
export function crossEntropyGradient(
  backend: MathBackendWebGL,
  { a, x, dy }: Readonly<Record<'a' | 'x' | 'dy', TensorInfo>>,
  scale: number,
): TensorInfo {
  const here = [a, x]
  const number = oneNumberOf(backend, dy)
  if (number !== null) return compute(backend, gradientOfAll, { here, numbers: [scale * number] }, a.shape)
  const program = dy.shape.length === 0 ? gradientByDevice : gradientByImage
  return compute(backend, program, { here, anywhere: [dy], numbers: [scale] }, a.shape)
}
