// Every term of the objective beside the reconstruction, found by its file in the folder `terms`.

import type { AutoencoderRecipe } from '../recipe.ts'
import { settingOf, type Term, type TermSetting } from './term.ts'

const files = import.meta.glob<{ term: Term }>('./terms/*.ts', { eager: true })

export const terms: readonly Term[] = Object.values(files).map(({ term }) => term)

/** Every term off: what a family's objective begins with. */
export const off: Readonly<Record<string, TermSetting>> = Object.fromEntries(
  terms.map((term) => [term.id, term.off]),
)

export function weightOf(recipe: AutoencoderRecipe, term: Term): number {
  return settingOf(recipe, term).weight
}

/** A term is off at weight 0. */
export function activeTerms(recipe: AutoencoderRecipe): readonly Term[] {
  return terms.filter((term) => weightOf(recipe, term) > 0)
}

/** Those that are on, and those that say something of the recipe even when they are off. */
export function measuredTerms(recipe: AutoencoderRecipe): readonly Term[] {
  return terms.filter((term) => weightOf(recipe, term) > 0 || term.isAlwaysMeasured?.(recipe))
}

/** The terms that keep something from step to step, with the shape of it. */
export function remembering(recipe: AutoencoderRecipe): readonly { term: Term; shape: readonly number[] }[] {
  return terms.flatMap((term) => {
    const shape = term.memory?.shape(recipe) ?? null
    return shape === null ? [] : [{ term, shape }]
  })
}

/** reconstruction + Σ weight · term, sums and full weights, whatever `reduce` and warm-up say. */
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
