// A copy of everything is useless, but it is not overfitting: the two traps are opposites (curriculum E5, E6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { errorsOfAll } from '../../deep/networks.ts'
import { over, seeds } from '../../seeds.ts'
import { copiers, memoriserOf } from '../networks.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'copying-is-no-overfitting',
  quote: 'it is not especially useful (overfitting).',
  lecture: 'S3',
  section: 'Autoencoder',
  items: ['E2', 'E3', 'E5'],
  recipes: [...copiers, ...seeds.map((seed) => memoriserOf(20, 3000, seed))],
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const [copying, memorising] = [errors.slice(0, seeds.length), errors.slice(seeds.length)]
    const gaps = (of: typeof errors) => over(of.map(({ test, train }) => test / train))
    const lost = (of: typeof errors) => over(of.map(({ other, otherVariance }) => other / otherVariance))
    return [
      {
        name: { en: 'linear, 1,024 numbers: error on test digits over that on training digits' },
        ...gaps(copying),
        bound: { atMost: 1.25 },
      },
      {
        name: { en: 'its error on clothes as a share of their variance' },
        ...lost(copying),
        bound: { atMost: 0.5 },
      },
      {
        name: {
          en: 'one number between strong nets, 20 training digits: error on test digits over that on training digits',
        },
        ...gaps(memorising),
        bound: { atLeast: 4 },
      },
      {
        name: { en: 'its error on clothes as a share of their variance' },
        ...lost(memorising),
        bound: { atLeast: 0.8 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The sentence is of a net that has learned to copy everywhere. Not useful, yes; overfitting, no. A net that overfits is good at its training images and bad at others. One that copies everywhere is nearly as good at digits that it has never seen, and lets most of the clothes through, too.',
  },
  seconds: 140,
}
