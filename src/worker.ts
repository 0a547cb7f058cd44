// The worker's door: the same script serves as trainer, as observer and for PCA, each in a thread of its own.

import * as Comlink from 'comlink'
import * as z from 'zod'
import { autoencoder } from './benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from './benches/autoencoder/recipe.ts'
import { openDataset, type Dataset, type LoadingState } from './data/dataset.ts'
import { httpSource } from './data/source.ts'
import { breathe } from './lab/breathe.ts'
import { buffersOf, type Frame } from './lab/frame.ts'
import { Observer, type StandingAnswer, type StandingQuestion } from './lab/observer.ts'
import { Trainer, type Keeper, type Progress } from './lab/trainer.ts'
import type { Pca } from './numerics/pca.ts'
import { startBackend, type Backend } from './tensors/backends.ts'
import { wasmFiles } from './tensors/wasmFiles.ts'

// Checks compiled by `new Function` would break the content security policy.
z.config({ jitless: true })

type Recipe = AutoencoderRecipe

/** Opens each set once; a manifest that failed is asked for again at the next opening. */
function openDoor(base: string, onLoading: (state: LoadingState) => void) {
  const sets = new Map<string, Promise<Dataset>>()
  return {
    openData: async ({ data: { set } }: Recipe): Promise<Dataset> => {
      const opening = sets.get(set) ?? openDataset(set, httpSource(base))
      sets.set(set, opening)
      opening.catch(() => sets.delete(set))
      const data = await opening
      onLoading(data.state)
      data.subscribe(onLoading)
      return data
    },
    retry: async (): Promise<void> => {
      for (const opening of sets.values()) (await opening).retry()
    },
  }
}

/** The images of a set's test part, for the page to show and to choose from. */
export interface TestSet {
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
}

const door = {
  /** The trainer of this thread; snapshots go to the observer at the other end of `port`. */
  openTrainer(
    base: string,
    port: MessagePort,
    report: (progress: Progress<Recipe>) => void,
    onLoading: (state: LoadingState) => void,
  ) {
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
    return Comlink.proxy({
      start: (...given: Parameters<typeof trainer.start>) => trainer.start(...given),
      train: () => trainer.train(),
      pause: () => trainer.pause(),
      oneStep: () => trainer.oneStep(),
      change: (path: string, value: number) => trainer.change(path, value),
      setSteps: (steps: number) => trainer.setSteps(steps),
      goBack: (step: number) => trainer.goBack(step),
      retry,
    })
  },

  /** The observer of this thread: snapshots come in through `port`, frames go out through `onFrame`. */
  openObserver(
    base: string,
    port: MessagePort,
    budget: number,
    onFrame: (run: number, frame: Frame, answer: StandingAnswer | null) => void,
    onFailure: (run: number, sentence: string) => void,
  ) {
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
        onFrame(run, Comlink.transfer(frame, buffersOf(frame)), answer && Comlink.transfer(answer, buffersOf(answer))),
      onFailure,
    })
    const keeper: Keeper<Recipe> = {
      begin: (run, recipe) => observer.begin(run, recipe),
      keep: (run, recipe, snapshot, mark) => observer.keep(run, recipe, snapshot, mark),
      goBack: (run, step) => observer.goBack(run, step),
    }
    Comlink.expose(keeper, port)
    return Comlink.proxy({
      ask: async (run: number, step: number, instrument: string, question: unknown) => {
        const answer = await observer.ask(run, step, instrument, question)
        return Comlink.transfer(answer as object, buffersOf(answer))
      },
      watch: (standing: StandingQuestion) => observer.watch(standing),
      testImages: async (recipe: Recipe): Promise<TestSet> => {
        const data = await openData(recipe)
        await data.testReady()
        return { pixels: data.test.pixels, labels: data.test.labels }
      },
      retry,
    })
  },

  /** PCA of the recipe's training set; the thread is of no use afterwards. */
  pca: async (base: string, recipe: Recipe): Promise<Pca> => {
    const data = await openDoor(base, () => {}).openData(recipe)
    return autoencoder.pca(recipe, data)
  },
}

export type WorkerDoor = typeof door
export type TrainerRemote = ReturnType<WorkerDoor['openTrainer']>
export type ObserverRemote = ReturnType<WorkerDoor['openObserver']>

Comlink.expose(door)
