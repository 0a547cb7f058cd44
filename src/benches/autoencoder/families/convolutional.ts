// Convolutional: the same small windows everywhere instead of a weight for each pixel (curriculum D, P3).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const convolutional: Family<AutoencoderRecipe> = {
  id: 'convolutional',
  recipe: {
    ...undercomplete.recipe,
    family: 'convolutional',
    encode: {
      ...undercomplete.recipe.encode,
      layers: [
        { kind: 'conv', filters: 16, size: 3, stride: 2, padding: 'same' },
        { kind: 'conv', filters: 32, size: 3, stride: 2, padding: 'same' },
      ],
    },
    code: { ...undercomplete.recipe.code, size: 16 },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: ['reconstructions', 'features', 'units', 'interpolation', 'runsMade', 'traps', 'summary'],
}
