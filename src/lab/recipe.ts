// What every bench's recipe has, and how any JSON becomes one: merged into its family's default, checked field by field.

import type * as z from 'zod/mini'
import { dotted, isObject, merge, valueAt, withValueAt, undotted, equal, type Path } from './json.ts'
import { branchOf, firstStep, mostBranches, type Origin } from './origin.ts'

/** A field altered while the run went on: in force after `step` completed steps. */
export interface Change {
  readonly step: number
  readonly path: string
  readonly value: number
}

/** What the machinery of the lab knows of a recipe; everything else is its bench's. */
export interface Recipe {
  readonly version: number
  readonly bench: string
  readonly family: string
  readonly seed: number
  readonly optimise: { readonly steps: number; readonly batch: number; readonly rate: number }
  readonly changes: readonly Change[]
  /** where it begins instead of drawing its own first weights */
  readonly from?: Origin<Recipe>
}

/** A named default recipe with the instruments to show first; it adds no code path. */
export interface Family<R extends Recipe> {
  readonly id: string
  readonly recipe: R
  /** ids of instruments, the one to show first at the head */
  readonly instruments: readonly string[]
}

/** What a bench registers about its recipes. */
export interface RecipeBook<R extends Recipe> {
  readonly bench: string
  readonly version: number
  /** `migrations[v]` turns the JSON of a partial recipe of version v into one of version v + 1 */
  readonly migrations: Readonly<Record<number, (partial: Record<string, unknown>) => Record<string, unknown>>>
  readonly schema: z.ZodMiniType<R>
  readonly families: readonly [Family<R>, ...Family<R>[]]
  /** may this dotted path change while a run goes on, with the weights kept? */
  readonly changeable: (path: string) => boolean
}

/** No run is longer. */
export const mostSteps = 1_000_000

type Complain = (field: string, sentence: string, remedy: string) => void

/** One field that could not be used as given, with the sentence that says so. */
export interface Complaint {
  readonly field: string
  readonly sentence: string
  /** what is done instead where the recipe is used all the same, as a sentence */
  readonly remedy: string
}

export interface ReadRecipe<R extends Recipe> {
  readonly recipe: R
  readonly complaints: readonly Complaint[]
}

/** fields repaired before a recipe is given up */
const mostRepairs = 200

/**
 * Reads any value as a recipe of this book. Whatever it is, a valid recipe comes back: a bad field alone takes
 * its family's default, and a complaint names it. Never throws.
 */
export function readRecipe<R extends Recipe>(book: RecipeBook<R>, value: unknown): ReadRecipe<R> {
  return readBranch(book, value, 0)
}

/** @param depth how many branches lead from this recipe to the one that is read */
function readBranch<R extends Recipe>(book: RecipeBook<R>, value: unknown, depth: number): ReadRecipe<R> {
  const complaints: Complaint[] = []
  const complain: Complain = (field, sentence, remedy) => complaints.push({ field, sentence, remedy })
  if (!isObject(value)) {
    complain('recipe', 'The recipe is not a JSON object.', 'The default recipe is used.')
    return { recipe: book.families[0].recipe, complaints }
  }
  if (value['bench'] !== undefined && value['bench'] !== book.bench) {
    complain('bench', `The bench ${show(value['bench'])} is not known.`, `${show(book.bench)} is used.`)
  }
  const partial = migrated(book, value, complain)
  const family = familyOf(book, partial['family'], complain)
  const fixed = { version: book.version, bench: book.bench, family: family.id }
  let candidate = withParent(book, merge(family.recipe, { ...partial, ...fixed }), depth, complain)
  for (let repairs = 0; repairs <= mostRepairs; repairs++) {
    const parsed = book.schema.safeParse(candidate)
    if (parsed.success) return { recipe: withLegalChanges(book, parsed.data, complain), complaints }
    const issue = parsed.error.issues[0]
    if (issue === undefined) break
    const repaired = repair(candidate, family.recipe, issue, complain)
    if (equal(repaired, candidate)) break
    candidate = repaired
  }
  complain(
    'recipe',
    'Too many fields cannot be used.',
    `The default recipe of the family ${family.id} is used.`,
  )
  return { recipe: family.recipe, complaints }
}

/** The candidate with the recipe that it branches from read as a recipe by itself. */
function withParent<R extends Recipe>(
  book: RecipeBook<R>,
  candidate: unknown,
  depth: number,
  complain: Complain,
): unknown {
  const path = ['from', 'recipe']
  const parent = valueAt(candidate, path)
  if (parent === undefined) return candidate
  if (depth >= mostBranches) {
    const sentence = `from: branches of branches go ${mostBranches} deep at most.`
    complain('from', sentence, 'The run begins with weights of its own.')
    return withValueAt(candidate, ['from'], undefined)
  }
  const { recipe, complaints } = readBranch(book, parent, depth + 1)
  for (const { field, sentence, remedy } of complaints) {
    complain(dotted([...path, field]), `Of the run that it branches from: ${sentence}`, remedy)
  }
  return withValueAt(candidate, path, recipe)
}

function migrated<R extends Recipe>(
  book: RecipeBook<R>,
  value: Record<string, unknown>,
  complain: Complain,
): Record<string, unknown> {
  const given = value['version'] ?? book.version
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || given > book.version) {
    complain(
      'version',
      `version is ${show(given)}; this lab reads versions 1 to ${book.version}.`,
      'It is read as the newest one.',
    )
    return value
  }
  let partial = value
  for (let version = given; version < book.version; version++)
    partial = book.migrations[version]?.(partial) ?? partial
  return partial
}

function familyOf<R extends Recipe>(book: RecipeBook<R>, id: unknown, complain: Complain): Family<R> {
  const found = book.families.find((family) => family.id === id)
  if (found) return found
  if (id !== undefined) {
    const known = book.families.map((family) => family.id).join(', ')
    complain(
      'family',
      `family is ${show(id)}; it must be one of ${known}.`,
      `The family ${book.families[0].id} is used.`,
    )
  }
  return book.families[0]
}

/** The candidate with the one field that `issue` names taken from the default, or taken away where the default has none. */
function repair(candidate: unknown, fallback: unknown, issue: z.core.$ZodIssue, complain: Complain): unknown {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  if (issue.code === 'unrecognized_keys') {
    let repaired = candidate
    for (const key of issue.keys) {
      const field = [...path, key]
      complain(dotted(field), `${dotted(field)} is not a field of this recipe.`, 'It is left out.')
      repaired = withValueAt(repaired, field, undefined)
    }
    return repaired
  }
  const instead = issue.code === 'custom' ? issue.params?.['instead'] : undefined
  if (instead !== undefined) {
    complain(dotted(path), sentenceOf(candidate, path, issue), `It is set to ${show(instead)}.`)
    return withValueAt(candidate, path, instead)
  }
  complain(dotted(path), sentenceOf(candidate, path, issue), 'Its default is used.')
  let field: Path = path
  while (field.length > 0) {
    const value = valueAt(fallback, field)
    const repaired = withValueAt(candidate, field, value)
    if (!equal(repaired, candidate)) return repaired
    field = field.slice(0, -1)
  }
  return fallback
}

function sentenceOf(candidate: unknown, path: Path, issue: z.core.$ZodIssue): string {
  const field = path.length > 0 ? dotted(path) : 'The recipe'
  const is = `${field} is ${show(valueAt(candidate, path))}; it must be`
  switch (issue.code) {
    case 'custom':
      return `${field}: ${issue.message}.`
    case 'too_big':
      return `${is} ${bound(issue.origin, 'at most', issue.maximum)}.`
    case 'too_small':
      return `${is} ${bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}.`
    case 'invalid_value':
      return `${is} ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`
    case 'invalid_type':
      return `${is} ${issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}.`
    default:
      return `${field} is ${show(valueAt(candidate, path))}, which cannot be used.`
  }
}

function bound(origin: string, words: string, limit: number | bigint): string {
  return origin === 'array' ? `a list of ${words} ${limit}` : `${words} ${limit}`
}

/** A value as a sentence repeats it, shortened. */
export function show(value: unknown): string {
  const text = value === undefined ? 'missing' : written(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** As JSON where it can be; too deep a nest, a circle and a big integer cannot, and NaN would become null. */
function written(value: unknown): string {
  if (typeof value === 'number') return String(value)
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return `a ${typeof value}`
  }
}

/** Drops every change that the schema or the bench does not allow, with a complaint for each. */
function withLegalChanges<R extends Recipe>(book: RecipeBook<R>, recipe: R, complain: Complain): R {
  const legal = recipe.changes.filter((change, i) => {
    const field = `changes.${i}`
    const reason = illegal(book, recipe, change)
    if (reason) complain(field, `${field}: ${reason}`, 'It is left out.')
    return reason === null
  })
  const ordered = legal.toSorted((a, b) => a.step - b.step)
  return equal(ordered, recipe.changes) ? recipe : { ...recipe, changes: ordered }
}

/** Why this change cannot be made within a run of `recipe`, as a sentence; null where it can. */
export function illegal<R extends Recipe>(book: RecipeBook<R>, recipe: R, change: Change): string | null {
  const first = firstStep(recipe)
  if (change.step < first) return `The run branches at step ${first}; what changes before is not of its own.`
  if (!book.changeable(change.path)) return `${change.path} cannot change while a run goes on.`
  const path = undotted(change.path)
  const parsed = book.schema.safeParse(withValueAt({ ...recipe, changes: [] }, path, change.value))
  if (parsed.success) return null
  const issue = parsed.error.issues[0]
  return issue ? sentenceOf(withValueAt(recipe, path, change.value), path, issue) : 'It cannot be used.'
}

/**
 * The recipe as in force after `step` completed steps: every change up to then written into its field. Before the step
 * at which it branches, that of the run that it comes from.
 */
export function inForce<R extends Recipe>(recipe: R, step: number): R {
  const branch = branchOf(recipe)
  if (branch !== null && step < branch.step) return inForce(branch.recipe, step)
  let current: R = recipe
  for (const change of recipe.changes) {
    if (change.step <= step) current = withValueAt(current, undotted(change.path), change.value) as R
  }
  return current
}

/** The recipe with one more change; one of the same path at the same step gives way. */
export function withChange<R extends Recipe>(recipe: R, change: Change): R {
  const kept = recipe.changes.filter((other) => other.step !== change.step || other.path !== change.path)
  return { ...recipe, changes: [...kept, change].toSorted((a, b) => a.step - b.step) }
}

/** Number of images seen after `step` steps, by whichever run: the sum of the batch sizes then in force. */
export function imagesSeen(recipe: Recipe, step: number): number {
  const branch = branchOf(recipe)
  if (branch !== null && step < branch.step) return imagesSeen(branch.recipe, step)
  let seen = branch === null ? 0 : imagesSeen(branch.recipe, branch.step)
  let from = branch?.step ?? 0
  let batch = recipe.optimise.batch
  for (const change of recipe.changes) {
    if (change.path !== 'optimise.batch' || change.step > step) continue
    seen += batch * (change.step - from)
    from = change.step
    batch = change.value
  }
  return seen + batch * (step - from)
}
