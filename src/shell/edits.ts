// What an edit of the recipe comes to: nothing, a complaint, another end of the run, a change within it, or a fresh run.

import { fromCheckpoint } from '../benches/autoencoder/checkpoints/find.ts'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { equal, undotted, valueAt, withValueAt } from '../lab/json.ts'
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
  const now = inForce(recipe, step)
  const news = Object.entries(changes).filter(([path, value]) => !equal(valueAt(now, undotted(path)), value))
  if (news.length === 0) return { kind: 'nothing' }
  const wanted = news.reduce<unknown>(
    (current, [path, value]) => withValueAt(current, undotted(path), value),
    recipe,
  )
  const { recipe: edited, complaints } = readRecipe(recipeBook, wanted)
  if (complaints.length > 0) return { kind: 'refused', complaints }
  const paths = news.map(([path]) => path)
  if (paths.every((path) => path === 'optimise.steps')) return { kind: 'steps', recipe: edited }
  // a checkpoint's first step is none of fresh weights
  if ((step > 0 || recipe.from) && news.every(isLive)) return { kind: 'live', changes: news }
  const { from: _, ...fresh } = withoutChangesOf(edited, paths)
  // between trained sizes of a committed recipe nobody waits
  const shown = paths.length === 1 && paths[0] === 'code.size' ? fromCheckpoint(fresh) : fresh
  return { kind: 'fresh', recipe: shown, path: paths[0]! }
}

/** The step from which on the oldest of these values was in force at `step`. */
export function inForceSince({ changes }: AutoencoderRecipe, paths: readonly string[], step: number): number {
  const since = paths.map(
    (path) => changes.findLast((change) => change.path === path && change.step <= step)?.step ?? 0,
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
