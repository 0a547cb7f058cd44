// What the page may ask of a worker thread: to be the trainer, to be the observer, or to compute PCA.

import type { LoadingState } from '../data/dataset.ts'
import type { OwnFile } from '../data/own/bytes.ts'
import type { GreyImage } from '../data/own/grey.ts'
import type { OwnSet } from '../data/own/ownSet.ts'
import type { ReadOwn } from '../data/own/read.ts'
import type { KeptSet } from '../data/own/store.ts'
import type { BackendChoice, BackendName } from '../tensors/backendNames.ts'
import type { Fault } from '../tensors/probe.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import type { LinearMethod } from './bench.ts'
import type { ByHand } from './byHand.ts'
import type { Verdict } from './claim.ts'
import type { Frame } from './frame.ts'
import type { StandingAnswer, StandingQuestion, WeightsAt } from './observer.ts'
import type { KeepTrouble } from './keep/keeping.ts'
import type { Recipe } from './recipe.ts'
import type { Past, Progress } from './trainer.ts'

/** Under which id a run is kept, or why it is not. */
export type KeptNews = { readonly id: string } | { readonly trouble: KeepTrouble }

export interface Imported {
  readonly kept: number
  readonly sentences: readonly string[]
}

export interface TrainerCommands<R extends Recipe> {
  start(run: number, recipe: R, choice: BackendChoice, past: Past): Promise<void>
  useBackend(choice: BackendChoice): Promise<void>
  train(until?: number): void
  /** gives the step at which the run rests */
  pause(): Promise<number>
  /** takes the steps that are left to this one */
  advanceTo(step: number): Promise<void>
  /** in step with the run at the other end of this port; with none for null */
  keepPace(port: MessagePort | null): void
  change(path: string, value: number): void
  setSteps(steps: number): void
  diverge(divergence: NonNullable<Progress<R>['divergence']>): void
  /** gives the step it went back to */
  goBack(step: number): Promise<number>
  /** hands the state reached on, to be kept */
  save(): Promise<void>
  /** tries again what could not be loaded */
  retry(): Promise<void>
}

export interface ObserverCommands<R extends Recipe> {
  ask(run: number, step: number, instrument: string, question: unknown): Promise<unknown>
  weights(run: number, step: number): Promise<WeightsAt<R>>
  watch(standing: StandingQuestion): void
  /** the standing question's answer of the checkpoint that a recipe begins with; null where there is none */
  answerAhead(recipe: R): Promise<StandingAnswer | null>
  /** writes down what there is of the run; gives the id under which it is kept, or null */
  flush(): Promise<string | null>
  testImages(recipe: R): Promise<TestSet>
  retry(): Promise<void>
}

/** The images of a set's test part, for the page to show and to choose from. */
export interface TestSet {
  /** (images × 784) bytes */
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
}

/** What is known of a backend on this machine, for one kind of recipe. */
export type BackendFigure =
  /** it passed the probe */
  | { readonly kind: 'measured'; readonly millisecondsPerStep: number }
  /** `failed`: it broke off where others compute */
  | { readonly kind: 'wrong'; readonly fault: Fault | 'failed' }
  /** a few steps took too long */
  | { readonly kind: 'slow' }
  /** it does not start here */
  | { readonly kind: 'absent' }

/** `base` is the address of the packed data. */
export interface WorkerDoor<R extends Recipe> {
  /** The trainer of this thread; snapshots go to the observer at the other end of `port`. */
  openTrainer(
    base: string,
    port: MessagePort,
    report: (progress: Progress<R>) => void,
    onLoading: (state: LoadingState) => void,
  ): TrainerCommands<R>
  /** The observer of this thread, with `budget` bytes for snapshots, which come in through `port`. */
  openObserver(
    base: string,
    port: MessagePort,
    budget: number,
    onFrame: (run: number, frame: Frame, answer: StandingAnswer | null) => void,
    onFailure: (run: number, sentence: string) => void,
    onAnswer: (run: number, answer: StandingAnswer) => void,
    onKept: (run: number, kept: KeptNews) => void,
  ): ObserverCommands<R>
  /** These kept runs as one file. */
  exportKept(ids: readonly string[]): Promise<Uint8Array<ArrayBuffer>>
  /** Keeps the runs of such a file; whatever else it is, the sentences say what could not be used. */
  importKept(bytes: Uint8Array): Promise<Imported>
  /** Judges one claim of the chapters; what has a checkpoint here, in the order of its recipes, is judged by that and not trained. */
  judge(
    base: string,
    id: string,
    before: readonly (string | null)[],
    onProgress: (done: number, total: number) => void,
  ): Promise<Verdict>
  /** Trains a decoder on codes that the reader placed, and an autoencoder beside it (`lab/byHand.ts`). */
  placedByHand(
    images: Float32Array,
    places: Float32Array,
    onProgress: (done: number, total: number) => void,
  ): Promise<ByHand>
  /** PCA of the recipe's training set; the thread is of no use afterwards. */
  pca(base: string, recipe: R): Promise<LinearMethod>
  /** The linear denoiser of the recipe's corruption; the thread is of no use afterwards. */
  linearDenoiser(base: string, recipe: R): Promise<LinearDenoiser>
  /**
   * Reads files of the reader's as a set, `wanted` being the digest that a recipe asks for; what is heard of the progress
   * is the share that is done.
   * @throws Error with a sentence on what, where and what to do
   */
  readOwn(
    files: readonly OwnFile[],
    wanted: string | null,
    onProgress: (done: number) => void,
  ): Promise<ReadOwn>
  /**
   * Packs it and keeps it in this browser, with black and white changed where `inverted` is true.
   * @throws Error with a sentence where it cannot be kept
   */
  keepOwn(set: OwnSet, inverted: boolean, onProgress: (done: number) => void): Promise<KeptSet>
  /**
   * An image file in grey.
   * @throws Error with a sentence
   */
  ownImage(file: OwnFile): Promise<GreyImage>
  /** What figures of backends hold for: the name of what draws WebGL, and of the engine's version. */
  machine(): string
  /**
   * Probes one backend, and times training steps of the recipe on it; the thread is of no use afterwards.
   * @throws Error when its images do not come
   */
  measure(base: string, backend: BackendName, recipe: R): Promise<BackendFigure>
}
