// The reconstruction term by the decoder's output, as it is written and counted: cross-entropy or squared error.

import type { AutoencoderRecipe } from '../recipe.ts'
import { pixels } from '../shapes.ts'

export interface Reconstruction {
  readonly tex: string
  readonly unit: Readonly<{ en: string }>
}

/** The same for every point code. */
export const reconstructions: Record<AutoencoderRecipe['decode']['output'], Reconstruction> = {
  bernoulli: {
    tex: '-\\sum_j \\bigl[ x_j \\log \\hat x_j + (1 - x_j) \\log (1 - \\hat x_j) \\bigr]',
    unit: { en: 'nats per image' },
  },
  gaussian: {
    tex: '\\lVert x - \\hat x \\rVert^2',
    unit: { en: 'squared error per image' },
  },
}

/** The factor by which the trained reconstruction is multiplied: `reduce: mean` divides by the pixels. */
export function reductionOf(recipe: AutoencoderRecipe): number {
  return recipe.objective.reconstruction.reduce === 'mean' ? 1 / pixels : 1
}
