// The kernels of Bernoulli cross-entropy from logits: its value for every image, and its gradient in one pass.

import { registered } from './kernel.ts'
import { crossEntropy, crossEntropyGradient } from './webgl/crossEntropy.ts'

/** Logits a and targets x (images × pixels) → Σ softplus(a) − x·a of every image, in nats (images). */
export const crossEntropyKernel = registered<'a' | 'x', object>({
  name: 'CrossEntropy',
  cpu: ({ inputs, values: { a, x }, output }) => {
    const [images, pixels] = inputs.a.shape as [number, number]
    const sums = new Float32Array(images)
    for (let image = 0; image < images; image++) {
      let sum = 0
      for (let i = image * pixels; i < (image + 1) * pixels; i++) {
        sum += Math.max(a[i]!, 0) + Math.log1p(Math.exp(-Math.abs(a[i]!))) - x[i]! * a[i]!
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
  cpu: ({ inputs, attributes: { scale }, values: { a, x, dy }, output }) => {
    const pixels = inputs.a.shape[1]!
    const isOne = inputs.dy.shape.length === 0
    const factors = dy.map((value) => value * scale)
    return output(
      inputs.a.shape,
      a.map((logit, i) => {
        const factor = factors[isOne ? 0 : Math.floor(i / pixels)]!
        return (1 / (1 + Math.exp(-logit)) - x[i]!) * factor
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
