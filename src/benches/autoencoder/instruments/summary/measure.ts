// Summary: the model in numbers; the neighbours' vote and PCA's test error are asked for, because they cost a second.

import { breathe } from '../../../../lab/breathe.ts'
import { knnAccuracy } from '../../../../numerics/neighbours.ts'
import { reconstructionError, type Pca } from '../../../../numerics/pca.ts'
import { encodeAll } from '../../evaluate.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'

export interface SummaryPart {
  /** weights and biases */
  readonly parameters: number
  readonly msePerPixel: number
}

export interface Knn5 {
  /** share of test images whose class their five nearest training codes name, in [0,1] */
  readonly knn5Accuracy: number
}

export interface PcaTest {
  /** mean squared error per pixel, on all test images of the recipe's classes, of PCA with as many components as the code */
  readonly pcaMsePerPixel: number
}

/** Nothing for the neighbours' vote; a PCA to have it measured. */
export type SummaryQuestion = undefined | { readonly pca: Pca }

/** how many training codes vote: the first ones of the recipe's training set */
const voters = 10_000
const neighbours = 5

/** Are there training images enough for a vote? */
export function canVote(images: number): boolean {
  return images >= neighbours
}

export const measure: Measure<SummaryPart, SummaryQuestion, Knn5 | PcaTest> = {
  id: 'summary',
  applies: () => true,
  measure: async (rest) => {
    const parameters = rest.arrays.reduce((sum, { values }) => sum + values.length, 0)
    return { parameters, msePerPixel: (await rest.evaluated()).evaluation.msePerPixel }
  },
  ask: async (rest, question) =>
    question === undefined
      ? { knn5Accuracy: await knn5(rest) }
      : { pcaMsePerPixel: await pcaTestError(rest, question.pca) },
}

/** images between two breaths: some 15 ms at 64 components */
const slice = 100

/** Mean squared error per pixel of the test images after PCA of the code's size, while others use the thread too. */
async function pcaTestError({ test, testIndices, recipe }: ModelAtRest, pca: Pca): Promise<number> {
  let sum = 0
  for (let start = 0; start < testIndices.length; start += slice) {
    const indices = testIndices.subarray(start, start + slice)
    sum += reconstructionError(pca, test.pixels, test.count, recipe.code.size, indices) * indices.length
    await breathe()
  }
  return sum / testIndices.length
}

/** 5-NN accuracy of the test codes against the first 10,000 training codes, Euclidean. */
export async function knn5(rest: ModelAtRest): Promise<number> {
  const { data, model, parameters, recipe, mean, test, testIndices } = rest
  const indices = await rest.trainIndices(voters)
  const trainCodes = await encodeAll(model, parameters, { images: data.train, indices }, { mean })
  const { codes } = await rest.evaluated()
  const trainLabels = labelsOf(data.train.labels, indices)
  return knnAccuracy(
    trainCodes,
    trainLabels,
    codes,
    labelsOf(test.labels, testIndices),
    recipe.code.size,
    neighbours,
  )
}

function labelsOf(labels: Uint8Array, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]!)
}
