// The kernels of Bernoulli cross-entropy from logits: its value for every image, and its gradient in one pass.

import { registered } from './kernel.ts'

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
})

/** (σ(a) − x) · dy (images × pixels), where dy (images) is of every image's sum. */
export const crossEntropyGradientKernel = registered<'a' | 'x' | 'dy', object>({
  name: 'CrossEntropyGradient',
  cpu: ({ inputs, values: { a, x, dy }, output }) => {
    const pixels = inputs.a.shape[1]!
    return output(
      inputs.a.shape,
      a.map((logit, i) => (1 / (1 + Math.exp(-logit)) - x[i]!) * dy[Math.floor(i / pixels)]!),
    )
  },
  wasm: ({ inputs, assembly, at, output }) => {
    const [images, pixels] = inputs.a.shape as [number, number]
    const da = output(inputs.a.shape)
    assembly.crossEntropyGradient(at.a, at.x, at.dy, da.at, images, pixels)
    return da
  },
})
