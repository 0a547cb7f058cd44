import { beforeAll, expect, test } from 'vitest'
import { corruptionOf } from '../../../src/benches/autoencoder/corrupt/corruptions.ts'
import { linearDenoiserOf } from '../../../src/benches/autoencoder/linearDenoiser.ts'
import type { LinearDenoiser } from '../../../src/numerics/linearDenoiser.ts'
import { gather, type PixelMode } from '../../../src/data/pixels.ts'
import type { Dataset } from '../../../src/data/dataset.ts'
import { selectTraining } from '../../../src/data/selection.ts'
import { mean as average, variance } from '../../../src/numerics/statistics.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { openImages } from '../../support/images.ts'

let mnist: Dataset

beforeAll(async () => {
  mnist = await openImages('mnist')
}, 60_000)

const n = 784
const presentations = 5

/** A x̃ + b, neither clipped nor rounded. */
function denoise({ weights, offset }: LinearDenoiser, seen: Float32Array): Float64Array {
  return Float64Array.from(offset, (b, i) => {
    let sum = b
    for (let j = 0; j < n; j++) sum += weights[i * n + j]! * seen[j]!
    return sum
  })
}

test.each([
  ['grey', { kind: 'gaussian', sigma: 0.5, clip: true }],
  ['grey', { kind: 'patches', size: 7, rate: 0.5 }],
  ['grey', { kind: 'flip', rate: 0.1 }],
  ['threshold', { kind: 'salt-and-pepper', rate: 0.3 }],
  ['sampled', { kind: 'masking', rate: 0.5 }],
] as const)('of %s pixels under %o, more or less of its correction is worse', async (pixels, corrupt) => {
  const mode: PixelMode = pixels
  const data = { set: 'mnist', train: 80, classes: [3, 8], pixels: mode, centre: false } as const
  const recipe = { data: { ...data, classes: [...data.classes] }, corrupt }
  const denoiser = await linearDenoiserOf(recipe, mnist)
  const chosen = selectTraining(mnist, data).indices()
  expect([chosen.length, ...new Set([...chosen].map((i) => mnist.train.labels[i]))]).toEqual([80, 3, 8])
  const [ink, noise] = [openStream(1, 'pixels'), openStream(1, 'measuring')]

  // Of the error of x̄ + c (x̂ − x̄) the slope in c at 1 is −2 E(x − x̂)·(x̂ − x̄): 0 within four standard errors.
  const [images, restored]: [Float32Array[], Float64Array[]] = [[], []]
  const mean = new Float64Array(n)
  for (let step = 0; step < presentations; step++) {
    const x = gather(mnist.train, chosen, mode, ink, step)
    const seen = corruptionOf(corrupt.kind).corrupt(x, corrupt, {
      uniforms: (count) => noise.uniforms(step, count),
      normals: (count) => noise.normals(step, count),
    })
    for (let start = 0; start < x.length; start += n) {
      images.push(x.subarray(start, start + n))
      restored.push(denoise(denoiser, seen.x.subarray(start, start + n)))
      for (let i = 0; i < n; i++) mean[i]! += x[start + i]! / (presentations * 80)
    }
  }
  const bias = new Float64Array(n)
  const slopes = restored.map((image, at) => {
    let slope = 0
    for (let i = 0; i < n; i++) {
      const error = images[at]![i]! - image[i]!
      slope += error * (image[i]! - mean[i]!)
      bias[i]! -= error / restored.length
    }
    return slope
  })
  expect(Math.abs(average(slopes))).toBeLessThan(4 * Math.sqrt(variance(slopes) / slopes.length))
  expect(Math.max(...bias.map(Math.abs))).toBeLessThan(0.05)
})
