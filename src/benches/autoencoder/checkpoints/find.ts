// Which checkpoint shows at once what a recipe would come to.

import { equal } from '../../../lab/json.ts'
import { readRecipe } from '../../../lab/recipe.ts'
import { recipeBook, type AutoencoderRecipe } from '../recipe.ts'
import { checkpoints, type Checkpoint } from './list.ts'

/** The checkpoint of this very recipe, however long it is meant to be and whatever it goes on from; null where there is none. */
export function checkpointFor(recipe: AutoencoderRecipe): Checkpoint | null {
  const wanted = essence(recipe)
  return (
    checkpoints.find(
      (known) => known.recipe.code.size === recipe.code.size && equal(wanted, essenceOf(known)),
    ) ?? null
  )
}

const essences = new Map<Checkpoint, unknown>()

/** Of a checkpoint's recipe, which is read once. */
function essenceOf(known: Checkpoint): unknown {
  if (!essences.has(known)) essences.set(known, essence(readRecipe(recipeBook, known.recipe).recipe))
  return essences.get(known)
}

/** The recipes of all checkpoints that differ from this one by their code size, each going on from its own, the nearest size first. */
export function trainedSizes(recipe: AutoencoderRecipe): AutoencoderRecipe[] {
  const { from: _, ...fresh } = recipe
  const nearness = (size: number): number => Math.abs(Math.log(size / recipe.code.size))
  return [...new Set(checkpoints.map((known) => known.recipe.code.size))]
    .toSorted((a, b) => nearness(a) - nearness(b))
    .map((size) => fromCheckpoint({ ...fresh, code: { ...fresh.code, size } }))
    .filter((other) => other.from !== undefined)
}

/** A recipe that goes on from its checkpoint, whose optimiser starts afresh; itself where there is none. */
export function fromCheckpoint(recipe: AutoencoderRecipe): AutoencoderRecipe {
  const checkpoint = checkpointFor(recipe)
  const { from: _, ...fresh } = recipe
  return checkpoint === null ? fresh : { ...fresh, from: { checkpoint: checkpoint.id } }
}

/** What makes a run, with what is to be changed on its way: not its family's name, nor its length. */
function essence({ family: _family, from: _from, optimise, ...rest }: AutoencoderRecipe): unknown {
  return { ...rest, optimise: { ...optimise, steps: 0 } }
}
