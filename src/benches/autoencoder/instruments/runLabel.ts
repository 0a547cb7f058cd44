// What tells one run from another in few words: the family, and what differs from its default.

import { difference, isObject } from '../../../lab/json.ts'
import { families, type AutoencoderRecipe } from '../recipe.ts'

/** Fields that say little of what a model is. */
const quiet = ['optimise.steps', 'changes', 'version', 'bench', 'family']

/** `variational · kl.weight 4 · code.size 20` */
export function runLabel(recipe: AutoencoderRecipe): string {
  const family = families.find(({ id }) => id === recipe.family) ?? families[0]
  const leaves = leavesOf(difference(family.recipe, recipe), '').filter(([path]) => !quiet.includes(path))
  const news = leaves.map(([path, value]) => `${path.replace(/^objective\.|\.kind$/g, '')} ${written(value)}`)
  return [family.id, ...news].join(' · ')
}

function leavesOf(value: unknown, path: string): [path: string, value: unknown][] {
  if (value === undefined) return []
  if (!isObject(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, entry]) =>
    leavesOf(entry, path === '' ? key : `${path}.${key}`),
  )
}

/** Numbers and words as they are, layers by their widths. */
function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  const entries = value.map((entry: unknown) =>
    isObject(entry) ? String(entry['units'] ?? entry['filters'] ?? entry['kind']) : String(entry),
  )
  return entries.join('-') || 'none'
}
