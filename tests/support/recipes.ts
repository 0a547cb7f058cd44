// Recipes of the autoencoder bench for tests: a part of one is completed by its family, and must be free of complaints.

import { recipeBook, type AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import { readRecipe } from '../../src/lab/recipe.ts'

/** @throws when a field is not as the recipe book wants it */
export function recipeOf(partial: unknown): AutoencoderRecipe {
  const { recipe, complaints } = readRecipe(recipeBook, partial)
  if (complaints.length > 0) throw new Error(complaints.map(({ sentence }) => sentence).join('\n'))
  return recipe
}
