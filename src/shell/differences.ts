// In which columns of the strip two recipes differ.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { equal } from '../lab/json.ts'
import { inForce } from '../lab/recipe.ts'
import { imageKey } from './imagesOfRecipe.ts'

const columns = ['data', 'corrupt', 'encode', 'code', 'decode', 'objective', 'optimise'] as const

/** The column in which a field of the recipe stands; the seed stands with the optimiser. */
export function columnOf(path: string): string {
  return path === 'seed' ? 'optimise' : path.split('.')[0]!
}

/** In the order of the strip. What is changed on the way counts as if it always were so. */
export function differingColumns(a: AutoencoderRecipe, b: AutoencoderRecipe): readonly string[] {
  const [one, other] = [inForce(a, Infinity), inForce(b, Infinity)]
  return columns.filter(
    (column) =>
      !equal(one[column], other[column]) || (column === columnOf('seed') && one.seed !== other.seed),
  )
}

/** Do the two see the same batches, with the same draws? */
export function sameBatches(a: AutoencoderRecipe, b: AutoencoderRecipe): boolean {
  return imageKey(a.data) === imageKey(b.data) && a.seed === b.seed && a.optimise.batch === b.optimise.batch
}
