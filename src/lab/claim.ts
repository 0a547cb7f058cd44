// A claim: a sentence of the lectures with recipes and a verdict in numbers, run by the same machinery as any run (contract 6).

import type { Dataset } from '../data/dataset.ts'
import type { Pca } from '../numerics/pca.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Bench } from './bench.ts'
import { breathe } from './breathe.ts'
import { Divergence, type Snapshot } from './run.ts'
import type { Recipe } from './recipe.ts'

/** What a claim may measure of one of its recipes after its last step. */
export interface Trained<R extends Recipe> {
  readonly recipe: R
  readonly snapshot: Snapshot
  /** PCA of the recipe's training set, computed once however many ask */
  readonly pca: () => Promise<Pca>
}

export interface Claim<R extends Recipe> {
  readonly id: string
  /** the sentence as it stands in the lecture */
  readonly quote: string
  /** which lecture, which slide */
  readonly source: string
  /** trained in order, each for its `optimise.steps`; claims that share one share its run */
  readonly recipes: readonly R[]
  /** the figure: not what the objective itself drives down, but what the sentence says follows from it */
  measure(trained: readonly Trained<R>[]): Promise<number>
  /** what the figure is, with its unit */
  readonly figure: Readonly<{ en: string }>
  readonly threshold: { readonly atLeast: number } | { readonly atMost: number }
  /** whether the claim holds where it was tried before; a run that says otherwise is news */
  readonly expected: 'holds' | 'fails'
  /** where the sentence has to be put right; null where it need not be */
  readonly correction: Readonly<{ en: string }> | null
}

export interface Verdict {
  readonly id: string
  readonly value: number
  readonly threshold: Claim<Recipe>['threshold']
  readonly verdict: 'holds' | 'fails'
  readonly expected: 'holds' | 'fails'
  readonly seconds: number
}

export interface ClaimContext<R extends Recipe> {
  readonly bench: Bench<R>
  openData(recipe: R): Promise<Dataset>
  /** a recipe's weights as they were trained before, which are judged instead of training it; null where there are none */
  trainedBefore?(recipe: R): Promise<readonly NamedArray[] | null>
  /** steps done and to do, of all recipes together */
  onProgress?(done: number, total: number): void
  readonly signal?: AbortSignal
}

/**
 * Judges claims one after the other on the backend that runs in this thread; equal recipes are trained once.
 * @throws Divergence when a recipe diverges; the signal's reason when it aborts
 */
export async function* judge<R extends Recipe>(
  claims: readonly Claim<R>[],
  context: ClaimContext<R>,
): AsyncGenerator<Verdict, void, void> {
  const trained = new Map<string, Promise<Trained<R>>>()
  const recipes = new Map(
    claims.flatMap(({ recipes }) => recipes).map((recipe) => [JSON.stringify(recipe), recipe]),
  )
  const total = [...recipes.values()].reduce((sum, recipe) => sum + recipe.optimise.steps, 0)
  let done = 0
  const step = () => context.onProgress?.(++done, total)
  for (const claim of claims) {
    const begun = performance.now()
    const models: Trained<R>[] = []
    for (const recipe of claim.recipes) {
      const key = JSON.stringify(recipe)
      const running = trained.get(key) ?? train(recipe, context, step)
      trained.set(key, running)
      models.push(await running)
    }
    const value = await claim.measure(models)
    const { threshold, expected, id } = claim
    const holds = 'atLeast' in threshold ? value >= threshold.atLeast : value <= threshold.atMost
    const seconds = (performance.now() - begun) / 1000
    yield { id, value, threshold, verdict: holds ? 'holds' : 'fails', expected, seconds }
  }
}

async function train<R extends Recipe>(
  recipe: R,
  context: ClaimContext<R>,
  onStep: () => void,
): Promise<Trained<R>> {
  const { bench, signal } = context
  const data = await context.openData(recipe)
  let pca: Promise<Pca> | null = null
  const before = (await context.trainedBefore?.(recipe)) ?? null
  if (before !== null) {
    const snapshot = { step: 0, parameters: before, moments: [] }
    return { recipe, snapshot, pca: () => (pca ??= bench.pca(recipe, data)) }
  }
  const run = bench.run(recipe, { data, signal })
  try {
    for (let next = await run.next(); !next.done; next = await run.next()) {
      signal?.throwIfAborted()
      const { step } = next.value
      if (step > 0) onStep()
      if (step % 10 === 0) await breathe()
      if (step < recipe.optimise.steps) continue
      const snapshot = await next.value.snapshot()
      if (snapshot === null) throw new Divergence('weights', step, NaN)
      return { recipe, snapshot, pca: () => (pca ??= bench.pca(recipe, data)) }
    }
    throw new Error('The run ended by itself.')
  } finally {
    await run.return()
  }
}
