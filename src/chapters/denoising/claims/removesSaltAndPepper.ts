// Salt and pepper: what a trained net restores beyond the best linear method (curriculum I4).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { saltAndPepper } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'removes-salt-and-pepper',
  quote: 'Apply salt-and-pepper noise (flipping randomly some input pixels or values).',
  lecture: 'S2',
  section: 'Denoising autoencoder',
  items: ['I4', 'N2'],
  recipes: saltAndPepper,
  measure: async (trained) => {
    const { figuresOf, gainsOf } = await import('../gains.ts')
    return figuresOf(await gainsOf(trained), 0.2)
  },
  finding: 'condition',
  note: {
    en: 'Salt and pepper sets pixels to black or white, whatever they were, as another lecture has it; flipping a pixel to 1 − x is a different noise of the same name. Beside the best linear map the net’s own part is the first figure.',
  },
  seconds: 85,
}
