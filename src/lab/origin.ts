// Where a run begins, when it does not draw its own first weights: at a stored checkpoint, or at a step of another run.

import type { Recipe } from './recipe.ts'

/** A run that goes on, with weights, moments and memories, from where another one is after `step` completed steps. */
export interface Branch<R> {
  /** the whole recipe of the other run; what it changes from `step` on is not of this one */
  readonly recipe: R
  readonly step: number
}

/** `checkpoint`: the digest of a file of weights. */
export type Origin<R> = { readonly checkpoint: string } | Branch<R>

/** A branch of a branch of a branch … at most this deep. */
export const mostBranches = 8

/** The run that this one branches from, and at which step; null where it does not branch. */
export function branchOf<R extends Recipe>({ from }: R): Branch<R> | null {
  return from !== undefined && 'recipe' in from ? (from as Branch<R>) : null
}

/** The checkpoint whose weights this run begins with, not by way of another run; null where there is none. */
export function checkpointIn({ from }: Pick<Recipe, 'from'>): string | null {
  return from !== undefined && 'checkpoint' in from ? from.checkpoint : null
}

/** The step at which the recipe's own run begins. */
export function firstStep(recipe: Recipe): number {
  return branchOf(recipe)?.step ?? 0
}

/** The run at whose first weights everything began. */
export function rootOf<R extends Recipe>(recipe: R): R {
  const branch = branchOf(recipe)
  return branch === null ? recipe : rootOf(branch.recipe)
}

/** How many branches lead from the root to this run. */
export function depthOf(recipe: Recipe): number {
  const branch = branchOf(recipe)
  return branch === null ? 0 : 1 + depthOf(branch.recipe)
}
