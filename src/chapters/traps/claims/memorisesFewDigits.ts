// The thought experiment of one code number and strong nets, at few images (curriculum E2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { errorsOfAll } from '../../deep/networks.ts'
import { over, seeds } from '../../seeds.ts'
import { memoriserOf } from '../networks.ts'

const images = 20
const lengths = [375, 3000] as const

export const claim: Claim<AutoencoderRecipe> = {
  id: 'memorises-few-digits',
  quote:
    'Autoencoder with a one-dimensional code and a very powerful nonlinear encoder can learn to map x(i) to code i.',
  lecture: 'S1',
  section: 'Encoder/Decoder Capacity',
  items: ['E1', 'E2'],
  recipes: seeds.flatMap((seed) => lengths.map((steps) => memoriserOf(images, steps, seed))),
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const early = errors.filter((_, i) => i % 2 === 0)
    const late = errors.filter((_, i) => i % 2 === 1)
    const { testErrors, values } = await trained[0]!.pca()
    const variance = values.reduce((sum, value) => sum + value, 0)
    return [
      {
        name: {
          en: 'error on the 20 training digits after 3,000 steps, as a share of the error of the mean of those 20',
        },
        ...over(late.map(({ train }) => (784 * train) / variance)),
        bound: { atMost: 0.2 },
      },
      {
        name: { en: 'error on the training digits after 3,000 steps over that after 375' },
        ...over(late.map(({ train }, i) => train / early[i]!.train)),
        bound: { atMost: 0.6 },
      },
      {
        name: { en: 'error on the test digits after 3,000 steps over that after 375: it does not fall' },
        ...over(late.map(({ test }, i) => test / early[i]!.test)),
        bound: { atLeast: 0.98 },
      },
      {
        name: {
          en: 'error on the test digits after 3,000 steps, as a share of the error of the mean of those 20',
        },
        ...over(late.map(({ test }) => (784 * test) / testErrors[0]!)),
      },
      {
        name: { en: 'PCA of the same 20 digits, one number: error on the test digits, as such a share' },
        value: testErrors[1]! / testErrors[0]!,
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'With few images, it does: the code is a list of page numbers. How few, the next question says.',
  },
  seconds: 60,
}
