// Denoising: the encoder sees a corrupted image, the target is the clean one (Vincent et al. 2008; curriculum I1).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const denoising: Family<AutoencoderRecipe> = {
  id: 'denoising',
  recipe: {
    ...undercomplete.recipe,
    family: 'denoising',
    corrupt: { kind: 'gaussian', sigma: 0.5, clip: true },
    encode: { ...undercomplete.recipe.encode, layers: [] },
    code: { ...undercomplete.recipe.code, size: 512, activation: 'relu' },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: ['denoising', 'noiseLevels', 'restoring', 'features', 'runsMade', 'traps', 'summary'],
}
