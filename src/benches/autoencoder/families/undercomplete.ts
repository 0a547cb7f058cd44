// Undercomplete: a code narrower than the image, the first autoencoder of every lecture (curriculum D1, D2).

import type { Family } from '../../../lab/recipe.ts'
import { off } from '../objective/terms.ts'
import type { AutoencoderRecipe } from '../recipe.ts'

export const undercomplete: Family<AutoencoderRecipe> = {
  id: 'undercomplete',
  recipe: {
    version: 1,
    bench: 'autoencoder',
    family: 'undercomplete',
    seed: 42,
    data: {
      set: 'mnist',
      train: 60000,
      classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      pixels: 'grey',
      centre: false,
    },
    corrupt: { kind: 'none' },
    encode: {
      layers: [
        { kind: 'dense', units: 256 },
        { kind: 'dense', units: 64 },
      ],
      activation: 'relu',
      dropout: 0,
      initial: 'glorot',
    },
    code: {
      size: 2,
      kind: 'point',
      activation: 'linear',
      condition: 'none',
      samples: 1,
      gradient: 'pathwise',
    },
    decode: { layers: 'mirror', tied: false, output: 'bernoulli', variance: 1, bias: 'zero' },
    objective: {
      reconstruction: { over: 'all', reduce: 'sum' },
      ...off,
    },
    optimise: { method: 'adam', rate: 0.001, batch: 128, steps: 3540 },
    changes: [],
  },
  instruments: [
    'decodedMap',
    'reconstructions',
    'features',
    'interpolation',
    'samples',
    'runsMade',
    'traps',
    'summary',
  ],
}
