// A claim: a sentence of the lectures with recipes and a finding in numbers, run by the same machinery as any run.

import type { Dataset } from '../data/dataset.ts'
import type { SetName } from '../data/manifest.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Bench, LinearMethod, OpenModel } from './bench.ts'
import { breathe } from './breathe.ts'
import { Divergence, type Snapshot } from './run.ts'
import type { Recipe } from './recipe.ts'

/** What the lectures' sentence comes to: it holds; it holds under a condition, which is said; not as it is printed. */
export type Finding = 'holds' | 'condition' | 'refuted'

export type Bound = { readonly atLeast: number } | { readonly atMost: number }

export interface Figure {
  /** what it is, with its unit, and whether it is a sum or a mean */
  readonly name: Readonly<{ en: string }>
  readonly value: number
  /** the least and the greatest, where it was measured several times, such as for several seeds */
  readonly range?: readonly [least: number, greatest: number]
  /** what it has to be, over its whole range, for the finding that is printed; one without stands beside for comparison */
  readonly bound?: Bound
}

/** What a claim may measure of one of its recipes after its last step. */
export interface Trained<R extends Recipe> {
  readonly recipe: R
  readonly snapshot: Snapshot
  readonly data: Dataset
  /** PCA of the recipe's training set, computed once however many ask */
  readonly pca: () => Promise<LinearMethod>
  /** does this with the model, opened on the backend that runs */
  readonly open: <T>(use: (model: OpenModel) => Promise<T>) => Promise<T>
}

export interface ClaimTools {
  /** all images of a set of the lab's, loaded */
  readonly openSet: (set: SetName) => Promise<Dataset>
}

export interface Claim<R extends Recipe> {
  readonly id: string
  /** the sentence as it stands in the lecture */
  readonly quote: string
  /** what it says in English, where the lecture speaks another language */
  readonly translation?: string
  /** which lecture */
  readonly lecture: string
  /** under which of its headings */
  readonly section: string
  /** what of the curriculum it shows, such as C2, and what printed mistake it corrects, such as E-06 */
  readonly items: readonly string[]
  /** trained in order, each for its `optimise.steps`; claims that share one share its run */
  readonly recipes: readonly R[]
  /** the figures: not what an objective itself drives down, but what the sentence says follows from it */
  measure(trained: readonly Trained<R>[], tools: ClaimTools): Promise<readonly Figure[]>
  /** where it was tried before; a run that says otherwise is news */
  readonly finding: Finding
  /** the condition or the correction, and what the figures show; may be null for one that holds */
  readonly note: Readonly<{ en: string }> | null
  /** how long it takes on two cores without a graphics card, in s */
  readonly seconds: number
}

export interface Verdict {
  readonly id: string
  readonly figures: readonly Figure[]
  /** `otherwise`: a figure is not within its bound, so that the printed finding is not confirmed */
  readonly verdict: Finding | 'otherwise'
  readonly expected: Finding
  readonly seconds: number
}

export interface ClaimContext<R extends Recipe> {
  readonly bench: Bench<R>
  openData(recipe: R): Promise<Dataset>
  readonly openSet: ClaimTools['openSet']
  /** a recipe's weights as they were trained before, which are judged instead of training it; null where there are none */
  trainedBefore?(recipe: R): Promise<readonly NamedArray[] | null>
  /** the claim that is judged next */
  onClaim?(id: string): void
  /** steps done and to do, of all recipes together */
  onProgress?(done: number, total: number): void
  readonly signal?: AbortSignal
}

/** Is a figure within its bound, wherever in its range it is? */
export function isWithin({ value, range = [value, value], bound }: Figure): boolean {
  if (bound === undefined) return true
  return 'atLeast' in bound ? range[0] >= bound.atLeast : range[1] <= bound.atMost
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
    context.onClaim?.(claim.id)
    const begun = performance.now()
    const models: Trained<R>[] = []
    for (const recipe of claim.recipes) {
      const key = JSON.stringify(recipe)
      const running = trained.get(key) ?? train(recipe, context, step)
      trained.set(key, running)
      models.push(await running)
    }
    const figures = await claim.measure(models, context)
    const { id, finding } = claim
    const verdict = figures.every(isWithin) ? finding : 'otherwise'
    yield { id, figures, verdict, expected: finding, seconds: (performance.now() - begun) / 1000 }
  }
}

async function train<R extends Recipe>(
  recipe: R,
  context: ClaimContext<R>,
  onStep: () => void,
): Promise<Trained<R>> {
  const { bench, signal } = context
  const data = await context.openData(recipe)
  const before = (await context.trainedBefore?.(recipe)) ?? null
  if (before !== null) {
    return trainedOf(recipe, { step: 0, parameters: before, moments: [] }, data, context)
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
      return trainedOf(recipe, snapshot, data, context)
    }
    throw new Error('The run ended by itself.')
  } finally {
    await run.return()
  }
}

function trainedOf<R extends Recipe>(
  recipe: R,
  snapshot: Snapshot,
  data: Dataset,
  { bench, openSet, signal }: ClaimContext<R>,
): Trained<R> {
  let pca: Promise<LinearMethod> | null = null
  return {
    recipe,
    snapshot,
    data,
    pca: () => (pca ??= bench.pca(recipe, data)),
    open: async (use) => {
      const model = await bench.open(recipe, snapshot, data, { breathe, openSet, signal })
      try {
        return await use(model)
      } finally {
        model.dispose()
      }
    },
  }
}
