// What the terminal prints of a trained model: both sets measured the same clean way, and metrics with their units in the name.

import type { Report } from '../../lab/bench.ts'
import { Divergence } from '../../lab/run.ts'
import { variance } from '../../numerics/statistics.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { ModelAtRest } from './instruments/instrument.ts'
import { canVote, knn5 } from './instruments/summary/measure.ts'

/** a code unit counts as active above this value; a dimension, above this variance */
const active = 0.01

/**
 * Measures the whole training set and all test images of the recipe's classes.
 * @throws Divergence when finite weights give an objective that is not
 */
export async function report(rest: ModelAtRest): Promise<Report> {
  const { model, parameters, data, mean, recipe } = rest
  const indices = await rest.trainIndices(recipe.data.train)
  const { evaluation: train } = await evaluate(
    model,
    parameters,
    { part: 'train', images: data.train, indices },
    { mean },
  )
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
      activeUnits: activeUnits(codes, recipe.code.size),
      meanActive: codes.reduce((count, code) => count + Number(code > active), 0) / images,
      meanActivation: codes.reduce((sum, code) => sum + code, 0) / codes.length,
    },
  }
}

/** Dimensions of the code whose variance over the test images is above 0.01 (Burda, Grosse & Salakhutdinov 2016). */
function activeUnits(codes: Float32Array, size: number): number {
  const units = Array.from({ length: size }, (_, j) => codes.filter((_, i) => i % size === j))
  return units.filter((values) => variance(values) > active).length
}

function requireFinite({ reconstruction, terms }: Evaluation, step: number): void {
  for (const [id, value] of Object.entries({ reconstruction, ...terms })) {
    if (!Number.isFinite(value)) throw new Divergence(id, step, value)
  }
}
