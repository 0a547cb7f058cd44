// Recipes that claims of several chapters share, so that each is trained once in a whole run.

import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { recipeOf } from '../seeds.ts'

/** Two numbers of code and sampled pixels, whose log p(x) a grid can sum. */
export const onPlane = (seed: number): AutoencoderRecipe =>
  recipeOf({ family: 'variational', seed, data: { pixels: 'sampled' }, optimise: { steps: 1062 } })

/** Twenty numbers of code and sampled pixels. */
export const sampledWide = (seed: number): AutoencoderRecipe =>
  recipeOf({
    family: 'beta-variational',
    seed,
    data: { pixels: 'sampled' },
    objective: { kl: { weight: 1 } },
    optimise: { steps: 708 },
  })

/** Steps of the sweeps over β, code size and decoder. */
const sweepSteps = 531

/** 784-400-20 with this β, or with what else differs. */
export const atBeta = (beta: number, seed: number, more: object = {}): AutoencoderRecipe =>
  recipeOf({
    family: 'beta-variational',
    seed,
    objective: { kl: { weight: beta } },
    optimise: { steps: sweepSteps },
    ...more,
  })
