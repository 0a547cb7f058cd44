// Linear: no hidden layer, no activation, squared error; at its optimum it spans the principal subspace (curriculum C1, C2).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const linear: Family<AutoencoderRecipe> = {
  id: 'linear',
  recipe: {
    ...undercomplete.recipe,
    family: 'linear',
    data: { ...undercomplete.recipe.data, centre: true },
    encode: { layers: [], activation: 'linear', dropout: 0, initial: 'glorot' },
    code: { ...undercomplete.recipe.code, size: 16 },
    decode: { layers: 'mirror', tied: false, output: 'gaussian', variance: 1, bias: 'mean' },
    optimise: { method: 'adam', rate: 0.003, batch: 128, steps: 1770 },
    // the second, smaller rate lets the noise of the batches settle
    changes: [{ step: 1180, path: 'optimise.rate', value: 0.0005 }],
  },
  instruments: ['subspace', 'reconstructions', 'features', 'runsMade', 'traps', 'summary'],
}
