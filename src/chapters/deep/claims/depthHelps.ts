// The same code with and without hidden layers (curriculum D2, D4, D5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../networks.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

const size = 16

export const claim: Claim<AutoencoderRecipe> = {
  id: 'depth-helps',
  quote: 'Number of layers: Ability to learn more complex transformations.',
  lecture: 'S2',
  section: 'Hyperparameters',
  items: ['D2', 'D4', 'D5'],
  recipes: seeds.flatMap((seed) => [
    recipeOf({
      family: 'undercomplete',
      seed,
      encode: { layers: [] },
      code: { size },
      optimise: { steps: 1062 },
    }),
    deepOf(size, seed),
  ]),
  measure: async (trained) => {
    const errors = (await errorsOfAll(trained)).map(({ test }) => test)
    const flat = errors.filter((_, i) => i % 2 === 0)
    const deep = errors.filter((_, i) => i % 2 === 1)
    return [
      {
        name: {
          en: 'test error with two hidden layers on either side over that with none, equal steps and code',
        },
        ...over(deep.map((error, i) => error / flat[i]!)),
        bound: { atMost: 0.9 },
      },
      { name: { en: 'test error with none, squared, mean per pixel' }, ...over(flat) },
      { name: { en: 'test error with two, squared, mean per pixel' }, ...over(deep) },
      {
        name: { en: 'test error of PCA of the same size, squared, mean per pixel' },
        value: (await trained[0]!.pca()).testErrors[size]! / 784,
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'At equal code, steps and rate. Without hidden layers the net is a straight projection with a sigmoid behind it, near PCA.',
  },
  seconds: 60,
}
