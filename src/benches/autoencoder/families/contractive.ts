// Contractive: the code is to move little when the image does; tied, or the encoder shrinks alone (J1, J5).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const contractive: Family<AutoencoderRecipe> = {
  id: 'contractive',
  recipe: {
    ...undercomplete.recipe,
    family: 'contractive',
    encode: { ...undercomplete.recipe.encode, layers: [] },
    code: { ...undercomplete.recipe.code, size: 256, activation: 'sigmoid' },
    decode: { ...undercomplete.recipe.decode, tied: true },
    objective: { ...undercomplete.recipe.objective, contraction: { weight: 1, method: 'exact' } },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: ['contraction', 'reconstructions', 'features', 'runsMade', 'traps', 'summary'],
}
