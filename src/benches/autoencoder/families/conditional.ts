// Conditional: both nets are told the class, so that the code is left with the hand (Sohn, Lee & Yan 2015; curriculum L35).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { variational } from './variational.ts'

export const conditional: Family<AutoencoderRecipe> = {
  id: 'conditional',
  recipe: {
    ...variational.recipe,
    family: 'conditional',
    encode: { ...variational.recipe.encode, layers: [{ kind: 'dense', units: 400 }] },
    code: { ...variational.recipe.code, condition: 'label' },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1770 },
  },
  instruments: [
    'sameHand',
    'posteriors',
    'samples',
    'dimensions',
    'decodedMap',
    'interpolation',
    'tugOfWar',
    'reconstructions',
    'runsMade',
    'summary',
  ],
}
