// Kept runs in a store that lasts for one test, written by a trainer and an observer as in the page's threads.

import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect } from 'vitest'
import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import { misfit } from '../../src/benches/autoencoder/misfit.ts'
import type { AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import { breathe } from '../../src/lab/breathe.ts'
import type { Frame } from '../../src/lab/frame.ts'
import { Keeping, type KeepTrouble } from '../../src/lab/keep/keeping.ts'
import { LateKeeping } from '../../src/lab/keep/lateKeeping.ts'
import { KeptStore } from '../../src/lab/keep/keptStore.ts'
import { Observer } from '../../src/lab/observer.ts'
import { readRecipe } from '../../src/lab/recipe.ts'
import type { BatchLoss, Snapshot } from '../../src/lab/run.ts'
import { Trainer, type Progress } from '../../src/lab/trainer.ts'
import type { Backend } from '../../src/tensors/backends.ts'

export const small: AutoencoderRecipe = readRecipe(autoencoder.book, {
  data: { train: 1000, classes: [7] },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 24, batch: 32 },
}).recipe

/** One visit of the page: its threads, with everything they say. */
export function openVisit(
  data: Dataset,
  backend: Backend,
  { openStore, engine = 'here' }: { openStore?: () => Promise<KeptStore>; engine?: string } = {},
) {
  // at once, so that it is this test's store, whenever it is written to
  const store = openStore === undefined ? KeptStore.open() : null
  const frames: Frame[] = []
  const losses: BatchLoss[] = []
  const snapshots: Snapshot[] = []
  const troubles: KeepTrouble[] = []
  let progress: Progress<AutoencoderRecipe> | null = null
  let id: string | null = null
  let measured = 0
  const observer = new Observer<AutoencoderRecipe>({
    bench: {
      ...autoencoder,
      // what instruments measure takes seconds, and is no matter of keeping
      open: async (_recipe, { step, parameters }) => ({
        mean: null,
        measure: async (mark) => {
          measured += 1
          return { step, mark, parts: { first: parameters[0]!.values.slice(0, 8) } }
        },
        ask: async () => null,
        report: () => Promise.reject(new Error('Nobody asks for it.')),
        dispose: () => {},
      }),
    },
    openData: async () => data,
    ready: async () => {},
    breathe,
    initialWeights: async () => null,
    budget: 2 ** 26,
    onFrame: (_run, frame) => frames.push(frame),
    onAnswer: () => {},
    onFailure: (_run, sentence) => expect.unreachable(sentence),
    keeping: new LateKeeping(
      async () =>
        new Keeping<AutoencoderRecipe>({
          book: autoencoder.book,
          misfit,
          openStore: openStore ?? (() => store!),
          engine,
          onKept: (_run, kept) => (id = kept),
          onTrouble: (_run, trouble) => troubles.push(trouble),
        }),
    ),
  })
  const trainer = new Trainer<AutoencoderRecipe>({
    bench: autoencoder,
    openData: async () => data,
    startBackend: async () => backend,
    keeper: {
      begin: (run, recipe, past) => observer.begin(run, recipe, past),
      keep: (run, recipe, snapshot, mark) => {
        snapshots.push(snapshot)
        return observer.keep(run, recipe, snapshot, mark)
      },
      save: (run, recipe, snapshot) => observer.save(run, recipe, snapshot),
      goBack: (run, step) => observer.goBack(run, step),
    },
    initialWeights: async () => null,
    report: (told) => {
      progress = told
      losses.push(...told.losses)
    },
  })
  return {
    trainer,
    observer,
    frames,
    losses,
    snapshots,
    troubles,
    id: () => id,
    step: () => progress?.step ?? 0,
    state: () => progress?.state,
    measured: () => measured,
    /** rests after this step, written down */
    reach: async (step: number) => {
      await trainer.advanceTo(step)
      await observer.flush()
    },
  }
}

/** An empty store, into which no earlier test still writes. */
export function emptyStore(): Promise<KeptStore> {
  globalThis.indexedDB = new IDBFactory()
  return KeptStore.open()
}
