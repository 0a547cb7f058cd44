// Bernoulli cross-entropy from logits on WebGL: its value for every image and its gradient, one draw each, in the form that
// ../crossEntropy.ts gives a reason for.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { compute } from './compute.ts'
import { elementarySource } from './elementary.ts'
import type { Program } from './program.ts'
import { oneNumberOf } from './sheet.ts'
import { sumOver } from './sums.ts'

const valueProgram: Program = {
  name: 'cross-entropy',
  anywhere: ['a', 'x'],
  numbers: ['pixels'],
  outputs: ['sums'],
  functions: `${elementarySource}
vec4 entropyOf(vec4 a, vec4 x) {
  return abs(a) * mix(x, 1.0 - x, greaterThan(a, vec4(0.0))) + logarithmOfOnePlus(exp(-abs(a)));
}`,
  body: `
  // a texel of sums is two images, which lie in one row of texels
  vec4 sum = vec4(0.0);
  int pairs = int(pixels) / 2;
  ${sumOver('pairs', 'entropyOf(aAt(column, float(i)), xAt(column, float(i)))')}
  vec2 images = sum.xz + sum.yw;
  if (2 * pairs < int(pixels)) {
    images += entropyOf(aAt(column, float(pairs)), xAt(column, float(pairs))).xz;
  }
  sums = within(vec4(images, 0.0, 0.0), row, column);`,
}

/** Σ softplus(a) − x·a of every image (images). */
export function crossEntropy(backend: MathBackendWebGL, a: TensorInfo, x: TensorInfo): TensorInfo {
  const [images, pixels] = a.shape as [number, number]
  return compute(backend, valueProgram, { anywhere: [a, x], numbers: [pixels] }, [images])
}

/** σ(a) − x, by s = σ(−|a|). Between 1 − x and − s there is a choice, so that no compiler adds x and s first. */
const residual = (factors: string) => `
  vec4 e = exp(-abs(a));
  vec4 s = e / (1.0 + e);
  bvec4 isAbove = greaterThan(a, vec4(0.0));
  vec4 distance = mix(x, 1.0 - x, isAbove);
  vec4 residual = mix(s - distance, distance - s, isAbove);
  da = within(residual * (${factors} * scale), row, column);`

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
