// The link: a recipe as the difference from its family's default, deflated, in URL-safe characters (contract 1).

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { difference, isObject } from './json.ts'
import { readRecipe, type ReadRecipe, type Recipe, type RecipeBook } from './recipe.ts'

const longestLink = 100_000
const longestRecipe = 1_000_000

/** The recipe as the part of a link behind `#r=`; as a rule under 200 characters. */
export function writeLink<R extends Recipe>(book: RecipeBook<R>, recipe: R): string {
  const family = book.families.find((known) => known.id === recipe.family) ?? book.families[0]
  const partial = difference(family.recipe, recipe)
  const named = {
    version: recipe.version,
    bench: recipe.bench,
    family: family.id,
    ...(isObject(partial) ? partial : {}),
  }
  return toUrlSafe(deflateSync(strToU8(JSON.stringify(named)), { level: 9 }))
}

/** Reads what `writeLink` wrote, and survives everything else: what cannot be decoded gives the default and a sentence. */
export function readLink<R extends Recipe>(book: RecipeBook<R>, text: string): ReadRecipe<R> {
  try {
    if (text.length > longestLink) throw new RangeError('too long')
    const bytes = inflateSync(fromUrlSafe(text), { out: new Uint8Array(longestRecipe) })
    return readRecipe(book, JSON.parse(strFromU8(bytes)))
  } catch {
    const sentence = 'The recipe in this link cannot be decoded.'
    const remedy = 'The default recipe is opened instead.'
    return { recipe: book.families[0].recipe, complaints: [{ field: 'link', sentence, remedy }] }
  }
}

/** The recipe's part of a whole address or fragment (`…#r=…`), or null where it has none. */
export function recipeIn(address: string): string | null {
  const fragment = address.slice(address.indexOf('#') + 1)
  return new URLSearchParams(fragment).get('r')
}

function toUrlSafe(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromUrlSafe(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
