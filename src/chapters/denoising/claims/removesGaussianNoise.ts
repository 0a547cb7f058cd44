// Gaussian noise: what a trained net restores beyond the best linear method (curriculum I1, I2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { trainedLonger } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'removes-gaussian-noise',
  quote: 'Add independent zero-mean Gaussian noise to every input variable.',
  lecture: 'S2',
  section: 'Denoising autoencoder',
  items: ['I1', 'I2', 'N2', 'E-23', 'E-24'],
  recipes: trainedLonger,
  measure: async (trained) => {
    const { figuresOf, gainsOf } = await import('../gains.ts')
    return figuresOf(await gainsOf(trained), 0.2)
  },
  finding: 'condition',
  note: {
    en: 'It works, but most of the gain needs no net: the best linear map has it, too. The net’s own part is the first figure. The noise is drawn from N(0, σ²I) and here cut to [0, 1], which alone halves its squared error.',
  },
  seconds: 85,
}
