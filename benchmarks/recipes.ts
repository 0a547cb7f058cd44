// The models' recipes, completed by the product and free of its complaints.

import { recipeBook, type AutoencoderRecipe } from '../src/benches/autoencoder/recipe.ts'
import { readRecipe } from '../src/lab/recipe.ts'
import { models, type ModelName } from './models.ts'

/** @throws Error when a field is no longer as the product's recipe book wants it */
export function recipeOf(model: ModelName): AutoencoderRecipe {
  const { recipe, complaints } = readRecipe(recipeBook, models[model].recipe)
  if (complaints.length > 0) throw new Error(complaints.map(({ sentence }) => sentence).join('\n'))
  return recipe
}
