// A masked autoencoder fills in what it never sees, beside the best linear fill-in and the mean image (curriculum I9).

import type { LinearMasking, MaskingCurve } from '../../../benches/autoencoder/instruments/masking/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over, underSeeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'masked-beats-linear',
  quote: 'Note that the target is the complement of the input as the loss is only applied on masked patches.',
  lecture: 'S2',
  section: 'Masked autoencoder',
  items: ['I9'],
  recipes: underSeeds({ family: 'masked', optimise: { steps: 1062 } }),
  measure: async (trained) => {
    const { linearDenoiserOf } = await import('../../../benches/autoencoder/linearDenoiser.ts')
    const linear = await linearDenoiserOf(trained[0]!.recipe, trained[0]!.data)
    const errors: { net: number; linear: number; mean: number }[] = []
    for (const net of trained) {
      const found = await net.open(async (model) => {
        const { here } = (await model.ask('masking', { kind: 'curve' })) as MaskingCurve
        const beside = (await model.ask('masking', { kind: 'linear', linear })) as LinearMasking
        return { ...here, ...beside }
      })
      errors.push(found)
    }
    return [
      {
        name: {
          en: 'squared error at the hidden pixels, three quarters of the patches: net over the best linear fill-in',
        },
        ...over(errors.map(({ net, linear }) => net / linear)),
        bound: { atMost: 0.95 },
      },
      {
        name: { en: 'the same over the mean image' },
        ...over(errors.map(({ net, mean }) => net / mean)),
        bound: { atMost: 0.8 },
      },
      { name: { en: 'squared error per hidden pixel, net' }, ...over(errors.map(({ net }) => net)) },
      {
        name: { en: 'squared error per hidden pixel, linear' },
        ...over(errors.map(({ linear }) => linear)),
      },
      {
        name: { en: 'squared error per hidden pixel, mean image' },
        ...over(errors.map(({ mean }) => mean)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The sentence says where the loss is; what is measured is whether that loss can be met at all: hidden patches of digits that the net never saw, filled in better than by the best linear map from the patches that are left.',
  },
  seconds: 85,
}
