// Weights that are still warming up at a step: what the recipe gives them is not yet in force.

import type { Term } from '../../objective/term.ts'
import { settingOf } from '../../objective/term.ts'
import { activeTerms, weightOf } from '../../objective/terms.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'

/** Every term whose weight is below its own after `step` completed steps, with the weight then in force. */
export function warmingTerms(
  recipe: AutoencoderRecipe,
  step: number,
): readonly { term: Term; weight: number }[] {
  return activeTerms(recipe).flatMap((term) => {
    const warmth = term.warmth?.(settingOf(recipe, term), step) ?? 1
    return warmth < 1 ? [{ term, weight: warmth * weightOf(recipe, term) }] : []
  })
}
