// A wide code may copy; noise at the input takes that away (curriculum I1, E3).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const wide = { family: 'overcomplete', optimise: { steps: 300 } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'noise-prevents-identity',
  quote: 'Prevents simple identity mapping',
  lecture: 'S4',
  section: 'Denoising Autoencoders',
  items: ['I1', 'G6', 'I11'],
  recipes: [
    ...underSeeds(wide),
    ...underSeeds({ ...wide, corrupt: { kind: 'gaussian', sigma: 0.5, clip: false } }),
  ],
  measure: async (trained, { openSet }) => {
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const { test } = await openSet('mnist')
    const x = evenly(test, count)
    const normals = openStream(1, 'claim').normals(0, x.length)
    const noise = normals.map((value) => 0.5 * value)
    const passedOn = (net: Trained<AutoencoderRecipe>) => {
      const of = (images: Float32Array) => imagesOf(net, codesOf(net, images))
      const [clean, noisy] = [of(x), of(x.map((value, i) => value + noise[i]!))]
      const zero = new Float32Array(x.length)
      return {
        noise: meanSquaredError(noisy, clean) / meanSquaredError(noise, zero),
        error: meanSquaredError(noisy, x),
        clean: meanSquaredError(clean, x),
      }
    }
    const [copying, denoising] = bySetting(trained).map((row) => row.map(passedOn)) as [Passed[], Passed[]]
    return [
      {
        name: {
          en: 'share of the noise’s squared length that comes out again, trained with noise over trained without',
        },
        ...over(denoising.map((net, i) => net.noise / copying[i]!.noise)),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'squared error from noisy images, trained with noise over trained without' },
        ...over(denoising.map((net, i) => net.error / copying[i]!.error)),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'squared error per pixel from noisy images, with (the mean digit’s is 0.0676)' },
        ...over(denoising.map(({ error }) => error)),
        bound: { atMost: 0.034 },
      },
      {
        name: { en: 'share of the noise that comes out, with' },
        ...over(denoising.map(({ noise }) => noise)),
      },
      {
        name: { en: 'share of the noise that comes out, without' },
        ...over(copying.map(({ noise }) => noise)),
      },
      {
        name: { en: 'squared error per pixel from clean images, without' },
        ...over(copying.map(({ clean }) => clean)),
      },
      {
        name: { en: 'squared error per pixel from clean images, with' },
        ...over(denoising.map(({ clean }) => clean)),
      },
    ]
  },
  finding: 'holds',
  note: null,
  seconds: 80,
}

const count = 300

interface Passed {
  readonly noise: number
  readonly error: number
  readonly clean: number
}
