// The worker's door: the same script serves as trainer, as observer and for PCA, each in a thread of its own.

import * as Comlink from 'comlink'
import * as z from 'zod/mini'
import { autoencoder } from './benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from './benches/autoencoder/recipe.ts'
import { claimOf } from './chapters/claims.ts'
import { openDataset, type Dataset, type LoadingState } from './data/dataset.ts'
import type { SetName } from './data/manifest.ts'
import { httpSource } from './data/source.ts'
import { breathe } from './lab/breathe.ts'
import { judge } from './lab/claim.ts'
import { buffersOf } from './lab/frame.ts'
import { Observer } from './lab/observer.ts'
import { Trainer, type Keeper } from './lab/trainer.ts'
import type { ObserverCommands, TrainerCommands, WorkerDoor } from './lab/workerDoor.ts'
import { startBackend, type Backend } from './tensors/backends.ts'
import { wasmFiles } from './tensors/wasmFiles.ts'

// Checks compiled by `new Function` would break the content security policy.
z.config({ jitless: true })

type Recipe = AutoencoderRecipe

/** Opens each set once; a manifest that failed is asked for again at the next opening. */
function openDoor(base: string, onLoading: (state: LoadingState) => void) {
  const sets = new Map<SetName, Promise<Dataset>>()
  async function open(set: SetName): Promise<Dataset> {
    try {
      const data = await openDataset(set, httpSource(base))
      data.subscribe(onLoading)
      return data
    } catch (error) {
      sets.delete(set)
      throw error
    }
  }
  return {
    openData: async ({ data: { set } }: Recipe): Promise<Dataset> => {
      const opening = sets.get(set) ?? open(set)
      sets.set(set, opening)
      const data = await opening
      onLoading(data.state)
      return data
    },
    retry: async (): Promise<void> => {
      for (const opening of sets.values()) (await opening).retry()
    },
  }
}

const door: WorkerDoor<Recipe> = {
  openTrainer(base, port, report, onLoading) {
    const remote = Comlink.wrap<Keeper<Recipe>>(port)
    const keeper: Keeper<Recipe> = {
      begin: (run, recipe) => remote.begin(run, recipe),
      keep: (run, recipe, snapshot, mark) =>
        remote.keep(run, recipe, Comlink.transfer(snapshot, buffersOf(snapshot)), mark),
      goBack: (run, step) => remote.goBack(run, step),
    }
    const { openData, retry } = openDoor(base, onLoading)
    const trainer = new Trainer<Recipe>({
      bench: autoencoder,
      openData,
      startBackend: (choice, without) => startBackend(choice, wasmFiles, without),
      keeper,
      report,
    })
    return Comlink.proxy<TrainerCommands<Recipe>>({
      start: (recipe, choice) => trainer.start(recipe, choice),
      train: () => trainer.train(),
      pause: () => trainer.pause(),
      oneStep: () => trainer.oneStep(),
      change: (path, value) => trainer.change(path, value),
      setSteps: (steps) => trainer.setSteps(steps),
      goBack: (step) => trainer.goBack(step),
      retry,
    })
  },

  openObserver(base, port, budget, onFrame, onFailure) {
    const { openData, retry } = openDoor(base, () => {})
    let backend: Promise<Backend> | null = null
    const observer = new Observer<Recipe>({
      bench: autoencoder,
      openData,
      // not WebGL: that is the trainer's
      ready: async () => {
        backend ??= startBackend('wasm', wasmFiles, [{ backend: 'webgl', reason: 'absent' }])
        await backend
      },
      breathe,
      budget,
      onFrame: (run, frame, answer) =>
        onFrame(
          run,
          Comlink.transfer(frame, buffersOf(frame)),
          answer && Comlink.transfer(answer, buffersOf(answer)),
        ),
      onFailure,
    })
    const keeper: Keeper<Recipe> = {
      begin: (run, recipe) => observer.begin(run, recipe),
      keep: (run, recipe, snapshot, mark) => observer.keep(run, recipe, snapshot, mark),
      goBack: (run, step) => observer.goBack(run, step),
    }
    Comlink.expose(keeper, port)
    return Comlink.proxy<ObserverCommands<Recipe>>({
      ask: async (run, step, instrument, question) => {
        const answer = await observer.ask(run, step, instrument, question)
        return Comlink.transfer(answer as object, buffersOf(answer))
      },
      watch: (standing) => observer.watch(standing),
      testImages: async (recipe) => {
        const data = await openData(recipe)
        await data.testReady()
        return { pixels: data.test.pixels, labels: data.test.labels }
      },
      retry,
    })
  },

  judge: async (base, id, onProgress) => {
    const claim = claimOf(id)
    if (claim === undefined) throw new RangeError(`There is no claim ${id}.`)
    await startBackend('wasm', wasmFiles, [{ backend: 'webgl', reason: 'absent' }])
    const { openData } = openDoor(base, () => {})
    const verdicts = judge([claim], { bench: autoencoder, openData, onProgress: inTenths(onProgress) })
    for await (const verdict of verdicts) return verdict
    throw new Error('The claim gave no verdict.')
  },

  pca: async (base, recipe) => {
    const data = await openDoor(base, () => {}).openData(recipe)
    return autoencoder.pca(recipe, data)
  },
}

/** Every tenth step is news enough. */
function inTenths(report: (done: number, total: number) => void): typeof report {
  return (done, total) => {
    if (done % 10 === 0 || done === total) report(done, total)
  }
}

Comlink.expose(door)
