// What a run's settings are at each step: rate, batch and weights as the recipe begins with them and changes them on the way.

import { weightOf, terms } from '../objective/terms.ts'
import { settingOf, type Term } from '../objective/term.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { termLines } from './lines.ts'
import { indented, lines, nameOf } from './python.ts'

/** The terms whose weight is above 0 at some step. */
export function termsOf(recipe: AutoencoderRecipe): readonly Term[] {
  const isChanged = (term: Term) =>
    recipe.changes.some(({ path, value }) => path === weightPath(term) && value > 0)
  return terms.filter((term) => weightOf(recipe, term) > 0 || isChanged(term))
}

const weightPath = ({ id }: Term): string => `objective.${id}.weight`

/** `setting`, `changes`, `in_force(step)` and `weights(step)`. */
export function scheduleLines(recipe: AutoencoderRecipe): string {
  const { optimise, changes } = recipe
  const used = termsOf(recipe)
  const first: (readonly [string, number])[] = [
    ['optimise.rate', optimise.rate],
    ['optimise.batch', optimise.batch],
    ...used.map((term) => [weightPath(term), weightOf(recipe, term)] as const),
  ]
  const known = new Set(first.map(([path]) => path))
  const kept = changes.filter(({ path }) => known.has(path))
  const weights = used.map((term) => {
    const warmth = termLines(term.id).warmth?.(settingOf(recipe, term)) ?? null
    return `"${nameOf(term.id)}": now["${weightPath(term)}"]${warmth === null ? '' : ` * ${warmth}`},`
  })
  return lines(
    'setting = {',
    indented(first.map(([path, value]) => `"${path}": ${value},`).join('\n')),
    '}',
    kept.length === 0
      ? 'changes = []  # (after how many steps, what, its new value)'
      : 'changes = [  # (after how many steps, what, its new value)',
    kept.length === 0
      ? null
      : indented(kept.map(({ step, path, value }) => `(${step}, "${path}", ${value}),`).join('\n')),
    kept.length === 0 ? null : ']',
    `steps = ${optimise.steps}`,
    '',
    '',
    'def in_force(step):',
    '    """The settings after so many completed steps."""',
    '    now = dict(setting)',
    '    for since, what, value in changes:',
    '        if since <= step:',
    '            now[what] = value',
    '    return now',
    '',
    '',
    'def weights(step):',
    '    """The weight of every term after so many completed steps."""',
    '    now = in_force(step)',
    weights.length === 0 ? '    return {}' : lines('    return {', indented(weights.join('\n'), 8), '    }'),
  )
}
