// The nets of the two traps, which several claims share.

import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { recipeOf, seeds } from '../seeds.ts'

/** Linear, with a code wider than the image; a few hundred steps are enough to see where it goes. */
export const copiers: readonly AutoencoderRecipe[] = seeds.map((seed) =>
  recipeOf({ family: 'overcomplete', seed, optimise: { steps: 350 } }),
)

const hidden = [256, 128, 128, 128].map((units) => ({ kind: 'dense', units }))

/** One number of code between nets strong enough to know by heart the few digits that they are trained on. */
export function memoriserOf(train: number, steps: number, seed: number): AutoencoderRecipe {
  return recipeOf({
    family: 'undercomplete',
    seed,
    data: { train },
    encode: { layers: hidden, activation: 'relu', initial: 'he' },
    code: { size: 1 },
    decode: { output: 'gaussian' },
    optimise: { batch: 20, steps },
    changes: [{ step: 0.75 * steps, path: 'optimise.rate', value: 0.0002 }],
  })
}
