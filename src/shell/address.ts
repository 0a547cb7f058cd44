// The page's address: its recipes, what is open and chosen, a teacher's task, and the backend where one is pinned.

import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { readLesson, writeLesson, type Lesson } from '../lab/lesson.ts'
import { backendIn, otherRecipeIn, readLink, recipeIn, taskIn, viewIn, writeFragment } from '../lab/link.ts'
import { readRecipe, type Complaint } from '../lab/recipe.ts'
import type { BackendName } from '../tensors/backendNames.ts'
import { shownFrame } from './frames.ts'
import { firstChosen, firstInstrument, type LabState } from './labState.ts'
import { readView, writeView, type View } from './view.ts'

/** What an address says: its recipes or the default, what stands beside them, and what cannot be used of it. */
export function readAddress(address: string) {
  const [link, otherLink, viewLink, taskLink] = [recipeIn, otherRecipeIn, viewIn, taskIn].map((part) =>
    part(address),
  )
  const linked = typeof link === 'string'
  const complaints: Complaint[] = []
  function read<T extends { readonly complaints: readonly Complaint[] }>(part: T): T {
    complaints.push(...part.complaints)
    return part
  }
  const { recipe } = read(linked ? readLink(recipeBook, link) : readRecipe(recipeBook, {}))
  const other = linked && otherLink ? read(readLink(recipeBook, otherLink)).recipe : null
  const { backend: pinned, complaint } = backendIn(address)
  if (complaint !== null) complaints.push(complaint)
  const { view } = linked && viewLink ? read(readView(viewLink)) : { view: {} as View }
  const { lesson } = linked && taskLink ? read(readLesson(taskLink)) : { lesson: null }
  return { linked, recipe, other, pinned, view: fitting(view, recipe.code.size), lesson, complaints }
}

/** Without a code that is of another length than the recipe's. */
export function fitting({ chosen, ...view }: View, size: number): View {
  return chosen?.kind === 'code' && chosen.code.length !== size ? view : { ...view, chosen }
}

/** What a link takes along beside the recipes. */
export interface Along {
  readonly view: View
  readonly lesson: Lesson | null
  readonly backend: BackendName | null
}

/** The part of an address behind its #, of one recipe or two. */
export function fragmentOf(
  [recipe, other]: readonly AutoencoderRecipe[],
  { view, lesson, backend }: Along,
): string {
  return writeFragment(recipeBook, {
    recipe: recipe!,
    other,
    view: writeView(view),
    task: lesson && writeLesson(lesson),
    backend,
  })
}

/** What the reader has open and chosen, where it is not as on a first look at the recipe. */
export function openView({ recipe, instrument, expanded, chosen, colourByClass }: LabState): View {
  return {
    ...(instrument !== firstInstrument(recipe) && { instrument }),
    ...(expanded !== null && { expanded }),
    ...(!isFirst(chosen) && { chosen }),
    ...(colourByClass && { colourByClass }),
  }
}

function isFirst(chosen: LabState['chosen']): boolean {
  return chosen.kind === firstChosen.kind && chosen.index === firstChosen.index
}

/** The step of what is shown, where the run has come from its beginning. */
export function shownStep(states: readonly LabState[]): number {
  return Math.max(...states.map((state) => shownFrame(state)?.step ?? 0))
}
