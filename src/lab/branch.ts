// A branch from a step of a run, and what two runs have in common.

import { equal } from './json.ts'
import { branchOf, depthOf, mostBranches } from './origin.ts'
import { inForce, mostSteps, type Change, type Recipe, type RecipeBook } from './recipe.ts'

/**
 * The recipe of a fresh run that begins where `recipe` is after `step` completed steps, with what is in force then. What
 * was changed later is not of the branch, but for what its family changes by default. It ends where the run would,
 * or, from the run's end on, as much later.
 * @throws RangeError when it would be a branch of too many branches
 */
export function branchedAt<R extends Recipe>(book: RecipeBook<R>, recipe: R, step: number): R {
  const parent = ownerOf(recipe, step)
  if (depthOf(parent) >= mostBranches) {
    throw new RangeError(
      `Branches of branches go ${mostBranches} deep at most, and this run is one of the deepest.`,
    )
  }
  const planned = book.families.find(({ id }) => id === recipe.family)?.recipe.changes ?? []
  const { steps } = recipe.optimise
  const now = inForce(recipe, step)
  return {
    ...now,
    optimise: {
      ...now.optimise,
      steps: steps > step ? steps : Math.min(mostSteps, step + Math.max(1, steps)),
    },
    changes: planned.filter(
      (change) => change.step > step && recipe.changes.some((own) => equal(own, change)),
    ),
    from: { recipe: parent, step },
  }
}

/** Of a run and those that it comes from, the one whose own steps lead to `step`. */
function ownerOf<R extends Recipe>(recipe: R, step: number): R {
  const branch = branchOf(recipe)
  return branch !== null && step <= branch.step ? ownerOf(branch.recipe, step) : recipe
}

/** The step up to which a branch is the very run `other`; null where it begins otherwise, or does not branch. */
export function sharedUntil<R extends Recipe>(other: R, recipe: R): number | null {
  const branch = branchOf(recipe)
  if (branch === null) return null
  const { step } = branch
  return equal(pastOf(other, step), pastOf(branch.recipe, step)) ? step : null
}

/** What decides the first `step` steps of a run. */
function pastOf(recipe: Recipe, step: number): unknown {
  const { family: _, optimise, changes, ...rest } = ownerOf(recipe, step)
  return {
    ...rest,
    optimise: { ...optimise, steps: 0 },
    changes: changes.filter((change) => change.step < step),
  }
}

/** Every change on the way, those of the runs that it branches from among them, ascending in step. */
export function changesOnTheWay(recipe: Recipe): readonly Change[] {
  const branch = branchOf(recipe)
  if (branch === null) return recipe.changes
  const before = changesOnTheWay(branch.recipe).filter(({ step }) => step < branch.step)
  return [...before, ...recipe.changes]
}

/** Steps at which a run and those that it comes from branch, ascending. */
export function branchSteps(recipe: Recipe): readonly number[] {
  const branch = branchOf(recipe)
  return branch === null ? [] : [...branchSteps(branch.recipe), branch.step]
}
