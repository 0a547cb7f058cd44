// A run with all that it comes from: what it branches from is trained first, up to that step, then the run goes on from there.

import type { Dataset } from '../data/dataset.ts'
import type { Bench } from './bench.ts'
import { branchOf } from './origin.ts'
import type { Recipe } from './recipe.ts'
import { Divergence, type BatchLoss, type Run, type RunContext, type Snapshot } from './run.ts'

export interface LineageContext<R extends Recipe> extends Pick<RunContext, 'from' | 'initial' | 'signal'> {
  openData(recipe: R): Promise<Dataset>
}

/**
 * Runs `recipe` as its bench does, after the runs that it branches from: of each, what is yielded has that run's recipe.
 * `from` may be a snapshot of any of them, `initial` are the first weights of the root. Changes given to `next` are heard
 * from the recipe's own first state on.
 * @throws Divergence when one of the runs diverges
 */
export async function* runLineage<R extends Recipe>(
  { run }: Pick<Bench<R>, 'run'>,
  recipe: R,
  context: LineageContext<R>,
): Run<R> {
  const branch = branchOf(recipe)
  const { from, initial, signal } = context
  if (branch === null || (from && from.step >= branch.step)) {
    yield* run(recipe, { data: await context.openData(recipe), from, initial, signal })
    return
  }
  const parent = runLineage({ run }, branch.recipe, context)
  let reached: Snapshot | null = null
  let loss: BatchLoss | null = null
  try {
    for (;;) {
      const next = await parent.next()
      if (next.done) throw new Error('The run ended by itself.')
      if (next.value.step < branch.step) {
        yield next.value
        continue
      }
      ;[reached, loss] = [await next.value.snapshot(), next.value.loss]
      if (reached === null) throw new Divergence('weights', branch.step, NaN)
      break
    }
  } finally {
    await parent.return()
  }
  signal?.throwIfAborted()
  const own = run(recipe, { data: await context.openData(recipe), from: reached, signal })
  try {
    // the step that led here was the other run's
    for (let next = await own.next(); !next.done; loss = null) {
      next = await own.next(yield loss === null ? next.value : { ...next.value, loss })
    }
  } finally {
    await own.return()
  }
}
