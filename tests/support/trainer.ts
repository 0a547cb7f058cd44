// A trainer on WebGL in a browser's test, in the test's own thread, with everything that it says.

import { expect } from 'vitest'
import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset } from '../../src/data/dataset.ts'
import { httpSource } from '../../src/data/source.ts'
import type { Snapshot } from '../../src/lab/run.ts'
import { Trainer, type Progress } from '../../src/lab/trainer.ts'
import { startBackend } from '../../src/tensors/backends.ts'
import { wasmFiles } from '../../src/tensors/wasmFiles.ts'

/** A run of `recipe` that waits for `train`; `onStep` hears of a step within the run. */
export async function openTrainer(recipe: AutoencoderRecipe, onStep: (step: number) => void = () => {}) {
  const data = await openDataset('mnist', httpSource(new URL('/data/', location.href).href))
  await data.trainReady(5000)
  const reports: Progress<AutoencoderRecipe>[] = []
  const snapshots: Snapshot[] = []
  const trainer = new Trainer<AutoencoderRecipe>({
    bench: {
      ...autoencoder,
      async *run(own, context) {
        const run = autoencoder.run(own, context)
        try {
          for (let next = await run.next(); !next.done;) {
            onStep(next.value.step)
            next = await run.next(yield next.value)
          }
        } finally {
          await run.return()
        }
      },
    },
    openData: async () => data,
    startBackend: (choice, without) => startBackend(choice, wasmFiles, without),
    initialWeights: async () => null,
    keeper: {
      begin: async () => null,
      save: async () => {},
      keep: async (_run, _recipe, snapshot) => {
        snapshots.push(snapshot)
      },
      goBack: async () => snapshots.at(-1) ?? null,
    },
    report: (progress) => reports.push(progress),
  })
  await trainer.start(1, recipe, 'webgl')
  expect(reports.at(-1)!.backend!.name).toBe('webgl')
  return { trainer, reports, snapshots }
}
