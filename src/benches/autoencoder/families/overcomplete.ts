// Overcomplete: a code wider than the image, with nothing that keeps it from copying (curriculum E3).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const overcomplete: Family<AutoencoderRecipe> = {
  id: 'overcomplete',
  recipe: {
    ...undercomplete.recipe,
    family: 'overcomplete',
    encode: { layers: [], activation: 'linear', dropout: 0, initial: 'glorot' },
    code: { ...undercomplete.recipe.code, size: 1024 },
    decode: { layers: 'mirror', tied: false, output: 'gaussian', variance: 1, bias: 'zero' },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: ['traps', 'reconstructions', 'features', 'runsMade', 'summary'],
}
