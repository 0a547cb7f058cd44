// The page's worker threads: of each run one trains and one observes; others do one piece of work each, and go.

import * as Comlink from 'comlink'
import type { ByHand } from '../lab/byHand.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LoadingState } from '../data/dataset.ts'
import type { OwnFile } from '../data/own/bytes.ts'
import type { GreyImage } from '../data/own/grey.ts'
import type { OwnSet } from '../data/own/ownSet.ts'
import type { ReadOwn } from '../data/own/read.ts'
import type { KeptSet } from '../data/own/store.ts'
import type { LinearMethod } from '../lab/bench.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import type { Verdict } from '../lab/claim.ts'
import type { Frame } from '../lab/frame.ts'
import type { StandingAnswer } from '../lab/observer.ts'
import type { Progress } from '../lab/trainer.ts'
import type {
  BackendFigure,
  Imported,
  KeptNews,
  ObserverCommands,
  TrainerCommands,
  WorkerDoor,
} from '../lab/workerDoor.ts'
import type { BackendName } from '../tensors/backendNames.ts'

export interface ThreadEvents {
  onProgress(progress: Progress<AutoencoderRecipe>): void
  onLoading(state: LoadingState): void
  onFrame(run: number, frame: Frame, answer: StandingAnswer | null): void
  /** of a run's first state, before its frame is measured */
  onAnswer(run: number, answer: StandingAnswer): void
  /** under which id a run is kept, or why it is not */
  onKept(run: number, kept: KeptNews): void
  /** something in a thread failed, as a sentence */
  onFailure(sentence: string): void
}

/** A run's own two. */
export interface Threads {
  readonly trainer: Comlink.Remote<TrainerCommands<AutoencoderRecipe>>
  readonly observer: Comlink.Remote<ObserverCommands<AutoencoderRecipe>>
  /** ends both; nothing may be asked of them any more */
  readonly close: () => void
}

/** Work that needs no run, each piece in a thread of its own. */
export interface Works {
  /** a claim, by training its recipes or by the checkpoints that are named for them */
  readonly judge: (
    id: string,
    before: readonly (string | null)[],
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<Verdict>
  /** a decoder trained on codes that the reader placed, and an autoencoder beside it */
  readonly placedByHand: (
    images: Float32Array,
    places: Float32Array,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<ByHand>
  readonly pca: (recipe: AutoencoderRecipe, signal: AbortSignal) => Promise<LinearMethod>
  /** the linear denoiser of the recipe's corruption */
  readonly linearDenoiser: (recipe: AutoencoderRecipe) => Promise<LinearDenoiser>
  /** files of the reader's as a set; hears the share that is done */
  readonly readOwn: (
    files: readonly OwnFile[],
    wanted: string | null,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<ReadOwn>
  /** keeps it in this browser */
  readonly keepOwn: (
    set: OwnSet,
    inverted: boolean,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<KeptSet>
  /** an image file in grey */
  readonly ownImage: (file: OwnFile, signal: AbortSignal) => Promise<GreyImage>
  /** these kept runs as one file */
  readonly exportKept: (ids: readonly string[]) => Promise<Uint8Array<ArrayBuffer>>
  /** keeps the runs of such a file */
  readonly importKept: (bytes: Uint8Array<ArrayBuffer>) => Promise<Imported>
  /** what figures of backends hold for */
  readonly machine: (signal: AbortSignal) => Promise<string>
  /** a backend's figure for the recipe; a failure is the caller's alone */
  readonly measure: (
    backend: BackendName,
    recipe: AutoencoderRecipe,
    signal: AbortSignal,
  ) => Promise<BackendFigure>
}

const megabyte = 2 ** 20

/** Starts trainer and observer and connects them, so that snapshots never pass through the page's thread. */
export async function startThreads(events: ThreadEvents): Promise<Threads> {
  const base = dataAddress()
  const [trainerDoor, observerDoor] = [open('trainer', events), open('observer', events)]
  const { port1, port2 } = new MessageChannel()
  const openedObserver = await observerDoor.door.openObserver(
    base,
    Comlink.transfer(port2, [port2]),
    snapshotBudget(),
    Comlink.proxy((run, frame, answer) => events.onFrame(run, frame, answer)),
    Comlink.proxy((_run, sentence) => events.onFailure(sentence)),
    Comlink.proxy((run, answer) => events.onAnswer(run, answer)),
    Comlink.proxy((run, kept) => events.onKept(run, kept)),
  )
  const openedTrainer = await trainerDoor.door.openTrainer(
    base,
    Comlink.transfer(port1, [port1]),
    Comlink.proxy((progress) => events.onProgress(progress)),
    Comlink.proxy((state) => events.onLoading(state)),
  )
  const trainer = openedTrainer as unknown as Comlink.Remote<TrainerCommands<AutoencoderRecipe>>
  const observer = openedObserver as unknown as Comlink.Remote<ObserverCommands<AutoencoderRecipe>>
  return {
    trainer,
    observer,
    close: () => {
      trainer[Comlink.releaseProxy]()
      observer[Comlink.releaseProxy]()
      trainerDoor.end()
      observerDoor.end()
    },
  }
}

/** Two trainers from now on in step with each other. */
export async function keepInStep(one: Threads, other: Threads): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  await Promise.all([
    one.trainer.keepPace(Comlink.transfer(port1, [port1])),
    other.trainer.keepPace(Comlink.transfer(port2, [port2])),
  ])
}

/** @param onFailure hears why a thread failed, as a sentence */
export function openWorks(onFailure: ThreadEvents['onFailure']): Works {
  const base = dataAddress()
  const events = { onFailure }
  return {
    judge: (id, before, onProgress, signal) =>
      inThread('claim', events, (door) => door.judge(base, id, before, Comlink.proxy(onProgress)), signal),
    placedByHand: (images, places, onProgress, signal) =>
      inThread(
        'by hand',
        events,
        (door) => door.placedByHand(images, places, Comlink.proxy(onProgress)),
        signal,
      ),
    pca: (recipe, signal) => inThread('PCA', events, (door) => door.pca(base, recipe), signal),
    linearDenoiser: (recipe) =>
      inThread('linear denoiser', events, (door) => door.linearDenoiser(base, recipe)),
    readOwn: (files, wanted, onProgress, signal) =>
      inThread(
        'own images',
        events,
        async (door) => await door.readOwn(files, wanted, Comlink.proxy(onProgress)),
        signal,
      ),
    keepOwn: (set, inverted, onProgress, signal) =>
      inThread(
        'keeps images',
        events,
        async (door) => await door.keepOwn(set, inverted, Comlink.proxy(onProgress)),
        signal,
      ),
    ownImage: (file, signal) => inThread('own image', events, (door) => door.ownImage(file), signal),
    exportKept: (ids) => inThread('export', unheard, (door) => door.exportKept(ids)),
    importKept: (bytes) =>
      inThread('import', unheard, (door) => door.importKept(Comlink.transfer(bytes, [bytes.buffer]))),
    machine: (signal) => inThread('machine', unheard, (door) => door.machine(), signal),
    measure: (backend, recipe, signal) =>
      inThread(
        `measures ${backend}`,
        unheard,
        async (door) => await door.measure(base, backend, recipe),
        signal,
      ),
  }
}

function dataAddress(): string {
  return new URL('data/', document.baseURI).href
}

/** For threads without which the page is none the worse. */
const unheard: Pick<ThreadEvents, 'onFailure'> = { onFailure: () => {} }

/** Does one piece of work in a thread of its own, which is ended afterwards, or when the signal aborts. */
async function inThread<T>(
  name: string,
  events: Pick<ThreadEvents, 'onFailure'>,
  work: (door: Comlink.Remote<WorkerDoor<AutoencoderRecipe>>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  const { worker, door, end } = open(name, events)
  const ended = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
    worker.addEventListener('error', (event) => reject(new Error(failureOf(name, event))))
  })
  try {
    return await Promise.race([work(door), ended])
  } finally {
    end()
  }
}

interface Opened {
  readonly worker: Worker
  readonly door: Comlink.Remote<WorkerDoor<AutoencoderRecipe>>
  /** nothing may be asked any more */
  readonly end: () => void
}

function open(name: string, events: Pick<ThreadEvents, 'onFailure'>): Opened {
  const worker = new Worker(new URL('../worker.ts', import.meta.url), { type: 'module', name })
  worker.addEventListener('error', (event) => events.onFailure(failureOf(name, event)))
  const door = Comlink.wrap<WorkerDoor<AutoencoderRecipe>>(worker)
  const end = (): void => {
    // else the library holds the worker for the door, and the worker by its listeners whatever holds the door
    door[Comlink.releaseProxy]()
    worker.terminate()
  }
  return { worker, door, end }
}

function failureOf(name: string, { message }: ErrorEvent): string {
  return `The thread ${name} failed: ${message || 'its script could not be loaded'}. Reload the page.`
}

/** Memory for snapshots: a sixteenth of the device's, at most 256 MB, 96 MB where the browser does not tell. */
function snapshotBudget(): number {
  const gigabytes = (navigator as { deviceMemory?: number }).deviceMemory
  return gigabytes === undefined ? 96 * megabyte : Math.min(256, (gigabytes * 1024) / 16) * megabyte
}
