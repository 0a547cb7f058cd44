// A bench: a kind of experiment, as the doors hand it to the machinery of the lab.

import type { Dataset } from '../data/dataset.ts'
import type { SetName } from '../data/manifest.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import type { Pca } from '../numerics/pca.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Frame } from './frame.ts'
import type { Recipe, RecipeBook } from './recipe.ts'
import type { Run, RunContext, Snapshot } from './run.ts'

export interface Bench<R extends Recipe> {
  readonly book: RecipeBook<R>
  run(recipe: R, context: RunContext): Run<R>
  /** the trained model of a snapshot, uploaded to be measured and asked; the caller disposes of it */
  open(recipe: R, snapshot: Snapshot, data: Dataset, options?: OpenOptions): Promise<OpenModel>
  /** the linear method of the same data, exact; yields now and then so that its thread can answer */
  pca(recipe: R, data: Dataset): Promise<LinearMethod>
  /** what each part of a training step costs at these weights */
  profile(recipe: R, weights: readonly NamedArray[], data: Dataset): Promise<readonly PartCost[]>
  /** the least-squares linear denoiser of the recipe's corruption, exact; yields now and then, too */
  linearDenoiser(recipe: R, data: Dataset): Promise<LinearDenoiser>
}

/** PCA of the training set, with its error on the test images. */
export interface LinearMethod extends Pca {
  /** squared error per image, summed over pixels, mean over the test images, with k components: index k, from 0 on */
  readonly testErrors: Float64Array
}

export interface PartCost {
  /** the stage, and which part of it */
  readonly part: string
  /** the median of repetitions */
  readonly milliseconds: number
}

export interface OpenOptions {
  /** called between slices of long work */
  readonly breathe?: () => Promise<void>
  /** another set than the recipe's, to measure what a model makes of images that it never saw the like of */
  readonly openSet?: (set: SetName) => Promise<Dataset>
  /** ends the wait for images */
  readonly signal?: AbortSignal
}

/** A model at rest on a backend. */
export interface OpenModel {
  /** what is taken off every image before the model sees it; null where nothing is */
  readonly mean: Float64Array | null
  /** what every instrument that applies measures */
  measure(mark: boolean): Promise<Frame>
  /** what an instrument answers; rejects when the instrument or the question is not known */
  ask(instrument: string, question: unknown): Promise<unknown>
  /** what the terminal prints: the training set, the test set, and metrics with their units in their names */
  report(): Promise<Report>
  dispose(): void
}

export interface Report {
  readonly train: Readonly<Record<string, unknown>>
  readonly test: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, number>>
}
