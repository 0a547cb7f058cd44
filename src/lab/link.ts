// The link: a recipe as the difference from its family's default, deflated, in URL-safe characters (contract 1); beside it,
// where one is pinned, the backend, which never alters the recipe.

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { difference, isObject } from './json.ts'
import { readRecipe, type Complaint, type ReadRecipe, type Recipe, type RecipeBook } from './recipe.ts'
import { backendNames, type BackendName } from '../tensors/backendNames.ts'

const longestLink = 100_000
const longestRecipe = 1_000_000
/** characters of an unknown name that a sentence repeats */
const longestName = 30

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

/** Everything behind the # of an address: the recipe, and the backend where one is to be pinned. */
export function writeFragment<R extends Recipe>(
  book: RecipeBook<R>,
  recipe: R,
  backend: BackendName | null = null,
): string {
  return `r=${writeLink(book, recipe)}${backend === null ? '' : `&backend=${backend}`}`
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
  return fieldsOf(address).get('r')
}

/** What a link says of the backend: its name, nothing, or a name that nobody knows. */
export interface Pin {
  readonly backend: BackendName | null
  readonly complaint: Complaint | null
}

/** The backend that a whole address or fragment pins (`…&backend=wasm`). Never throws. */
export function backendIn(address: string): Pin {
  const given = fieldsOf(address).get('backend')
  const backend = backendNames.find((name) => name === given) ?? null
  if (given === null || backend !== null) return { backend, complaint: null }
  const named = given.length > longestName ? `${given.slice(0, longestName)}…` : given
  const sentence = `The link asks for the backend ${JSON.stringify(named)}; it must be one of ${backendNames.join(', ')}.`
  return { backend, complaint: { field: 'backend', sentence, remedy: 'It is chosen as without a link.' } }
}

function fieldsOf(address: string): URLSearchParams {
  return new URLSearchParams(address.slice(address.indexOf('#') + 1))
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
