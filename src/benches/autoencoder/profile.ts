// What each part of a training step costs: every part of the recipe's stages timed by itself, forward and backward.

import * as tf from '@tensorflow/tfjs-core'
import type { Dataset } from '../../data/dataset.ts'
import { openOrder } from '../../data/order.ts'
import { selectTraining } from '../../data/selection.ts'
import type { PartCost } from '../../lab/bench.ts'
import { openStream } from '../../numerics/streams.ts'
import { gradientsOf, gradientStep, initialMoments } from '../../tensors/gradientStep.ts'
import { dispose, toTensors, type NamedArray, type Parameters } from '../../tensors/parameters.ts'
import { openPresentation, presentBatch, tensorsOf } from './batch.ts'
import { samplesOf } from './code/gaussian.ts'
import { chanceOf, forwardOf } from './forward.ts'
import { meanImage, needsMean } from './meanImage.ts'
import { buildModel } from './model.ts'
import { measuredTerms } from './objective/terms.ts'
import { objectiveOf, reconstructionOf, trainedTerm } from './objective/objective.ts'
import { methods } from './optimise/methods.ts'
import type { AutoencoderRecipe } from './recipe.ts'

const repetitions = 15

/**
 * Times the parts of one step at these weights, one after the other. Each learning part is timed with the gradient of its
 * own output, and a term with the layers that it is made of, so that the parts do not add up to the whole step, which is
 * timed beside them. On a backend whose work is done when its call returns (WASM, CPU).
 */
export async function profile(
  recipe: AutoencoderRecipe,
  weights: readonly NamedArray[],
  data: Dataset,
): Promise<PartCost[]> {
  const selection = selectTraining(data, recipe.data)
  await data.trainReady(selection.needs)
  const mean = needsMean(recipe) ? meanImage(data.train, selection.indices(), recipe.data.pixels) : null
  const { indices } = openOrder(selection, openStream(recipe.seed, 'order')).next(0, recipe.optimise.batch)
  const model = buildModel(recipe)
  const streams = openPresentation(recipe.seed)
  const optimiser = methods[recipe.optimise.method]
  const parameters = toTensors(weights)
  const moments = initialMoments(optimiser, parameters)
  const present = () => presentBatch(recipe, data.train, indices, mean, streams, 0)
  const batch = present()
  const rows = batch.x.shape[0]
  const chance = () => chanceOf(model, streams, 0, rows)
  const code = tf.tidy(() => model.encode(parameters, batch).code)

  const output = tf.tidy(() => model.decode(parameters, code, batch.labels).output)
  const reconstructionGradient = tf.grad((image) =>
    tf.mean(reconstructionOf(recipe, parameters, image as tf.Tensor2D, batch)),
  )

  /** the gradient of a scalar made of the weights */
  const learn = (scalar: (weights: Parameters) => tf.Scalar) => () => {
    tf.tidy(() => void gradientsOf(scalar, parameters))
  }
  const parts: [string, () => void][] = [
    [`corrupt ${recipe.corrupt.kind}`, () => tf.dispose(tensorsOf(present()))],
    ['encode', learn((w) => tf.sum(model.encode(w, batch, chance().kept).code))],
    [
      `code ${recipe.code.kind}`,
      () => tf.tidy(() => void samplesOf(recipe, model.encode(parameters, batch), chance().noise)),
    ],
    ['decode', learn((w) => tf.sum(model.decode(w, code, batch.labels).output))],
    ['objective reconstruction', () => tf.tidy(() => void reconstructionGradient(output))],
    ...measuredTerms(recipe).map((term): [string, () => void] => [
      `objective ${term.id}, with what it is made of`,
      learn((w) => trainedTerm(recipe, term, forwardOf(model, w, batch, chance()), 0, {})),
    ]),
    [
      `optimise ${recipe.optimise.method}, whole step`,
      () => {
        const next = gradientStep(
          optimiser,
          { parameters, moments },
          { rate: recipe.optimise.rate, step: 0 },
          (w) => objectiveOf(recipe, forwardOf(model, w, batch, chance()), 0, {}, false).trained,
        )
        dispose(next.parameters)
        dispose(next.moments)
      },
    ],
  ]
  const costs = parts.map(([part, work]) => ({ part, milliseconds: medianTime(work) }))
  tf.dispose([...tensorsOf(batch), code, output])
  dispose(parameters)
  dispose(moments)
  return costs
}

function medianTime(work: () => void): number {
  work()
  const times = Array.from({ length: repetitions }, () => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  })
  return times.toSorted((a, b) => a - b)[repetitions >> 1]!
}
