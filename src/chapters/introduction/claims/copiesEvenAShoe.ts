// As wide as the image, a net that never saw a shoe copies shoes: nothing makes it choose (curriculum A1, A10).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { errorsOfAll } from '../../deep/networks.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'copies-even-a-shoe',
  quote: 'The network is forced to learn efficient encodings by limiting the dimensions of the latent space',
  lecture: 'S4',
  section: 'What are Autoencoders? - Definition',
  items: ['A1', 'A10', 'E6'],
  recipes: [784, 16].flatMap((size) =>
    seeds.map((seed) => recipeOf({ family: 'overcomplete', seed, code: { size }, optimise: { steps: 250 } })),
  ),
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const [wide, narrow] = [errors.slice(0, seeds.length), errors.slice(seeds.length)]
    const lost = (of: typeof errors) => over(of.map(({ other, otherVariance }) => other / otherVariance))
    return [
      {
        name: {
          en: 'with 784 numbers of code: error on clothes, which it never saw, over that of their own mean',
        },
        ...lost(wide),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'with 16 numbers of code: the same' },
        ...lost(narrow),
        bound: { atLeast: 0.8 },
      },
      {
        name: { en: 'squared error on digits with 784 numbers, mean per pixel' },
        ...over(wide.map(({ test }) => test)),
      },
      {
        name: { en: 'squared error on digits with 16 numbers, mean per pixel' },
        ...over(narrow.map(({ test }) => test)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Both nets are linear and were trained on digits only. The one as wide as the image copies clothes that it never saw; the narrow one has to spend its numbers on digits.',
  },
  seconds: 75,
}
