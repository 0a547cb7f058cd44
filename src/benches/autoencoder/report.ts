// What the terminal prints of a trained model: both sets measured the same clean way, and metrics with their units in the name.

import type { Report } from '../../lab/bench.ts'
import { evaluate } from './evaluate.ts'
import type { ModelAtRest } from './instruments/instrument.ts'
import { knn5 } from './instruments/summary/measure.ts'

/** a code unit counts as active above this */
const active = 0.01

/** Measures the whole training set and all test images of the recipe's classes. */
export async function report(rest: ModelAtRest): Promise<Report> {
  const { model, parameters, data, mean, recipe } = rest
  const indices = await rest.trainIndices(recipe.data.train)
  const { evaluation: train } = await evaluate(model, parameters, { images: data.train, indices }, { mean })
  const { evaluation: test, codes } = await rest.evaluated()
  const { msePerPixel: _, ...trainTerms } = train
  const images = rest.testIndices.length
  return {
    train: trainTerms,
    test: { ...test },
    metrics: {
      knn5Accuracy: await knn5(rest),
      meanActive: codes.reduce((count, code) => count + Number(code > active), 0) / images,
      meanActivation: codes.reduce((sum, code) => sum + code, 0) / codes.length,
    },
  }
}
