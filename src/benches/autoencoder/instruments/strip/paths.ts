// Which dotted paths of a recipe have a control that can stand by itself, outside its column.

import { corruptionOf } from '../../corrupt/corruptions.ts'
import type { Parameter } from '../../corrupt/corruption.ts'
import type { Term } from '../../objective/term.ts'
import { terms } from '../../objective/terms.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { refusalOfTerm } from './changes.ts'

/** Numbers of the recipe beside those that corruptions and terms declare. */
export const optimiseFields = ['rate', 'batch', 'steps'] as const
export type OptimiseField = (typeof optimiseFields)[number]

/** What a path stands for. */
export type ControlPlace =
  | { readonly kind: 'codeSize' }
  | { readonly kind: 'optimise'; readonly field: OptimiseField }
  | { readonly kind: 'corruption'; readonly parameter: Parameter }
  | { readonly kind: 'term'; readonly term: Term; readonly parameter: Parameter }

/** The control of a path for this recipe; null where it has none. */
export function controlAt(path: string, recipe: AutoencoderRecipe): ControlPlace | null {
  if (path === 'code.size') return { kind: 'codeSize' }
  const [part, ...rest] = path.split('.')
  if (part === 'optimise') {
    const field = optimiseFields.find((known) => known === rest.join('.'))
    return field === undefined ? null : { kind: 'optimise', field }
  }
  if (part === 'corrupt') {
    const parameter = named(corruptionOf(recipe.corrupt.kind).parameters, rest.join('.'))
    return parameter === null ? null : { kind: 'corruption', parameter }
  }
  const term = part === 'objective' ? terms.find(({ id }) => id === rest[0]) : undefined
  if (term === undefined || refusalOfTerm(recipe, term) !== null) return null
  const parameter = named(term.parameters, rest.slice(1).join('.'))
  return parameter === null ? null : { kind: 'term', term, parameter }
}

export function isControl(path: string, recipe: AutoencoderRecipe): boolean {
  return controlAt(path, recipe) !== null
}

function named(parameters: readonly Parameter[], name: string): Parameter | null {
  return parameters.find((parameter) => parameter.name === name) ?? null
}
