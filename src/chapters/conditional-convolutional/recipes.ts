// Recipes that claims of this chapter share.

import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { recipeOf } from '../seeds.ts'

const steps = 885

/** 794-400-2: both nets are told the digit. */
export const told = (seed: number): AutoencoderRecipe =>
  recipeOf({ family: 'conditional', seed, optimise: { steps } })

/** 784-400-2, told nothing. */
export const untold = (seed: number): AutoencoderRecipe =>
  recipeOf({
    family: 'variational',
    seed,
    encode: { layers: [{ kind: 'dense', units: 400 }] },
    optimise: { steps },
  })
