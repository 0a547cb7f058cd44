// Digits lie near a sheet of few dimensions in the space of all images; nearly all of that space looks like noise (curriculum A8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOf } from '../networks.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'near-a-manifold',
  quote: 'training data lies nearby a low-dimensional manifold.',
  lecture: 'S3',
  section: 'Interpretation: Manifold Learning',
  items: ['A8'],
  recipes: [deepOf(16)],
  measure: async ([trained]) => {
    const { test, noise } = await errorsOf(trained!)
    const { testErrors } = await trained!.pca()
    return [
      {
        name: {
          en: 'test digits: how much of their variance is off the sheet that the decoder draws with 16 numbers, share',
        },
        value: (784 * test) / testErrors[0]!,
        bound: { atMost: 0.3 },
      },
      {
        name: { en: 'images of uniform noise: the same share, of the variance of noise' },
        value: noise * 12,
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'dimensions of the flat sheet of PCA that comes as near to the test digits' },
        value: testErrors.findIndex((error) => error <= 784 * test),
        bound: { atLeast: 20 },
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Near, not on: a part of every image stays off the sheet. And it is a bent sheet: a flat one needs many more dimensions to come as near.',
  },
  seconds: 15,
}
