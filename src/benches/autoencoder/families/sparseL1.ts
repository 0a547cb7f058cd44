// Sparse by L1: a wide code of which each image may use little (curriculum H1).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const sparseL1: Family<AutoencoderRecipe> = {
  id: 'sparse-l1',
  recipe: {
    ...undercomplete.recipe,
    family: 'sparse-l1',
    encode: { ...undercomplete.recipe.encode, layers: [] },
    code: { ...undercomplete.recipe.code, size: 256, activation: 'relu' },
    objective: { ...undercomplete.recipe.objective, l1: { weight: 1 } },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: ['sparsity', 'units', 'reconstructions', 'runsMade', 'traps', 'summary'],
}
