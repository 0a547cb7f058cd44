// Error against code size beside PCA of the same size, from one number to 64 (curriculum D1, D4, M1).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../networks.ts'
import { over } from '../../seeds.ts'

const sizes = [1, 2, 4, 8, 16, 32, 64] as const

export const claim: Claim<AutoencoderRecipe> = {
  id: 'code-size-against-error',
  quote: 'Code size: Smaller size results in more compression.',
  lecture: 'S2',
  section: 'Hyperparameters',
  items: ['D1', 'D4', 'D9', 'M1'],
  recipes: sizes.map((size) => deepOf(size)),
  measure: async (trained) => {
    const { testErrors } = await trained[0]!.pca()
    const errors = (await errorsOfAll(trained)).map(({ test }) => 784 * test)
    const ratios = errors.map((error, i) => error / testErrors[sizes[i]!]!)
    return [
      {
        name: {
          en: 'what is left of the test error when the code is doubled, from 1 number to 16: its share',
        },
        ...over(errors.slice(1, 5).map((error, i) => error / errors[i]!)),
        bound: { atMost: 0.95 },
      },
      {
        name: { en: 'test error over that of PCA of the same size, for 1 to 16 numbers' },
        ...over(ratios.slice(0, 5)),
        bound: { atMost: 0.97 },
      },
      {
        name: { en: 'what is left of the net’s test error when the code is doubled from 32 to 64' },
        value: errors[6]! / errors[5]!,
        bound: { atLeast: 0.8 },
      },
      { name: { en: 'the same of PCA’s' }, value: testErrors[64]! / testErrors[32]! },
      ...sizes.map((size, i) => ({
        name: {
          en: `${size === 1 ? '1 number' : `${size} numbers`}: test error, squared, summed over pixels, mean (PCA ${testErrors[size]!.toFixed(1)})`,
        },
        value: errors[i]!,
      })),
    ]
  },
  finding: 'holds',
  note: {
    en: 'More compression, and more error: that is what a smaller code costs. The lead over PCA is greatest in the middle. With 64 numbers straight directions are enough, and the net has to be trained three times as long to pass PCA.',
  },
  seconds: 120,
}
