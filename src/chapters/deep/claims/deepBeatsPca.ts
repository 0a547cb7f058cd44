// The same sixteen numbers, bent: less error than any straight method can have (curriculum D2, M1).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../networks.ts'
import { over, seeds } from '../../seeds.ts'

const size = 16

export const claim: Claim<AutoencoderRecipe> = {
  id: 'deep-beats-pca',
  quote: 'Redução de dimensionalidade não-linear (superior ao PCA para dados complexos)',
  translation: 'Non-linear dimension reduction (superior to PCA for complex data)',
  lecture: 'S0',
  section: 'Por que usar Autoencoders?',
  items: ['A5', 'D2', 'M1'],
  recipes: seeds.map((seed) => deepOf(size, seed)),
  measure: async (trained) => {
    const { testErrors } = await trained[0]!.pca()
    const errors = (await errorsOfAll(trained)).map(({ test }) => 784 * test)
    const needed = errors.map((error) => testErrors.findIndex((ofPca) => ofPca <= error))
    return [
      {
        name: { en: 'test error of the deep autoencoder over that of PCA, both with 16 numbers' },
        ...over(errors.map((error) => error / testErrors[size]!)),
        bound: { atMost: 0.7 },
      },
      {
        name: { en: 'numbers that PCA needs for the error which the deep one has with 16' },
        ...over(needed),
        bound: { atLeast: 28 },
      },
      {
        name: { en: 'test error of the deep autoencoder, squared, summed over pixels, mean over images' },
        ...over(errors),
      },
      { name: { en: 'the same of PCA' }, value: testErrors[size]! },
    ]
  },
  finding: 'condition',
  note: {
    en: 'It holds for a short code. With 64 numbers and as many steps PCA is ahead, and it takes much longer training to pass it.',
  },
  seconds: 40,
}
