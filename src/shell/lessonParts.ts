// What a teacher's link can lock or hide: parts of the page, and every control of the recipe by its path.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { isObject } from '../lab/json.ts'
import type { Access, Lesson } from '../lab/lesson.ts'

/** Parts of the page, then the columns of the strip, named as their parts of the recipe. */
export const parts = [
  'families',
  'chapter',
  'compare',
  'data',
  'corrupt',
  'encode',
  'code',
  'decode',
  'objective',
  'optimise',
  'seed',
] as const
type Part = (typeof parts)[number]

/** Dotted paths of the single values that a recipe has in a part; lists count as one. */
export function controlsOf(recipe: AutoencoderRecipe, part: Part): readonly string[] {
  const value: unknown = (recipe as unknown as Record<string, unknown>)[part]
  return isObject(value) ? leavesOf(part, value) : []
}

function leavesOf(path: string, value: Record<string, unknown>): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    isObject(inner) ? leavesOf(`${path}.${key}`, inner) : [`${path}.${key}`],
  )
}

/** What a lesson says of exactly this path. */
export function accessIn({ locked, hidden }: Lesson, path: string): Access {
  return hidden.includes(path) ? 'hidden' : locked.includes(path) ? 'locked' : 'open'
}

export function withAccess({ task, locked, hidden }: Lesson, path: string, access: Access): Lesson {
  const without = (known: readonly string[]) => known.filter((other) => other !== path)
  return {
    task,
    locked: access === 'locked' ? [...without(locked), path] : without(locked),
    hidden: access === 'hidden' ? [...without(hidden), path] : without(hidden),
  }
}
