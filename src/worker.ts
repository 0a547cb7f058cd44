// The worker's door: the same script serves as trainer, as observer and for each single piece of work, each in its own thread.

import * as Comlink from 'comlink'
import * as z from 'zod/mini'
import { autoencoder } from './benches/autoencoder/bench.ts'
import { fetchCheckpoint } from './benches/autoencoder/checkpoints/fetch.ts'
import { sourceOf, type AutoencoderRecipe } from './benches/autoencoder/recipe.ts'
import { browserCache } from './data/cache.ts'
import { openDataset, type Dataset, type LoadingState } from './data/dataset.ts'
import type { SetName } from './data/manifest.ts'
import type { OwnName } from './data/own/limits.ts'
import { httpSource } from './data/source.ts'
import { breathe } from './lab/breathe.ts'
import { buffersOf } from './lab/frame.ts'
import { checkpointIn } from './lab/origin.ts'
import { LateKeeping } from './lab/keep/lateKeeping.ts'
import { Observer } from './lab/observer.ts'
import { Pace } from './lab/pace.ts'
import { Trainer, type Keeper } from './lab/trainer.ts'
import type { BackendFigure, ObserverCommands, TrainerCommands, WorkerDoor } from './lab/workerDoor.ts'
import { backendNames, type BackendName } from './tensors/backendNames.ts'
import { engineVersion, startBackend, type Backend, type Refusal } from './tensors/backends.ts'
import type { NamedArray } from './tensors/parameters.ts'
import { rendererHere } from './tensors/kernels/webgl/renderer.ts'
import { wasmFiles } from './tensors/wasmFiles.ts'

// Checks compiled by `new Function` would break the content security policy.
z.config({ jitless: true })

type Recipe = AutoencoderRecipe

/** WebGL is the trainer's. */
const withoutWebgl: Refusal[] = [{ backend: 'webgl', reason: 'absent' }]

/** The built script's name has a digest of all that it computes with. */
const script = import.meta.url.split('/').at(-1)!

/** What most visits begin without comes when the first run is kept. */
async function openStore() {
  const { KeptStore } = await import('./lab/keep/keptStore.ts')
  return KeptStore.open()
}

/**
 * ms for which the first picture waits: for Train, then for the first step, then until that is reported. What pictures need
 * stands in the way of none of them.
 */
const courtesy = { train: 500, step: 5000, report: 200 }

/** The observer, as its trainer knows it. */
interface PatientKeeper extends Keeper<Recipe> {
  /** Training begins: its first step comes soon. */
  trains(): void
}

type Loading = 'at once' | 'when asked'

/** Opens each set once; a manifest that failed is asked for again at the next opening. Tells of the last set opened. */
function openDoor(base: string, train: Loading, onLoading: (state: LoadingState) => void) {
  const sets = new Map<string, Promise<Dataset>>()
  let current: string | null = null
  async function open(key: string, set: SetName, own: OwnName | undefined): Promise<Dataset> {
    try {
      const data = await (own
        ? (await import('./data/own/open.ts')).openOwn(own, { train })
        : openDataset(set, httpSource(base), { train }))
      data.subscribe((state) => {
        if (key === current) onLoading(state)
      })
      return data
    } catch (error) {
      sets.delete(key)
      throw error
    }
  }
  function openOnce(key: string, set: SetName, own?: OwnName): Promise<Dataset> {
    const opening = sets.get(key) ?? open(key, set, own)
    sets.set(key, opening)
    return opening
  }
  return {
    /** a set of the lab's beside the recipe's, of which nothing is told */
    openSet: (set: SetName): Promise<Dataset> => openOnce(set, set),
    openData: async (recipe: Recipe): Promise<Dataset> => {
      const key = sourceOf(recipe.data)
      current = key
      const data = await openOnce(key, recipe.data.set, recipe.data.own)
      if (key === current) onLoading(data.state)
      return data
    },
    retry: async (): Promise<void> => {
      for (const opening of sets.values()) (await opening).retry()
    },
  }
}

/** Does work that cannot go on without its images: a chunk that fails ends it with its sentence. */
function withImages<T>(
  base: string,
  work: (
    openData: (recipe: Recipe) => Promise<Dataset>,
    openSet: (set: SetName) => Promise<Dataset>,
  ) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const { openData, openSet } = openDoor(base, 'at once', ({ failure }) => {
      if (failure) reject(failure)
    })
    work(openData, openSet).then(resolve, reject)
  })
}

/** Weights by the digest of their file, which is read once. */
const weights = new Map<string, Promise<readonly NamedArray[]>>()

/** The weights that a recipe begins with; what most visits do not need comes when it is asked for. */
async function weightsFrom(recipe: Recipe): Promise<readonly NamedArray[] | null> {
  const digest = checkpointIn(recipe)
  if (digest === null) return null
  const read = await readOnce(digest, recipe)
  return read.map((array) => ({ ...array, values: array.values.slice() }))
}

function readOnce(digest: string, recipe: Recipe): Promise<readonly NamedArray[]> {
  const reading = weights.get(digest) ?? readWeights(recipe)
  weights.set(digest, reading)
  reading.catch(() => weights.delete(digest))
  return reading
}

async function readWeights(recipe: Recipe): Promise<readonly NamedArray[]> {
  const { initialWeights } = await import('./benches/autoencoder/checkpoints/read.ts')
  return (await initialWeights(recipe, fetchCheckpoint, (digest) => browserCache().get(digest)))!
}

const door: WorkerDoor<Recipe> = {
  openTrainer(base, port, report, onLoading) {
    const remote = Comlink.wrap<PatientKeeper>(port)
    const keeper: Keeper<Recipe> = {
      begin: (run, recipe, past) => remote.begin(run, recipe, past),
      save: (run, recipe, snapshot) =>
        remote.save(run, recipe, Comlink.transfer(snapshot, buffersOf(snapshot))),
      keep: (run, recipe, snapshot, mark) =>
        remote.keep(run, recipe, Comlink.transfer(snapshot, buffersOf(snapshot)), mark),
      goBack: (run, step) => remote.goBack(run, step),
    }
    const { openData, retry } = openDoor(base, 'at once', onLoading)
    const trainer = new Trainer<Recipe>({
      bench: autoencoder,
      openData,
      startBackend: (choice, without) => startBackend(choice, wasmFiles, without),
      keeper,
      initialWeights: weightsFrom,
      report,
    })
    return Comlink.proxy<TrainerCommands<Recipe>>({
      start: (run, recipe, choice, past) => trainer.start(run, recipe, choice, past),
      useBackend: (choice) => trainer.useBackend(choice),
      train: (until) => {
        void remote.trains()
        trainer.train(until)
      },
      pause: () => trainer.pause(),
      advanceTo: (step) => trainer.advanceTo(step),
      keepPace: (port) => trainer.keepPace(port && new Pace(port)),
      change: (path, value) => trainer.change(path, value),
      setSteps: (steps) => trainer.setSteps(steps),
      diverge: (divergence) => trainer.diverge(divergence),
      goBack: (step) => trainer.goBack(step),
      save: () => trainer.save(),
      retry,
    })
  },

  openObserver(base, port, budget, onFrame, onFailure, onAnswer, onKept) {
    const { openData, openSet, retry } = openDoor(base, 'when asked', () => {})
    let backend: Promise<Backend> | null = null
    let begin = (): void => {}
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const observer = new Observer<Recipe>({
      bench: autoencoder,
      openData,
      openSet,
      ready: async () => {
        await begun
        backend ??= startBackend('wasm', wasmFiles, withoutWebgl)
        await backend
      },
      initialWeights: weightsFrom,
      breathe,
      budget,
      onFrame: (run, frame, answer) =>
        onFrame(
          run,
          Comlink.transfer(frame, buffersOf(frame)),
          answer && Comlink.transfer(answer, buffersOf(answer)),
        ),
      onFailure,
      onAnswer: (run, answer) => onAnswer(run, Comlink.transfer(answer, buffersOf(answer))),
      keeping: new LateKeeping<Recipe>(async () => {
        const [{ Keeping }, { misfit }] = await Promise.all([
          import('./lab/keep/keeping.ts'),
          import('./benches/autoencoder/misfit.ts'),
        ])
        return new Keeping<Recipe>({
          book: autoencoder.book,
          misfit,
          openStore,
          engine: script,
          onKept: (run, id) => onKept(run, { id }),
          onTrouble: (run, trouble) => onKept(run, { trouble }),
        })
      }),
    })
    let waiting: ReturnType<typeof setTimeout> | undefined
    let hasStepped = false
    const beginIn = (milliseconds: number): void => {
      if (hasStepped) return
      clearTimeout(waiting)
      waiting = setTimeout(begin, milliseconds)
    }
    const keeper: PatientKeeper = {
      trains: () => beginIn(courtesy.step),
      begin: (run, recipe, past) => observer.begin(run, recipe, past),
      save: (run, recipe, snapshot) => observer.save(run, recipe, snapshot),
      keep: (run, recipe, snapshot, mark) => {
        beginIn(snapshot.step > 0 ? courtesy.report : courtesy.train)
        hasStepped ||= snapshot.step > 0
        return observer.keep(run, recipe, snapshot, mark)
      },
      goBack: (run, step) => observer.goBack(run, step),
    }
    Comlink.expose(keeper, port)
    return Comlink.proxy<ObserverCommands<Recipe>>({
      ask: async (run, step, instrument, question) => {
        const answer = await observer.ask(run, step, instrument, question)
        return Comlink.transfer(answer as object, buffersOf(answer))
      },
      weights: async (run, step) => {
        const weights = await observer.weights(run, step)
        return Comlink.transfer(weights, buffersOf(weights))
      },
      watch: (standing) => observer.watch(standing),
      answerAhead: async (recipe) => {
        const answer = await observer.answerAhead(recipe)
        return answer && Comlink.transfer(answer, buffersOf(answer))
      },
      flush: () => observer.flush(),
      testImages: async (recipe) => {
        const data = await openData(recipe)
        await data.testReady()
        return { pixels: data.test.pixels, labels: data.test.labels }
      },
      retry,
    })
  },

  judge: async (base, id, before, onProgress) => {
    const [{ claimOf }, { judge }] = await Promise.all([
      import('./chapters/claims.ts'),
      import('./lab/claim.ts'),
    ])
    const claim = claimOf(id)
    if (claim === undefined) throw new RangeError(`There is no claim ${id}.`)
    await startBackend('wasm', wasmFiles, withoutWebgl)
    return withImages(base, async (openData, openSet) => {
      const verdicts = judge([claim], {
        bench: autoencoder,
        openData,
        openSet: async (set) => {
          const data = await openSet(set)
          await Promise.all([data.trainReady(data.train.count), data.testReady()])
          return data
        },
        trainedBefore: async (recipe) => {
          const checkpoint = before[claim.recipes.indexOf(recipe)]
          return checkpoint ? weightsFrom({ ...recipe, from: { checkpoint } }) : null
        },
        onProgress: inTenths(onProgress),
      })
      for await (const verdict of verdicts) return verdict
      throw new Error('The claim gave no verdict.')
    })
  },

  placedByHand: async (images, places, onProgress) => {
    const { placedByHand } = await import('./benches/autoencoder/byHand.ts')
    await startBackend('wasm', wasmFiles, withoutWebgl)
    return placedByHand(images, places, onProgress)
  },

  pca: (base, recipe) =>
    withImages(base, async (openData) => autoencoder.pca(recipe, await openData(recipe))),

  linearDenoiser: (base, recipe) =>
    withImages(base, async (openData) => autoencoder.linearDenoiser(recipe, await openData(recipe))),

  readOwn: async (files, wanted, onProgress) => {
    const [{ readOwn }, { decodeImage }] = await Promise.all([
      import('./data/own/read.ts'),
      import('./data/own/decode.ts'),
    ])
    const read = await readOwn(files, { decode: decodeImage, wanted, onProgress: inTurns(onProgress) })
    return Comlink.transfer(read, buffersOf(read))
  },

  keepOwn: async (set, inverted, onProgress) => {
    const [{ packOwn }, { keepSet }] = await Promise.all([
      import('./data/own/pack.ts'),
      import('./data/own/store.ts'),
    ])
    return keepSet(packOwn(set, inverted, inTurns(onProgress)))
  },

  ownImage: async (file) => {
    const image = await (await import('./data/own/decode.ts')).decodeImage(file)
    return Comlink.transfer(image, buffersOf(image))
  },

  exportKept: async (ids) => {
    const { exportKept } = await import('./lab/keep/keptFile.ts')
    const store = await openStore()
    const bytes = await exportKept(store, ids)
    return Comlink.transfer(bytes, [bytes.buffer])
  },

  importKept: async (bytes) => {
    const [{ importKept }, { misfit }] = await Promise.all([
      import('./lab/keep/keptFile.ts'),
      import('./benches/autoencoder/misfit.ts'),
    ])
    return importKept(await openStore(), { book: autoencoder.book, misfit }, bytes)
  },

  machine: () => {
    return [rendererHere() ?? 'no WebGL', `tfjs ${engineVersion}`, script].join(' · ')
  },

  measure: (base, name, recipe) =>
    withImages(base, async (openData) => {
      const data = await openData(recipe)
      // whatever arrives while steps are timed would take its share of the time
      await Promise.all([data.trainReady(data.train.count), data.testReady()])
      return figureOf(name, recipe, data)
    }),
}

/** Probes a backend, and no other in its place, and times a run that learns nothing, so that no recipe diverges on it. */
async function figureOf(name: BackendName, recipe: Recipe, data: Dataset): Promise<BackendFigure> {
  const others = backendNames.filter((other) => other !== name)
  const without = others.map((backend): Refusal => ({ backend, reason: 'absent' }))
  const backend = await startBackend(name, wasmFiles, without).catch(() => null)
  if (backend === null) return { kind: 'absent' }
  const lost = new Promise<never>((_, reject) => {
    backend.onLost(() => reject(new Error(`${name} lost its context.`)))
  })
  const measured = async (): Promise<BackendFigure> => {
    const [{ probe }, { stepTime }] = await Promise.all([
      import('./tensors/probe.ts'),
      import('./lab/stepTime.ts'),
    ])
    const fault = await probe()
    if (fault !== null) return { kind: 'wrong', fault }
    const { from: _, ...fresh } = recipe
    const still = { ...fresh, optimise: { ...recipe.optimise, rate: 0 } }
    return { kind: 'measured', millisecondsPerStep: await stepTime(autoencoder.run(still, { data })) }
  }
  try {
    return await Promise.race([measured(), lost])
  } catch {
    return { kind: 'wrong', fault: 'failed' }
  } finally {
    backend.release()
  }
}

/** Ten times a second is news enough. */
function inTurns(report: (done: number) => void): typeof report {
  let told = -Infinity
  return (done) => {
    const now = performance.now()
    if (now - told < 100) return
    told = now
    report(done)
  }
}

/** Every tenth step is news enough. */
function inTenths(report: (done: number, total: number) => void): typeof report {
  return (done, total) => {
    if (done % 10 === 0 || done === total) report(done, total)
  }
}

Comlink.expose(door)
