// Squared codes are not squared weights: one move drives the first down and the second up, and no reconstruction changes (E-15).

import { linear } from '../../../benches/autoencoder/families/linear.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'squared-codes-are-no-decay',
  quote: 'L2 Regularization (Weight Decay)',
  lecture: 'S4',
  section: 'Types of Regularization',
  items: ['G2', 'G4', 'E-15'],
  recipes: [linear.recipe],
  measure: async ([trained]) => {
    const { evenly, weightsNamed } = await import('../denseNet.ts')
    const { multiply } = await import('../../../numerics/matrices.ts')
    const { size } = trained!.recipe.code
    const [encoder, decoder] = [
      weightsNamed(trained!, 'code/kernel'),
      weightsNamed(trained!, 'output/kernel'),
    ]
    const { mean } = await trained!.pca()
    await trained!.data.testReady()
    const images = evenly(trained!.data.test, count).map((x, i) => x - mean[i % mean.length]!)
    const passed = (shrunk: number) => {
      const E = encoder.map((w) => w * shrunk)
      const D = decoder.map((w) => w / shrunk)
      const codes = multiply(images, E, count, mean.length, size)
      return {
        images: multiply(codes, D, count, size, mean.length),
        squaredCodes: squares(codes) / count,
        squaredWeights: squares(E) + squares(D),
      }
    }
    const [before, after] = [passed(1), passed(0.1)]
    const moved = after.images.reduce((most, x, i) => Math.max(most, Math.abs(x - before.images[i]!)), 0)
    return [
      {
        name: {
          en: 'greatest change of a reconstructed pixel when the encoder is divided by 10 and the decoder multiplied by 10',
        },
        value: moved,
        bound: { atMost: 1e-4 },
      },
      {
        name: { en: 'squared codes Σ z², mean over test images, after over before' },
        value: after.squaredCodes / before.squaredCodes,
        bound: { atMost: 0.02 },
      },
      {
        name: { en: 'squared weights Σ W² of both layers, after over before' },
        value: after.squaredWeights / before.squaredWeights,
        bound: { atLeast: 2 },
      },
    ]
  },
  finding: 'refuted',
  note: {
    en: 'The slide’s formula sums squared codes z², which is a penalty on activity. Weight decay sums squared weights. A smaller encoder with a larger decoder makes the first as small as you like, with the same reconstructions, while the second grows.',
  },
  seconds: 14,
}

const count = 200

const squares = (values: Float32Array | Float64Array): number =>
  (values as Float64Array).reduce((sum, value) => sum + value * value, 0)
