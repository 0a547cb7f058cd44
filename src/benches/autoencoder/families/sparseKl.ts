// Sparse by KL: every unit is to be active as rarely as a target says (Ng, CS294A; curriculum H2).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const sparseKl: Family<AutoencoderRecipe> = {
  id: 'sparse-kl',
  recipe: {
    ...undercomplete.recipe,
    family: 'sparse-kl',
    encode: { ...undercomplete.recipe.encode, layers: [] },
    code: { ...undercomplete.recipe.code, size: 196, activation: 'sigmoid' },
    decode: { ...undercomplete.recipe.decode, output: 'gaussian' },
    objective: {
      ...undercomplete.recipe.objective,
      klSparsity: { weight: 3, target: 0.05, average: 'batch' },
    },
    optimise: { method: 'adam', rate: 0.001, batch: 256, steps: 590 },
  },
  instruments: ['sparsity', 'units', 'reconstructions', 'runsMade', 'traps', 'summary'],
}
