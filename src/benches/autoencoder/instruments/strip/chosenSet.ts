// What choosing another set changes in a recipe, by dotted paths: a set of the reader's own has other classes and another size.

import type { SetName } from '../../../../data/manifest.ts'
import type { OwnName } from '../../../../data/own/limits.ts'
import { allOf, type AutoencoderRecipe } from '../../recipe.ts'

type Data = AutoencoderRecipe['data']

/** The lab's sets are alike, so that all else stays; from one's own, the whole of the other set is taken. */
export function ofLabsSet(set: Exclude<SetName, 'own'>, before: Data): Readonly<Record<string, unknown>> {
  if (before.own === undefined) return { 'data.set': set }
  return { 'data.set': set, 'data.own': undefined, 'data.classes': allOf(10), 'data.train': 60_000 }
}

/** The whole of a set of the reader's own, which has so many training images. */
export function ofOwnSet(
  { digest, name, classes }: OwnName,
  train: number,
): Readonly<Record<string, unknown>> {
  return {
    'data.set': 'own',
    'data.own': { digest, name, classes },
    'data.classes': allOf(classes.length),
    'data.train': train,
  }
}
