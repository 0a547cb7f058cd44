// Every term of the objective beside the reconstruction, found by its file in the folder `terms`.

import type { AutoencoderRecipe } from '../recipe.ts'
import type { Term } from './term.ts'

const files = import.meta.glob<{ term: Term }>('./terms/*.ts', { eager: true })

export const terms: readonly Term[] = Object.values(files).map((file) => file.term)

export function weightOf(recipe: AutoencoderRecipe, term: Term): number {
  return recipe.objective[term.id as 'l1Weights' | 'l2Weights'].weight
}

/** A term is off at weight 0. */
export function activeTerms(recipe: AutoencoderRecipe): readonly Term[] {
  return terms.filter((term) => weightOf(recipe, term) > 0)
}

/** reconstruction + Σ weight · term, sums and full weights, whatever `reduce` says. */
export function totalOf(
  recipe: AutoencoderRecipe,
  reconstruction: number,
  values: Readonly<Record<string, number>>,
): number {
  return activeTerms(recipe).reduce(
    (total, term) => total + weightOf(recipe, term) * (values[term.id] ?? NaN),
    reconstruction,
  )
}
