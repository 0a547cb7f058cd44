// The code cells of a notebook in one framework, in the order in which a batch goes through them.

import type { AutoencoderRecipe } from '../recipe.ts'

type CellOf = (recipe: AutoencoderRecipe) => string

export interface FrameworkCells {
  readonly install: string
  readonly imports: CellOf
  readonly load: CellOf
  /** reading, corrupting and presenting images */
  readonly present: CellOf
  readonly network: CellOf
  /** @param file the weights that the run begins with; null where it draws its own */
  readonly weights: (recipe: AutoencoderRecipe, file: string | null) => string
  readonly code: CellOf
  readonly objective: CellOf
  readonly train: CellOf
  readonly evaluate: CellOf
  readonly look: CellOf
}
