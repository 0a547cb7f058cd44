// A run on the autoencoder bench: batches in the recipe's order, one gradient step each, one yield after each.

import * as tf from '@tensorflow/tfjs-core'
import { openOrder } from '../../data/order.ts'
import { selectTraining, type Selection } from '../../data/selection.ts'
import { openStream } from '../../numerics/streams.ts'
import { branchOf } from '../../lab/origin.ts'
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
import { dispose, isFinite, toArrays, toTensors, type NamedArray } from '../../tensors/parameters.ts'
import { openPresentation, presentBatch, tensorsOf } from './batch.ts'
import { requireFit } from './checkpoints/fit.ts'
import { chanceOf, forwardOf } from './forward.ts'
import { meanImage, needsMean } from './meanImage.ts'
import { buildModel } from './model.ts'
import { nextMemories, objectiveOf, type Memories, type ObjectiveParts } from './objective/objective.ts'
import { remembering, totalOf } from './objective/terms.ts'
import { methods } from './optimise/methods.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** Runs `recipe` for as long as it is pulled; what `optimise.steps` says is for whoever pulls. */
export async function* run(recipe: AutoencoderRecipe, context: RunContext): Run<AutoencoderRecipe> {
  const { data, from, initial, signal } = context
  if (recipe.from && !initial && !from)
    throw new Error('A run that goes on from elsewhere needs its weights.')
  const { seed } = recipe
  const selection = selectTraining(data, recipe.data)
  const order = openOrder(selection, openStream(seed, 'order'))
  const mean = needsMean(recipe) ? await meanOf(recipe, context, selection) : null
  const model = buildModel(recipe)
  if (initial) requireFit(model.parameters, initial)
  const streams = openPresentation(seed)
  const optimiser = methods[recipe.optimise.method]

  const begun = optimiserBegins(recipe)
  const first = branchOf(recipe)?.step ?? null

  let current = recipe
  let step = from?.step ?? 0
  let loss: BatchLoss | null = null
  let state: TrainingState | null = null
  let memories: Memories = {}
  let suspect = false

  async function snapshot(): Promise<Snapshot | null> {
    const [parameters, moments] = await Promise.all([
      toArrays(state!.parameters),
      toArrays({ ...state!.moments, ...withPrefix(memories) }),
    ])
    suspect = ![...parameters, ...moments].every(isFinite)
    return suspect ? null : { step, parameters, moments }
  }

  function report(): RunStep<AutoencoderRecipe> {
    return {
      step,
      recipe: current,
      epochImages: selection.count,
      loss,
      mark: step === first || isMark(step),
      snapshot,
    }
  }

  /** a term that the run it branches from had may be off for good */
  const isRemembered = ({ name }: NamedArray) => remembering(recipe).some(({ term }) => term.id === name)

  try {
    const parameters = toTensors(
      from?.parameters ?? initial ?? model.initial(openStream(seed, 'weights'), mean),
    )
    const kept = from ? split(from.moments) : null
    const moments = kept && step > begun ? toTensors(kept.moments) : initialMoments(optimiser, parameters)
    state = { parameters, moments }
    memories = kept ? toTensors(kept.memories.filter(isRemembered)) : initialMemories(recipe)
    for (;;) {
      const changes = yield report()
      for (const change of changes ?? []) current = withChange(current, { ...change, step })
      const now = inForce(current, step)
      const position = imagesSeen(current, step)
      await data.trainReady(order.needs(position, now.optimise.batch), signal)
      const { indices } = order.next(position, now.optimise.batch)
      const batch = presentBatch(now, data.train, indices, mean, streams, step)

      const isRead = suspect || isLossRead(step + 1)
      let parts: ObjectiveParts | null = null
      let remembered: Memories = {}
      const before = state
      state = gradientStep(optimiser, before, { rate: now.optimise.rate, step: step - begun }, (weights) => {
        const chance = chanceOf(model, streams, step, indices.length)
        const forward = forwardOf(model, weights, batch, chance)
        const objective = objectiveOf(now, forward, step, memories, isRead)
        parts = objective.parts
        if (parts !== null) scalarsOf(parts).forEach((scalar) => tf.keep(scalar))
        remembered = keepTensors(nextMemories(now, forward, memories))
        return objective.trained
      })
      dispose(memories)
      memories = remembered
      dispose(before.parameters)
      dispose(before.moments)
      tf.dispose(tensorsOf(batch))
      loss = parts === null ? null : await readLoss(now, step, parts)
      step += 1
    }
  } finally {
    if (state !== null) {
      dispose(state.parameters)
      dispose(state.moments)
    }
    dispose(memories)
  }
}

/** The step from which on the optimiser keeps its moments: where a branch takes another method, they begin afresh. */
function optimiserBegins(recipe: AutoencoderRecipe): number {
  const branch = branchOf(recipe)
  if (branch === null) return 0
  const isSame = branch.recipe.optimise.method === recipe.optimise.method
  return isSame ? optimiserBegins(branch.recipe) : branch.step
}

async function meanOf(
  recipe: AutoencoderRecipe,
  { data, signal }: RunContext,
  selection: Selection,
): Promise<Float64Array> {
  await data.trainReady(selection.needs, signal)
  return meanImage(data.train, selection.indices(), recipe.data.pixels)
}

function scalarsOf({ reconstruction, terms }: ObjectiveParts): tf.Scalar[] {
  return [reconstruction, ...Object.values(terms)]
}

/** What marks a term's memory among the arrays that training on needs. */
const memoryPrefix = 'memory/'

/** The name under which what a term keeps stands in a snapshot. */
export function memoryName(term: string): string {
  return memoryPrefix + term
}

const withPrefix = (memories: Memories): Memories =>
  Object.fromEntries(Object.entries(memories).map(([id, tensor]) => [memoryName(id), tensor]))

/** The optimiser's moments and the terms' memories of a snapshot. */
function split(arrays: readonly NamedArray[]): { moments: NamedArray[]; memories: NamedArray[] } {
  const isMemory = ({ name }: NamedArray) => name.startsWith(memoryPrefix)
  return {
    moments: arrays.filter((array) => !isMemory(array)),
    memories: arrays
      .filter(isMemory)
      .map((array) => ({ ...array, name: array.name.slice(memoryPrefix.length) })),
  }
}

function initialMemories(recipe: AutoencoderRecipe): Memories {
  return keepTensors(
    Object.fromEntries(remembering(recipe).map(({ term, shape }) => [term.id, tf.zeros([...shape])])),
  )
}

function keepTensors(tensors: Memories): Memories {
  Object.values(tensors).forEach((tensor) => tf.keep(tensor))
  return tensors
}

/**
 * Reads a loss in one go and disposes of its tensors.
 * @param step completed steps when it was computed
 * @throws Divergence at the first term that is not finite
 */
async function readLoss(recipe: AutoencoderRecipe, step: number, parts: ObjectiveParts): Promise<BatchLoss> {
  const scalars = scalarsOf(parts)
  const stacked = tf.stack(scalars)
  const [reconstruction, ...values] = await stacked.data<'float32'>()
  tf.dispose([stacked, ...scalars])
  const terms = Object.fromEntries(Object.keys(parts.terms).map((id, i) => [id, values[i]!]))
  for (const [id, read] of Object.entries({ reconstruction: reconstruction!, ...terms })) {
    if (!Number.isFinite(read)) throw new Divergence(id, step, read)
  }
  return { step, reconstruction: reconstruction!, terms, total: totalOf(recipe, reconstruction!, terms) }
}
