// What the terminal prints of a trained model: both sets measured the same clean way, and metrics with their units in the name.

import type { Report } from '../../lab/bench.ts'
import { Divergence } from '../../lab/run.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { ModelAtRest } from './instruments/instrument.ts'
import { canVote, knn5 } from './instruments/summary/measure.ts'

/** a code unit counts as active above this */
const active = 0.01

/**
 * Measures the whole training set and all test images of the recipe's classes.
 * @throws Divergence when finite weights give an objective that is not
 */
export async function report(rest: ModelAtRest): Promise<Report> {
  const { model, parameters, data, mean, recipe } = rest
  const indices = await rest.trainIndices(recipe.data.train)
  const { evaluation: train } = await evaluate(model, parameters, { images: data.train, indices }, { mean })
  const { evaluation: test, codes } = await rest.evaluated()
  requireFinite(train, rest.step)
  requireFinite(test, rest.step)
  const { msePerPixel: _, ...trainTerms } = train
  const images = rest.testIndices.length
  return {
    train: trainTerms,
    test: { ...test },
    metrics: {
      ...(canVote(indices.length) ? { knn5Accuracy: await knn5(rest) } : {}),
      meanActive: codes.reduce((count, code) => count + Number(code > active), 0) / images,
      meanActivation: codes.reduce((sum, code) => sum + code, 0) / codes.length,
    },
  }
}

function requireFinite({ reconstruction, terms }: Evaluation, step: number): void {
  for (const [id, value] of Object.entries({ reconstruction, ...terms })) {
    if (!Number.isFinite(value)) throw new Divergence(id, step, value)
  }
}
