// How far capacity alone memorises: the gap between training and test digits falls with their number (curriculum E1, E2, F8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../../deep/networks.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

const gapsAt = (train: number): AutoencoderRecipe[] =>
  seeds.map((seed) => recipeOf({ ...deepOf(16, seed), data: { train } }))

export const claim: Claim<AutoencoderRecipe> = {
  id: 'not-at-sixty-thousand',
  quote:
    'Embora não ocorra na prática, ilustra que um autoencoder treinado apenas para copiar dados pode falhar em aprender informações úteis se a capacidade for excessiva.',
  translation:
    'Although it does not occur in practice, it illustrates that an autoencoder trained only to copy data may fail to learn useful information if the capacity is excessive.',
  lecture: 'S0',
  section: 'Autoencoders Não Lineares',
  items: ['E1', 'E2', 'F8'],
  recipes: [...gapsAt(300), ...seeds.map((seed) => deepOf(16, seed))],
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const gaps = errors.map(({ test, train }) => test / train)
    return [
      {
        name: { en: 'trained on 300 digits: error on test digits over that on training digits' },
        ...over(gaps.slice(0, seeds.length)),
        bound: { atLeast: 2 },
      },
      {
        name: { en: 'trained on 60,000 digits, the same net and steps: the same ratio' },
        ...over(gaps.slice(seeds.length)),
        bound: { atMost: 1.2 },
      },
      {
        name: { en: 'trained on 300 digits: squared error on test digits, mean per pixel' },
        ...over(errors.slice(0, seeds.length).map(({ test }) => test)),
      },
      {
        name: { en: 'trained on 60,000 digits: the same' },
        ...over(errors.slice(seeds.length).map(({ test }) => test)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'At equally many steps it does not occur with the images of a whole data set, which are seen twice, and it does with a few hundred, which are seen 450 times. Whether a capacity is excessive depends on how many images there are, and on how often they come.',
  },
  seconds: 70,
}
