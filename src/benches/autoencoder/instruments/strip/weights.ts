// How many numbers a recipe's network learns.

import { isKernel, parametersOf } from '../../architecture.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'

/** Entries of all kernels, and of all biases; a tied kernel counts once. */
export function countWeights(recipe: AutoencoderRecipe): {
  readonly kernels: number
  readonly biases: number
} {
  const counts = { kernels: 0, biases: 0 }
  for (const { name, shape } of parametersOf(recipe)) {
    counts[isKernel(name) ? 'kernels' : 'biases'] += shape.reduce((product, length) => product * length, 1)
  }
  return counts
}
