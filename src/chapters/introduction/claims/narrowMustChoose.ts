// A code too short for everything is spent on what was trained on (curriculum A10, E6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../../deep/networks.ts'
import { over } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'narrow-must-choose',
  quote:
    'Restricted in ways to allow to copy only approximately, and to copy only input that resembles the training data.',
  lecture: 'S2',
  section: 'Basic idea',
  items: ['A1', 'A10', 'E6'],
  recipes: [8, 16, 32].map((size) => deepOf(size)),
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const { testErrors } = await trained[0]!.pca()
    return [
      {
        name: { en: 'test digits: error over that of their mean, for codes of 8, 16 and 32 numbers' },
        ...over(errors.map(({ test }) => (784 * test) / testErrors[0]!)),
        bound: { atMost: 0.45 },
      },
      {
        name: { en: 'clothes, which it never saw: error over that of their own mean, for the same codes' },
        ...over(errors.map(({ other, otherVariance }) => other / otherVariance)),
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'PCA of digits with 16 numbers, on test digits: the same' },
        value: testErrors[16]! / testErrors[0]!,
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Approximately for digits, not at all for clothes, for which their own mean image would do better. Nobody wrote that choice into the net; the narrow code and the training images made it.',
  },
  seconds: 40,
}
