// The mean image of a recipe's training set, for `centre` and `bias: mean`.

import type { Images } from '../../data/dataset.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** Does this recipe wait for the whole training set before its first step? */
export function needsMean(recipe: AutoencoderRecipe): boolean {
  return recipe.data.centre || recipe.decode.bias === 'mean'
}

/** Mean over the images of these indices, exact; sampled pixels in expectation → 784 values in [0,1]. */
export function meanImage(
  images: Images,
  indices: Uint32Array,
  mode: AutoencoderRecipe['data']['pixels'],
): Float64Array {
  const sum = new Float64Array(pixels)
  for (const index of indices) {
    const start = index * pixels
    for (let j = 0; j < pixels; j++) {
      const byte = images.pixels[start + j]!
      sum[j]! += mode === 'threshold' ? (byte >= 128 ? 255 : 0) : byte
    }
  }
  return sum.map((total) => total / (255 * indices.length))
}
