// A conditional decoder draws the digit that it is asked for (curriculum L35).

import type { Agreement } from '../../../benches/autoencoder/instruments/sameHand/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over, seeds } from '../../seeds.ts'
import { told } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'asked-for-digit',
  quote:
    'Variants of VAE such as beta-VAEs and conditional VAEs allow to understand and control data generation (at least to some extent).',
  lecture: 'S2',
  section: 'Summary',
  items: ['L35', 'L44'],
  recipes: seeds.map(told),
  measure: async (trained) => {
    const found: Agreement[] = []
    for (const net of trained) {
      found.push((await net.open((model) => model.ask('sameHand', { kind: 'agreement' }))) as Agreement)
    }
    return [
      {
        name: {
          en: 'share of 2,000 samples that five nearest training images, in pixels, call the digit asked for (chance 0.1)',
        },
        ...over(found.map(({ agreement }) => agreement)),
        bound: { atLeast: 0.85 },
      },
      {
        name: { en: 'beside: share of real test images that the same judge names rightly' },
        value: found[0]!.judge,
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Ask for a digit and it comes, nearly always: as often as the judge, who looks at pixels, is right about real ones. The code is left to control the hand: slant, width, weight.',
  },
  seconds: 150,
}
