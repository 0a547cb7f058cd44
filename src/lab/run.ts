// A run: a recipe being executed as an async generator, one yield per step, so that to pause is not to pull.

import type { Dataset } from '../data/dataset.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Change, Recipe } from './recipe.ts'

/** What is needed to go on from a step: typed arrays only. */
export interface Snapshot {
  /** completed steps */
  readonly step: number
  readonly parameters: readonly NamedArray[]
  /** what training on needs beside the weights: the optimiser's moments and what terms keep from step to step */
  readonly moments: readonly NamedArray[]
}

/** The objective of one training batch, as it stood before the step that it drove; per image, summed over pixels. */
export interface BatchLoss {
  /** steps completed when it was measured */
  readonly step: number
  readonly reconstruction: number
  /** every term of non-zero weight, unweighted */
  readonly terms: Readonly<Record<string, number>>
  /** reconstruction + Σ weight · term */
  readonly total: number
}

/** The state after `step` completed steps. */
export interface RunStep<R extends Recipe> {
  readonly step: number
  /** with every change made so far */
  readonly recipe: R
  /** images in an epoch: those that the recipe selects */
  readonly epochImages: number
  /** the loss of the batch just learned from; only at the steps where it is read */
  readonly loss: BatchLoss | null
  /** does a frame fall here? */
  readonly mark: boolean
  /** the state at rest, until the next pull; null when it holds a NaN or an infinity */
  snapshot(): Promise<Snapshot | null>
}

export interface RunContext {
  readonly data: Dataset
  /** goes on from here instead of from its first weights */
  readonly from?: Snapshot
  /** its first weights, where the recipe says that they are those of a checkpoint; the optimiser starts afresh */
  readonly initial?: readonly NamedArray[] | null
  readonly signal?: AbortSignal
}

/**
 * The first yield is the state before any step (or the snapshot's). Changes given to `next` are in force from the step
 * last yielded, and are written into the recipe.
 * @throws Divergence when a term of the objective is no longer finite
 */
export type Run<R extends Recipe> = AsyncGenerator<RunStep<R>, void, readonly Change[] | undefined>

/** A term of the objective became NaN or infinite. */
export class Divergence extends Error {
  readonly term: string
  readonly step: number
  readonly value: number
  /** @param step completed steps when the term was read and was no longer finite; `weights` where no term was measured yet */
  constructor(term: string, step: number, value: number) {
    const what = term === 'weights' ? 'the weights' : `the term ${term} of the objective`
    super(`The run diverged: ${what} became ${value} by step ${step}.`)
    this.name = 'Divergence'
    this.term = term
    this.step = step
    this.value = value
  }
}

const marksPerDecade = 20

/** Does a frame fall after `step` steps? Log-spaced, 20 a decade, the same for every recipe whatever its length. */
export function isMark(step: number): boolean {
  if (step <= 10) return true
  const i = Math.round(Math.log10(step) * marksPerDecade)
  return [i - 1, i, i + 1].some((j) => Math.round(10 ** (j / marksPerDecade)) === step)
}

/** Is the loss of the batch that leads to `step` read? Each of the first ten, then every tenth. */
export function isLossRead(step: number): boolean {
  return step <= 10 || step % 10 === 0
}
