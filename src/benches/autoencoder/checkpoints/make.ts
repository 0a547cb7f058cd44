// Makes checkpoints: trains the committed recipes to their ends, and measures what the rounded weights in the files come to.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import committed from '../../../../checkpoints/recipes.json' with { type: 'json' }
import type { Dataset } from '../../../data/dataset.ts'
import { digestOf } from '../../../lab/digest.ts'
import { readRecipe } from '../../../lab/recipe.ts'
import { Divergence } from '../../../lab/run.ts'
import { readSafetensors, writeSafetensors } from '../../../lab/safetensors.ts'
import { autoencoder } from '../bench.ts'
import { recipeBook, type AutoencoderRecipe } from '../recipe.ts'
import type { Checkpoint } from './list.ts'

export interface Made {
  readonly checkpoint: Checkpoint
  readonly bytes: Uint8Array
  readonly measured: Measured
}

/** What the terminal prints of a checkpoint; the page does not need it. */
export interface Measured {
  /** of the rounded weights in the file */
  readonly test: Readonly<Record<string, unknown>>
  /** of the weights before they were rounded: equal for one engine version on one machine */
  readonly digest: string
}

/** What is to be trained, in the order of the files' names: a family's default with a code of each of these sizes. */
export const plans: readonly Checkpoint['recipe'][] = committed.flatMap(({ recipe, sizes }) =>
  sizes.map((size) => ({ ...recipe, code: { size } })),
)

export async function makeCheckpoint(
  plan: Checkpoint['recipe'],
  openData: (recipe: AutoencoderRecipe) => Promise<Dataset>,
): Promise<Made> {
  const { recipe } = readRecipe(recipeBook, plan)
  const data = await openData(recipe)
  const run = autoencoder.run(recipe, { data })
  const { steps } = recipe.optimise
  try {
    for (;;) {
      const { value: reached } = await run.next()
      if (!reached) throw new Error('The run ended by itself.')
      if (reached.step < steps) continue
      const snapshot = await reached.snapshot()
      if (snapshot === null) throw new Divergence('weights', steps, NaN)
      const metadata = { recipe: JSON.stringify(recipe), steps: String(steps) }
      const bytes = writeSafetensors({ tensors: snapshot.parameters, metadata }, 'F16')
      const { tensors } = readSafetensors(bytes)
      const model = await autoencoder.open(recipe, { step: 0, parameters: tensors, moments: [] }, data)
      const { test } = await model.report()
      model.dispose()
      const id = bytesToHex(sha256(bytes))
      const file = `${plan.family}-${plan.code.size}.safetensors`
      return {
        checkpoint: { id, file, recipe: plan, steps },
        bytes,
        measured: { test, digest: digestOf(snapshot.parameters) },
      }
    }
  } finally {
    await run.return()
  }
}
