// A recipe trained and reported, and PCA of the same data: what the numbers of the literature are held against.

import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { Evaluation } from '../../src/benches/autoencoder/evaluate.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import type { Report } from '../../src/lab/bench.ts'
import { recipeOf } from './recipes.ts'
import { trainTo, type Trained } from './runs.ts'

export interface Measured extends Trained {
  readonly train: Evaluation
  readonly test: Evaluation
  readonly metrics: Report['metrics']
  /** squared error per image of the test set */
  readonly testSse: number
}

/** Trains this recipe for its `optimise.steps` and measures what the terminal prints. */
export async function measured(partial: unknown, data: Dataset): Promise<Measured> {
  const recipe = recipeOf(partial)
  const trained = await trainTo(recipe, data, recipe.optimise.steps)
  const result = await evaluated(trained, data)
  return { ...trained, ...result, testSse: result.test.msePerPixel * 784 }
}

/** What the terminal prints of a snapshot: whole training set, test set, metrics. */
export async function evaluated(
  { recipe, snapshot }: Pick<Trained, 'recipe' | 'snapshot'>,
  data: Dataset,
): Promise<Pick<Measured, 'train' | 'test' | 'metrics'>> {
  const model = await autoencoder.open(recipe, snapshot, data)
  const { train, test, metrics } = await model.report()
  model.dispose()
  return { train: train as unknown as Evaluation, test: test as unknown as Evaluation, metrics }
}

/** The test set's evaluation alone, from where the run stood. */
export async function testEvaluation(
  { recipe, snapshot }: Pick<Trained, 'recipe' | 'snapshot'>,
  data: Dataset,
): Promise<Evaluation> {
  const model = await autoencoder.open(recipe, snapshot, data)
  const { parts } = await model.measure(false)
  model.dispose()
  return parts['objective'] as Evaluation
}

/** Prints a measured figure beside its bound, so that a gate's report tells how far it holds. */
export function tell(what: string, figure: number, bound: string): void {
  console.info(`${what}: ${figure.toPrecision(5)} (${bound})`)
}

export const layersOf = (...units: readonly number[]) =>
  units.map((width) => ({ kind: 'dense', units: width }))
