// Convolutional and variational: windows in both nets, a Gaussian between them.

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { convolutional } from './convolutional.ts'
import { variational } from './variational.ts'

export const convolutionalVariational: Family<AutoencoderRecipe> = {
  id: 'convolutional-variational',
  recipe: {
    ...variational.recipe,
    family: 'convolutional-variational',
    encode: convolutional.recipe.encode,
    code: { ...variational.recipe.code, size: 16 },
    optimise: convolutional.recipe.optimise,
  },
  instruments: [
    'samples',
    'traversal',
    'dimensions',
    'posteriors',
    'interpolation',
    'tugOfWar',
    'bounds',
    'reconstructions',
    'runsMade',
    'summary',
  ],
}
