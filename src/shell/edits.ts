// What an edit of the recipe comes to: nothing, a complaint, another end of the run, a change within it, or a fresh run.

import { fromCheckpoint } from '../benches/autoencoder/checkpoints/find.ts'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { equal, undotted, valueAt, withValueAt } from '../lab/json.ts'
import { branchOf, checkpointIn, firstStep } from '../lab/origin.ts'
import { inForce, readRecipe, type Complaint } from '../lab/recipe.ts'

type Edit =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly complaints: readonly Complaint[] }
  /** the number of steps alone, which a run may have as another one */
  | { readonly kind: 'steps'; readonly recipe: AutoencoderRecipe }
  | { readonly kind: 'live'; readonly changes: readonly (readonly [path: string, value: number])[] }
  /** `path`: the first field that makes it one */
  | { readonly kind: 'fresh'; readonly recipe: AutoencoderRecipe; readonly path: string }

/** New values by their dotted paths, for a run of this recipe after `step` completed steps. */
export function editOf(
  recipe: AutoencoderRecipe,
  step: number,
  changes: Readonly<Record<string, unknown>>,
): Edit {
  const first = firstStep(recipe)
  const now = inForce(recipe, Math.max(step, first))
  const news = Object.entries(changes).filter(([path, value]) => !equal(valueAt(now, undotted(path)), value))
  if (news.length === 0) return { kind: 'nothing' }
  const wanted = news.reduce<unknown>(
    (current, [path, value]) => withValueAt(current, undotted(path), value),
    recipe,
  )
  const { recipe: edited, complaints: all } = readRecipe(recipeBook, wanted)
  // weights that do not fit any more are left, for fresh ones
  const complaints = all.filter(({ field }) => field !== 'from')
  if (complaints.length > 0) return { kind: 'refused', complaints }
  const paths = news.map(([path]) => path)
  if (paths.every((path) => path === 'optimise.steps')) return { kind: 'steps', recipe: edited }
  // a checkpoint's first step is none of fresh weights
  if ((step > first || checkpointIn(recipe) !== null) && news.every(isLive))
    return { kind: 'live', changes: news }
  const anew = withoutChangesOf(edited, paths)
  // what a branch may have otherwise, it has from the step on at which it branches
  if (branchOf(anew) !== null) return { kind: 'fresh', recipe: anew, path: paths[0]! }
  const { from: _, ...fresh } = anew
  // between trained sizes of a committed recipe nobody waits
  const shown = paths.length === 1 && paths[0] === 'code.size' ? fromCheckpoint(fresh) : fresh
  return { kind: 'fresh', recipe: shown, path: paths[0]! }
}

/** The step from which on the oldest of these values was in force at `step`. */
export function inForceSince(recipe: AutoencoderRecipe, paths: readonly string[], step: number): number {
  const { changes } = recipe
  const first = firstStep(recipe)
  const since = paths.map(
    (path) => changes.findLast((change) => change.path === path && change.step <= step)?.step ?? first,
  )
  return Math.min(...since)
}

/** Can this value be set while the run goes on? */
function isLive(change: readonly [path: string, value: unknown]): change is [path: string, value: number] {
  const [path, value] = change
  return recipeBook.changeable(path) && typeof value === 'number'
}

/** Fields set anew for a fresh run are no longer what earlier changes made of them. */
function withoutChangesOf(recipe: AutoencoderRecipe, paths: readonly string[]): AutoencoderRecipe {
  return { ...recipe, changes: recipe.changes.filter((change) => !paths.includes(change.path)) }
}
