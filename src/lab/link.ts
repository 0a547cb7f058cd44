// The link: a recipe as the difference from its family's default, deflated, in URL-safe characters; beside it
// the recipe that it is compared with, and what never alters one: a view, a task, and the backend where one is pinned.

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { difference, isObject } from './json.ts'
import { branchOf } from './origin.ts'
import { readRecipe, type Complaint, type ReadRecipe, type Recipe, type RecipeBook } from './recipe.ts'
import { backendNames, type BackendName } from '../tensors/backendNames.ts'

const longestLink = 100_000
const longestRecipe = 1_000_000
/** characters of an unknown name that a sentence repeats */
const longestName = 30

/** The recipe as the part of a link behind `#r=`; as a rule under 200 characters. */
export function writeLink<R extends Recipe>(book: RecipeBook<R>, recipe: R): string {
  return packed(partialOf(book, recipe))
}

/**
 * What differs from the family's default, with the names that say whose default that is; so does of a branch the recipe that
 * it comes from.
 */
export function partialOf<R extends Recipe>(book: RecipeBook<R>, recipe: R): Record<string, unknown> {
  const family = book.families.find((known) => known.id === recipe.family) ?? book.families[0]
  const partial = difference(family.recipe, recipe)
  const branch = branchOf(recipe)
  return {
    version: recipe.version,
    bench: recipe.bench,
    family: family.id,
    ...(isObject(partial) ? partial : {}),
    ...(branch && { from: { recipe: partialOf(book, branch.recipe), step: branch.step } }),
  }
}

/** Any JSON in the characters of a link. */
export function packed(json: unknown): string {
  return toUrlSafe(deflateSync(strToU8(JSON.stringify(json)), { level: 9 }))
}

/** @throws where the text is not what `packed` writes, or longer than any link of ours */
export function unpacked(text: string): unknown {
  if (text.length > longestLink) throw new RangeError('too long')
  return JSON.parse(strFromU8(inflateSync(fromUrlSafe(text), { out: new Uint8Array(longestRecipe) })))
}

/** What an address holds behind its #. */
export interface Fragment<R extends Recipe> {
  readonly recipe: R
  /** the other side of a comparison */
  readonly other?: R | null
  /** as it is written there: what is open and chosen, and a teacher's task */
  readonly view?: string | null
  readonly task?: string | null
  readonly backend?: BackendName | null
}

export function writeFragment<R extends Recipe>(
  book: RecipeBook<R>,
  { recipe, other = null, view = null, task = null, backend = null }: Fragment<R>,
): string {
  const fields = [`r=${writeLink(book, recipe)}`]
  if (other !== null) fields.push(`b=${writeLink(book, other)}`)
  if (view !== null) fields.push(`v=${view}`)
  if (task !== null) fields.push(`t=${task}`)
  if (backend !== null) fields.push(`backend=${backend}`)
  return fields.join('&')
}

/** Reads what `writeLink` wrote, and survives everything else: what cannot be decoded gives the default and a sentence. */
export function readLink<R extends Recipe>(book: RecipeBook<R>, text: string): ReadRecipe<R> {
  try {
    return readRecipe(book, unpacked(text))
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

/** The same of the recipe that it is compared with (`…&b=…`). */
export function otherRecipeIn(address: string): string | null {
  return fieldsOf(address).get('b')
}

/** The same of what is open and chosen (`…&v=…`). */
export function viewIn(address: string): string | null {
  return fieldsOf(address).get('v')
}

/** The same of a teacher's task (`…&t=…`). */
export function taskIn(address: string): string | null {
  return fieldsOf(address).get('t')
}

/** The same of a deck of scenes (`#d=…`). */
export function deckIn(address: string): string | null {
  return fieldsOf(address).get('d')
}

/** The scene of its deck at which an address stands (`…&s=…`), from 1; 1 where it says nothing of use. */
export function sceneIn(address: string): number {
  const scene = Number(fieldsOf(address).get('s') ?? 1)
  return Number.isInteger(scene) && scene > 0 ? scene : 1
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

/** Bytes in the characters of a link. */
export function toUrlSafe(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws where the text has other characters */
export function fromUrlSafe(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
