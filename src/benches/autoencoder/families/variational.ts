// Variational: a Gaussian for each image, held near the prior that new images are drawn from (Kingma & Welling 2014; L1–L24).

import type { Family } from '../../../lab/recipe.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { undercomplete } from './undercomplete.ts'

export const variational: Family<AutoencoderRecipe> = {
  id: 'variational',
  recipe: {
    ...undercomplete.recipe,
    family: 'variational',
    code: { ...undercomplete.recipe.code, kind: 'gaussian' },
    objective: { ...undercomplete.recipe.objective, kl: { weight: 1, warmup: 0, freeBits: 0 } },
  },
  instruments: [
    'decodedMap',
    'posteriors',
    'samples',
    'dimensions',
    'tugOfWar',
    'exactPosterior',
    'interpolation',
    'traversal',
    'bounds',
    'reconstructions',
    'runsMade',
    'traps',
    'summary',
  ],
}

/** β above 1 presses the code towards the prior at the cost of the reconstruction (Higgins et al. 2017; L30). */
export const betaVariational: Family<AutoencoderRecipe> = {
  id: 'beta-variational',
  recipe: {
    ...variational.recipe,
    family: 'beta-variational',
    encode: { ...variational.recipe.encode, layers: [{ kind: 'dense', units: 400 }] },
    code: { ...variational.recipe.code, size: 20 },
    objective: { ...variational.recipe.objective, kl: { weight: 4, warmup: 0, freeBits: 0 } },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 1062 },
  },
  instruments: [
    'traversal',
    'dimensions',
    'runsMade',
    'samples',
    'posteriors',
    'interpolation',
    'tugOfWar',
    'bounds',
    'reconstructions',
    'traps',
    'summary',
  ],
}
