// What claims share: recipes under three seeds, for what is said of an ordering, and a figure with its range over them.

import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Figure } from '../lab/claim.ts'
import { readRecipe } from '../lab/recipe.ts'

/** What differs from the family's default, completed. */
export function recipeOf(partial: object): AutoencoderRecipe {
  return readRecipe(recipeBook, partial).recipe
}

/** The first is that of the lab's own recipes, of which there are checkpoints. */
export const seeds = [42, 43, 44] as const

/** A partial recipe, once with each seed. */
export function underSeeds(partial: object): AutoencoderRecipe[] {
  return seeds.map((seed) => recipeOf({ ...partial, seed }))
}

/** Rows of as many as there are seeds, in the order in which the recipes were given. */
export function bySetting<T>(all: readonly T[]): T[][] {
  return Array.from({ length: all.length / seeds.length }, (_, i) =>
    all.slice(i * seeds.length, (i + 1) * seeds.length),
  )
}

/** Their mean, with the least and the greatest. */
export function over(values: readonly number[]): Required<Pick<Figure, 'value' | 'range'>> {
  return {
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
    range: [Math.min(...values), Math.max(...values)],
  }
}
