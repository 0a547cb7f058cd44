// Runs of the autoencoder bench in a test: pulled to a step, with changes given on the way, and put to rest.

import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import type { Change } from '../../src/lab/recipe.ts'
import type { BatchLoss, RunStep, Snapshot } from '../../src/lab/run.ts'
import type { NamedArray } from '../../src/tensors/parameters.ts'

export interface RunOptions {
  readonly from?: Snapshot
  /** weights to begin with, instead of those that the recipe draws */
  readonly initial?: readonly NamedArray[]
  /** given through `next` at their steps, not written into the recipe beforehand */
  readonly live?: readonly Change[]
  /** snapshots wanted on the way */
  readonly keep?: readonly number[]
}

export interface Trained {
  readonly recipe: AutoencoderRecipe
  readonly snapshot: Snapshot
  readonly losses: readonly BatchLoss[]
  readonly kept: ReadonlyMap<number, Snapshot>
}

/** Trains to `steps` completed steps. @throws Divergence, and Error when the last state is not finite */
export async function trainTo(
  recipe: AutoencoderRecipe,
  data: Dataset,
  steps: number,
  { from, initial, live = [], keep = [] }: RunOptions = {},
): Promise<Trained> {
  const run = autoencoder.run(recipe, { data, from, initial })
  const losses: BatchLoss[] = []
  const kept = new Map<number, Snapshot>()
  try {
    let last = (await run.next()).value as RunStep<AutoencoderRecipe>
    for (;;) {
      if (last.loss) losses.push(last.loss)
      if (keep.includes(last.step)) kept.set(last.step, (await last.snapshot())!)
      if (last.step >= steps) break
      const changes = live.filter(({ step }) => step === last.step)
      last = (await run.next(changes.length > 0 ? changes : undefined)).value as RunStep<AutoencoderRecipe>
    }
    const snapshot = await last.snapshot()
    if (snapshot === null) throw new Error(`The state after ${last.step} steps is not finite.`)
    return { recipe: last.recipe, snapshot, losses, kept }
  } finally {
    await run.return()
  }
}
