// How much of a digit comes back through two numbers, and what they know of its class (curriculum A1, A2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOf } from '../../deep/networks.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'two-numbers',
  quote:
    'To take this latent representation and transform it back to the original space, such that the output is similar to the input.',
  lecture: 'S3',
  section: 'Autoencoders',
  items: ['A1', 'A2', 'A7'],
  recipes: [deepOf(2)],
  measure: async ([trained]) => {
    const { test } = await errorsOf(trained!)
    const { testErrors } = await trained!.pca()
    const { knn5Accuracy } = (await trained!.open((model) => model.ask('summary', undefined))) as {
      knn5Accuracy: number
    }
    return [
      {
        name: { en: 'share of the test digits’ variance that two numbers bring back' },
        value: 1 - (784 * test) / testErrors[0]!,
        bound: { atLeast: 0.3 },
      },
      {
        name: { en: 'the share that is still missing' },
        value: (784 * test) / testErrors[0]!,
        bound: { atLeast: 0.5 },
      },
      {
        name: { en: 'the share that two numbers of PCA bring back' },
        value: 1 - testErrors[2]! / testErrors[0]!,
      },
      {
        name: {
          en: 'test digits whose class their five nearest codes name, share, where a guess is right one time in ten',
        },
        value: knn5Accuracy,
        bound: { atLeast: 0.5 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Similar as far as two numbers go: they bring back less than half of what tells the digits apart, and yet most often enough to know the class, which nobody told.',
  },
  seconds: 15,
}
