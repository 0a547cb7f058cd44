// A kept run: what is written down of a run so that it outlives its page, and what it is compared by.

import { equal } from '../json.ts'
import type { Recipe, RecipeBook } from '../recipe.ts'
import type { NamedArray } from '../../tensors/parameters.ts'

/** One line of the list. Its states and frames lie beside it, under its id and their steps. */
export interface KeptRun {
  readonly id: string
  /** who writes it while its run goes on; another owner's record is never written to */
  readonly owner: string
  /** kept by itself while it ran, and gone again when others need the room; false: the reader keeps it */
  readonly isAutomatic: boolean
  readonly name: string
  readonly note: string
  /** as it was read; whoever uses it reads it as any other JSON that may be a recipe */
  readonly recipe: unknown
  /** completed steps; 0 for a recipe without a run */
  readonly step: number
  /** when it was last written, in ms since 1970 */
  readonly at: number
  /** of states and frames */
  readonly bytes: number
  /** which build measured the frames: another one measures them anew */
  readonly engine: string
}

/** Weights at a step; with moments the run goes on from there to the same numbers. */
export interface KeptState {
  readonly step: number
  readonly parameters: readonly NamedArray[]
  readonly moments: readonly NamedArray[] | null
}

/** What is asked of a bench about stored runs. */
export interface Checks<R extends Recipe> {
  readonly book: RecipeBook<R>
  /** why these are no weights, or no moments, of this recipe, as a sentence; null where they are */
  readonly misfit: (recipe: R, state: KeptState) => string | null
}

/** How long a run is meant to be says nothing about what it has computed, nor does what is changed after `step`. */
function untilStep(recipe: Recipe, step: number): unknown {
  const changes = recipe.changes.filter((change) => change.step < step)
  return { ...recipe, changes, optimise: { ...recipe.optimise, steps: 0 } }
}

/** Do two recipes compute the same first `step` steps? */
export function isSameRun(one: Recipe, other: Recipe, step: number): boolean {
  return equal(untilStep(one, step), untilStep(other, step))
}

/** most runs that are kept by themselves */
const mostAutomatic = 12

/**
 * Which of these give way so that a record of `bytes` has room within `budget` bytes: the oldest of those that were kept by
 * themselves. Null where even that is not enough.
 */
export function givingWay(
  others: readonly KeptRun[],
  bytes: number,
  budget: number,
): readonly KeptRun[] | null {
  const automatic = others.filter(({ isAutomatic }) => isAutomatic).toSorted((a, b) => a.at - b.at)
  let total = bytes + others.reduce((sum, other) => sum + other.bytes, 0)
  const gone: KeptRun[] = []
  for (const run of automatic) {
    if (total <= budget && automatic.length - gone.length < mostAutomatic) break
    gone.push(run)
    total -= run.bytes
  }
  return total <= budget ? gone : null
}

const megabyte = 2 ** 20

/** Bytes that kept runs may take here: a quarter of what the browser allows, at most 400 MB. */
export async function allowedBytes(): Promise<number> {
  const { quota } = await estimate()
  return Math.min(400 * megabyte, quota === undefined ? 200 * megabyte : quota / 4)
}

async function estimate(): Promise<StorageEstimate> {
  try {
    return await navigator.storage.estimate()
  } catch {
    return {} // not everywhere, and not over plain http
  }
}

/** Is this the browser's word for a full disk? */
export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}

/** The name of a record. No draw of a run: it only has to be another one each time. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
