// Masked: three quarters of the image are hidden, and only they count (after He et al. 2022; curriculum I9).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const masked: Family<AutoencoderRecipe> = {
  id: 'masked',
  recipe: {
    ...undercomplete.recipe,
    family: 'masked',
    corrupt: { kind: 'patches', size: 4, rate: 0.75 },
    encode: { ...undercomplete.recipe.encode, layers: [{ kind: 'dense', units: 512 }] },
    code: { ...undercomplete.recipe.code, size: 128, activation: 'relu' },
    objective: {
      ...undercomplete.recipe.objective,
      reconstruction: { over: 'masked', reduce: 'sum' },
    },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 2124 },
  },
  instruments: ['masking', 'restoring', 'noiseLevels', 'features', 'runsMade', 'summary'],
}
