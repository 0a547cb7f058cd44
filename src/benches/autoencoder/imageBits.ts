// How many bits an image takes as it is stored: a byte for a grey pixel, one bit for a black or white one.

import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

export function imageBits(recipe: AutoencoderRecipe): number {
  return pixels * (recipe.data.pixels === 'grey' ? 8 : 1)
}
