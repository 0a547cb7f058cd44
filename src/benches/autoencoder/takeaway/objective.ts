// The terms of a recipe's objective in Python, and their sum.

import { settingOf } from '../objective/term.ts'
import { terms } from '../objective/terms.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { pixels } from '../shapes.ts'
import { termLines, type Framework } from './lines.ts'
import { lines, nameOf } from './python.ts'
import { termsOf } from './schedule.ts'

/**
 * Functions of the terms, and `objective(forward, weights)`. The KL of a Gaussian code is measured even where it has no
 * weight. `mean`: the mean of the reconstruction over the batch, as an expression.
 */
export function objectiveLines(recipe: AutoencoderRecipe, framework: Framework, mean: string): string {
  const weighed = termsOf(recipe)
  const measured = terms.filter(
    (term) => weighed.includes(term) || (term.id === 'kl' && term.isAlwaysMeasured?.(recipe)),
  )
  const written = measured.map((term) => ({
    term,
    ...termLines(term.id)[framework](settingOf(recipe, term), recipe),
  }))
  const divided = recipe.objective.reconstruction.reduce === 'mean' ? ` / ${pixels}` : ''
  return lines(
    ...written.flatMap(({ define }) => ['', '', define]),
    '',
    '',
    'def objective(forward, weights):',
    `    total = ${mean}${divided}`,
    ...written
      .filter(({ term }) => weighed.includes(term))
      .map(({ term, minimised }) => {
        const name = nameOf(term.id)
        return `    total = total + weights["${name}"] * ${minimised ?? name}(forward)`
      }),
    '    return total',
  )
}
