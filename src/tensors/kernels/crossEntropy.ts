// The kernels of Bernoulli cross-entropy from logits: its value for every image, and its gradient in one pass.

import { registered } from './kernel.ts'
import { areAlike, fitting, isMatrix, isVector } from './shapes.ts'
import { crossEntropy, crossEntropyGradient } from './webgl/crossEntropy.ts'

/**
 * softplus(a) − x·a, of which neither is computed: what is left of a pixel that the logit is almost sure of would be lost
 * between the two in float32.
 */
function entropyOf(a: number, x: number): number {
  return Math.abs(a) * (a > 0 ? 1 - x : x) + Math.log1p(Math.exp(-Math.abs(a)))
}

/** σ(a) − x, likewise, by s = σ(−|a|). */
function residualOf(a: number, x: number): number {
  const s = 1 / (1 + Math.exp(Math.abs(a)))
  return a > 0 ? 1 - x - s : s - x
}

/** Logits a and targets x (images × pixels) → Σ softplus(a) − x·a of every image, in nats (images). */
export const crossEntropyKernel = registered<'a' | 'x', object>({
  name: 'CrossEntropy',
  check: fitting('a and x (images × pixels)', ({ a, x }) => isMatrix(a) && areAlike(a, x)),
  cpu: ({ inputs, values: { a, x }, output }) => {
    const [images, pixels] = inputs.a.shape as [number, number]
    const sums = new Float32Array(images)
    for (let image = 0; image < images; image++) {
      let sum = 0
      for (let i = image * pixels; i < (image + 1) * pixels; i++) {
        sum += entropyOf(a[i]!, x[i]!)
      }
      sums[image] = sum
    }
    return output([images], sums)
  },
  wasm: ({ inputs, assembly, at, output }) => {
    const [images, pixels] = inputs.a.shape as [number, number]
    const sums = output([images])
    assembly.crossEntropy(at.a, at.x, sums.at, images, pixels)
    return sums
  },
  webgl: ({ inputs: { a, x }, backend }) => crossEntropy(backend, a, x),
})

/**
 * (σ(a) − x) · dy · scale (images × pixels), where dy is of every image's sum (images), or one for all of them (a scalar).
 */
export const crossEntropyGradientKernel = registered<'a' | 'x' | 'dy', { scale: number }>({
  name: 'CrossEntropyGradient',
  check: fitting(
    'a and x (images × pixels) and dy (images), or one number',
    ({ a, x, dy }) => isMatrix(a) && areAlike(a, x) && (dy.shape.length === 0 || isVector(dy, a.shape[0]!)),
  ),
  cpu: ({ inputs, attributes: { scale }, values: { a, x, dy }, output }) => {
    const pixels = inputs.a.shape[1]!
    const isOne = inputs.dy.shape.length === 0
    const factors = dy.map((value) => value * scale)
    return output(
      inputs.a.shape,
      a.map((logit, i) => {
        const factor = factors[isOne ? 0 : Math.floor(i / pixels)]!
        return residualOf(logit, x[i]!) * factor
      }),
    )
  },
  wasm: ({ inputs, attributes: { scale }, assembly, at, output }) => {
    const [images, pixels] = inputs.a.shape as [number, number]
    const da = output(inputs.a.shape)
    const next = inputs.dy.shape.length === 0 ? 0 : 4
    assembly.crossEntropyGradient(at.a, at.x, at.dy, next, scale, da.at, images, pixels)
    return da
  },
  webgl: ({ inputs, attributes: { scale }, backend }) => crossEntropyGradient(backend, inputs, scale),
})
