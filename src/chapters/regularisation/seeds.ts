// What claims about orderings share: recipes under three seeds, and a figure with its range over them.

import { recipeBook, type AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { readRecipe } from '../../lab/recipe.ts'

const seeds = [1, 2, 3] as const

/** A partial recipe, once with each seed. */
export function underSeeds(partial: object): AutoencoderRecipe[] {
  return seeds.map((seed) => readRecipe(recipeBook, { ...partial, seed }).recipe)
}

/** Rows of as many as there are seeds, in the order in which the recipes were given. */
export function bySetting<T>(all: readonly T[]): T[][] {
  return Array.from({ length: all.length / seeds.length }, (_, i) =>
    all.slice(i * seeds.length, (i + 1) * seeds.length),
  )
}

/** The mean over the seeds, with the least and the greatest. */
export function overSeeds(values: readonly number[]): {
  value: number
  range: readonly [least: number, greatest: number]
} {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length
  return { value, range: [Math.min(...values), Math.max(...values)] }
}
