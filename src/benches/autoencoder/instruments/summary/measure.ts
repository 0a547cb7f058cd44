// Summary: the model in numbers; the neighbours' vote is asked for, because it costs a second.

import * as z from 'zod/mini'
import { knnAccuracy } from '../../../../numerics/neighbours.ts'
import { encodeAll } from '../../evaluate.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { parsed } from '../question.ts'

export interface SummaryPart {
  /** weights and biases */
  readonly parameters: number
  readonly msePerPixel: number
}

export interface Knn5 {
  /** share of test images whose class their five nearest training codes name, in [0,1] */
  readonly knn5Accuracy: number
}

/** how many training codes vote: the first ones of the recipe's training set */
const voters = 10_000
const neighbours = 5

/** Are there training images enough for a vote? */
export function canVote(images: number): boolean {
  return images >= neighbours
}

export const measure: Measure<SummaryPart, undefined, Knn5> = {
  id: 'summary',
  applies: () => true,
  measure: async (rest) => {
    const parameters = rest.arrays.reduce((sum, { values }) => sum + values.length, 0)
    return { parameters, msePerPixel: (await rest.evaluated()).evaluation.msePerPixel }
  },
  ask: async (rest, question) => {
    parsed(z.undefined(), question, 'The summary answers one question, and it has no words.')
    return { knn5Accuracy: await knn5(rest) }
  },
}

/** 5-NN accuracy of the test codes against the first 10,000 training codes, or all where there are fewer; Euclidean. */
export async function knn5(rest: ModelAtRest): Promise<number> {
  const { data, model, parameters, recipe, mean, test, testIndices } = rest
  const indices = await rest.trainIndices(voters)
  const trainCodes = await encodeAll(
    model,
    parameters,
    { images: data.train, indices, part: 'train' },
    { mean },
  )
  const { codes } = await rest.evaluated()
  const trainLabels = labelsOf(data.train, indices)
  return knnAccuracy(
    trainCodes,
    trainLabels,
    codes,
    labelsOf(test, testIndices),
    recipe.code.size,
    neighbours,
  )
}
