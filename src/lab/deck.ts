// A deck: scenes for a lecture hall, as a file or the part of a link behind `#d=`; reading one survives whatever stands there.

import * as z from 'zod/mini'
import { isObject } from './json.ts'
import { packed, partialOf, unpacked } from './link.ts'
import { readRecipe, show, type Complaint, type Recipe, type RecipeBook } from './recipe.ts'

/** One thing to show: a recipe and a view of it, with words and controls beside one instrument. */
export interface Scene<R extends Recipe, V> {
  readonly title: string
  /** plain text; `[code]{…}` and its like give words a colour of the model */
  readonly prose: string
  readonly recipe: R
  readonly view: V
  /** dotted paths of the recipe's controls that matter here */
  readonly controls: readonly string[]
  /** null: the first one of the recipe's family */
  readonly instrument: string | null
  /** the claim that this scene shows */
  readonly claim: string | null
}

export interface Deck<R extends Recipe, V> {
  readonly title: string
  readonly scenes: readonly Scene<R, V>[]
}

/** A deck as it is written down; what is left out of a scene is as in a family's default. */
export interface WrittenDeck {
  readonly version: 1
  readonly title: string
  readonly scenes: readonly WrittenScene[]
}

export interface WrittenScene {
  readonly title: string
  readonly prose: string
  /** what differs from its family's default */
  readonly recipe: object
  readonly view?: object
  readonly controls?: readonly string[]
  readonly instrument?: string
  readonly claim?: string
}

/** What the lab around a deck knows of the parts that are not the deck's own. */
export interface Known<R extends Recipe, V> {
  readonly book: RecipeBook<R>
  readonly instruments: readonly string[]
  readonly claims: readonly string[]
  /** is there a control of this path for this recipe? */
  readonly isControl: (path: string, recipe: R) => boolean
  /** @throws where the JSON is not a view */
  readonly readView: (json: unknown, recipe: R) => V
  readonly writeView: (view: V) => object
}

export interface ReadDeck<R extends Recipe, V> {
  /** null where there is no scene to show */
  readonly deck: Deck<R, V> | null
  readonly complaints: readonly Complaint[]
}

export const longestTitle = 120
export const longestProse = 1200
export const mostScenes = 60
const mostControls = 6
/** characters of a file; larger ones are no deck */
export const largestDeck = 1_000_000

const names = ['title', 'prose', 'recipe', 'view', 'controls', 'instrument', 'claim']

const textOf = (most: number) => z.string().check(z.maxLength(most))
const listOfPaths = z.array(textOf(60)).check(z.maxLength(mostControls))

/** Reads any value as a deck: what cannot be used of a scene is left out, with a sentence that names scene and field. Never throws. */
export function readDeck<R extends Recipe, V>(known: Known<R, V>, value: unknown): ReadDeck<R, V> {
  const complaints: Complaint[] = []
  const nothing = (sentence: string): ReadDeck<R, V> => ({
    deck: null,
    complaints: [{ field: 'deck', sentence, remedy: 'Nothing is opened.' }],
  })
  if (!isObject(value)) return nothing('The deck is not a JSON object.')
  const { version, title, scenes } = value
  if (version !== 1) return nothing(`version is ${show(version)}; this lab reads decks of version 1.`)
  if (!Array.isArray(scenes)) return nothing(`scenes is ${show(scenes)}; it must be a list of scenes.`)
  if (scenes.length > mostScenes) {
    const sentence = `The deck has ${scenes.length} scenes; it may have ${mostScenes}.`
    complaints.push({ field: 'scenes', sentence, remedy: 'The others are left out.' })
  }
  const read = scenes.slice(0, mostScenes).flatMap((scene: unknown, at) => {
    const found = readScene(known, scene, at)
    complaints.push(...found.complaints)
    return found.scene ? [found.scene] : []
  })
  if (read.length === 0)
    return { ...nothing('The deck has no scene that can be shown.'), ...none(complaints) }
  const named = textOf(longestTitle).safeParse(title)
  if (!named.success) {
    const sentence = `title is ${show(title)}; it must be a text of at most ${longestTitle} characters.`
    complaints.push({ field: 'title', sentence, remedy: 'It is left empty.' })
  }
  return { deck: { title: named.success ? named.data : '', scenes: read }, complaints }
}

/** What was wrong with each scene comes first where there are some. */
function none(complaints: readonly Complaint[]): { complaints?: readonly Complaint[] } {
  return complaints.length > 0 ? { complaints } : {}
}

function readScene<R extends Recipe, V>(
  known: Known<R, V>,
  value: unknown,
  at: number,
): { scene: Scene<R, V> | null; complaints: readonly Complaint[] } {
  const complaints: Complaint[] = []
  const complain = (field: string, sentence: string, remedy: string): void => {
    complaints.push({ field: `scenes.${at}.${field}`, sentence: `Scene ${at + 1}: ${sentence}`, remedy })
  }
  if (!isObject(value)) {
    complain('', `it is ${show(value)}; it must be a JSON object.`, 'It is left out.')
    return { scene: null, complaints }
  }
  /** A field, or `instead` with a sentence where it is none of the schema's. */
  function field<T>(name: string, schema: z.ZodMiniType<T>, must: string, instead: T): T {
    if (value === null || !isObject(value) || value[name] === undefined) return instead
    const parsed = schema.safeParse(value[name])
    if (parsed.success) return parsed.data
    complain(name, `${name} is ${show(value[name])}; it must be ${must}.`, 'It is left out.')
    return instead
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) complain(name, `${show(name)} is not a field of a scene.`, 'It is left out.')
  }
  const title = field('title', textOf(longestTitle), `a text of at most ${longestTitle} characters`, '')
  const prose = field('prose', textOf(longestProse), `a text of at most ${longestProse} characters`, '')
  const { recipe, complaints: ofRecipe } = readRecipe(known.book, value['recipe'] ?? {})
  for (const { field: name, sentence, remedy } of ofRecipe) complain(`recipe.${name}`, sentence, remedy)
  const one = (of: readonly string[]) => z.enum(of as [string, ...string[]])
  const instrument = field<string | null>(
    'instrument',
    one(known.instruments),
    oneOf(known.instruments),
    null,
  )
  const claim = field<string | null>('claim', one(known.claims), oneOf(known.claims), null)
  const paths = field<string[]>('controls', listOfPaths, `a list of at most ${mostControls} paths`, [])
  const controls = [...new Set(paths)].filter((path) => {
    const isThere = known.isControl(path, recipe)
    if (!isThere) complain('controls', `there is no control ${show(path)} for its recipe.`, 'It is left out.')
    return isThere
  })
  const view = viewOf(known, value['view'] ?? {}, recipe)
  if (view === null) {
    complain('view', 'its view cannot be read.', 'The scene is shown as on a first look at its recipe.')
  }
  const fallback = view ?? known.readView({}, recipe)
  return { scene: { title, prose, recipe, view: fallback, controls, instrument, claim }, complaints }
}

function viewOf<R extends Recipe, V>({ readView }: Known<R, V>, json: unknown, recipe: R): V | null {
  try {
    return readView(json, recipe)
  } catch {
    return null
  }
}

function oneOf(known: readonly string[]): string {
  return `one of ${known.join(', ')}`
}

/** The same of a file's text. */
export function readDeckFile<R extends Recipe, V>(known: Known<R, V>, text: string): ReadDeck<R, V> {
  const nothing = (sentence: string) => ({
    deck: null,
    complaints: [{ field: 'deck', sentence, remedy: 'Choose a deck that this lab saved.' }],
  })
  if (text.length > largestDeck) return nothing('The file is larger than any deck.')
  try {
    return readDeck(known, JSON.parse(text))
  } catch {
    return nothing('The file is not JSON.')
  }
}

/** The same of the part of a link behind `#d=`. */
export function readDeckLink<R extends Recipe, V>(known: Known<R, V>, text: string): ReadDeck<R, V> {
  try {
    return readDeck(known, unpacked(text))
  } catch {
    const sentence = 'The deck in this link cannot be decoded.'
    return { deck: null, complaints: [{ field: 'deck', sentence, remedy: 'Ask for the link again.' }] }
  }
}

/** The deck as it stands in a file. */
export function writtenDeck<R extends Recipe, V>(
  known: Known<R, V>,
  { title, scenes }: Deck<R, V>,
): WrittenDeck {
  return { version: 1, title, scenes: scenes.map((scene) => writtenScene(known, scene)) }
}

/** The deck as the part of a link behind `#d=`. */
export function writeDeckLink<R extends Recipe, V>(known: Known<R, V>, deck: Deck<R, V>): string {
  return packed(writtenDeck(known, deck))
}

function writtenScene<R extends Recipe, V>(
  { book, writeView }: Known<R, V>,
  { title, prose, recipe, view, controls, instrument, claim }: Scene<R, V>,
): WrittenScene {
  const seen = writeView(view)
  return {
    title,
    prose,
    recipe: partialOf(book, recipe),
    ...(Object.keys(seen).length > 0 && { view: seen }),
    ...(controls.length > 0 && { controls }),
    ...(instrument !== null && { instrument }),
    ...(claim !== null && { claim }),
  }
}
