// A run on the autoencoder bench: batches in the recipe's order, one gradient step each, one yield after each (contract 3).

import * as tf from '@tensorflow/tfjs-core'
import { openOrder } from '../../data/order.ts'
import { selectTraining, type Selection } from '../../data/selection.ts'
import { openStream } from '../../numerics/streams.ts'
import { imagesSeen, inForce, withChange } from '../../lab/recipe.ts'
import {
  Divergence,
  isLossRead,
  isMark,
  type BatchLoss,
  type Run,
  type RunContext,
  type RunStep,
  type Snapshot,
} from '../../lab/run.ts'
import { gradientStep, initialMoments, type TrainingState } from '../../tensors/gradientStep.ts'
import { dispose, isFinite, toArrays, toTensors } from '../../tensors/parameters.ts'
import { openPresentation, presentBatch } from './batch.ts'
import { meanImage, needsMean } from './meanImage.ts'
import { buildModel } from './model.ts'
import { objectiveOf, type ObjectiveValue } from './objective/objective.ts'
import { totalOf } from './objective/terms.ts'
import { methods } from './optimise/methods.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** Runs `recipe` for as long as it is pulled; what `optimise.steps` says is for whoever pulls. */
export async function* run(recipe: AutoencoderRecipe, context: RunContext): Run<AutoencoderRecipe> {
  const { data, from, signal } = context
  const { seed } = recipe
  const selection = selectTraining(data, recipe.data)
  const order = openOrder(selection, openStream(seed, 'order'))
  const mean = needsMean(recipe) ? await meanOf(recipe, context, selection) : null
  const model = buildModel(recipe)
  const streams = openPresentation(seed)
  const optimiser = methods[recipe.optimise.method]

  let current = recipe
  let step = from?.step ?? 0
  let loss: BatchLoss | null = null
  let state: TrainingState | null = null
  let suspect = false

  async function snapshot(): Promise<Snapshot | null> {
    const [parameters, moments] = await Promise.all([toArrays(state!.parameters), toArrays(state!.moments)])
    suspect = ![...parameters, ...moments].every(isFinite)
    return suspect ? null : { step, parameters, moments }
  }

  function report(): RunStep<AutoencoderRecipe> {
    return { step, recipe: current, epochImages: selection.count, loss, mark: isMark(step), snapshot }
  }

  try {
    const parameters = toTensors(from?.parameters ?? model.initial(openStream(seed, 'weights'), mean))
    state = { parameters, moments: from ? toTensors(from.moments) : initialMoments(optimiser, parameters) }
    for (;;) {
      const changes = yield report()
      for (const change of changes ?? []) current = withChange(current, { ...change, step })
      const now = inForce(current, step)
      const position = imagesSeen(current, step)
      await data.trainReady(order.needs(position, now.optimise.batch), signal)
      const { indices } = order.next(position, now.optimise.batch)
      const batch = presentBatch(now, data.train, indices, mean, streams, step)

      let read: ObjectiveValue | null = null
      const isRead = suspect || isLossRead(step + 1)
      const before = state
      state = gradientStep(optimiser, before, { rate: now.optimise.rate, step }, (weights) => {
        const encoded = model.encode(weights, batch.input)
        const decoded = model.decode(weights, encoded.code)
        const objective = objectiveOf(now, { parameters: weights, x: batch.x, encoded, decoded })
        if (isRead) read = keepAll(objective)
        return objective.trained
      })
      dispose(before.parameters)
      dispose(before.moments)
      tf.dispose([batch.x, batch.input])
      loss = read === null ? null : await readLoss(now, read, step)
      step += 1
    }
  } finally {
    if (state !== null) {
      dispose(state.parameters)
      dispose(state.moments)
    }
  }
}

async function meanOf(
  recipe: AutoencoderRecipe,
  { data, signal }: RunContext,
  selection: Selection,
): Promise<Float64Array> {
  await data.trainReady(selection.needs, signal)
  return meanImage(data.train, selection.indices(), recipe.data.pixels)
}

function keepAll(objective: ObjectiveValue): ObjectiveValue {
  tf.keep(objective.reconstruction)
  Object.values(objective.terms).forEach((term) => tf.keep(term))
  return objective
}

/** Reads what `keepAll` kept and disposes of it. @throws Divergence at the first term that is not finite */
async function readLoss(recipe: AutoencoderRecipe, kept: ObjectiveValue, step: number): Promise<BatchLoss> {
  const [reconstruction, terms] = await Promise.all([
    readScalar(kept.reconstruction),
    Promise.all(Object.entries(kept.terms).map(async ([id, term]) => [id, await readScalar(term)] as const)),
  ])
  for (const [id, value] of [['reconstruction', reconstruction] as const, ...terms]) {
    if (!Number.isFinite(value)) throw new Divergence(id, step, value)
  }
  const values = Object.fromEntries(terms)
  return { step, reconstruction, terms: values, total: totalOf(recipe, reconstruction, values) }
}

async function readScalar(scalar: tf.Scalar): Promise<number> {
  const [value] = await scalar.data()
  scalar.dispose()
  return value!
}
