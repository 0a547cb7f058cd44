// The objective measured the clean way, no corruption and no dropout, on whole sets: what frames and the terminal print.

import * as tf from '@tensorflow/tfjs-core'
import type { Images } from '../../data/dataset.ts'
import { ops } from '../../tensors/ops.ts'
import type { Parameters } from '../../tensors/parameters.ts'
import { toBatch } from './batch.ts'
import { measuredPixels } from './measuredPixels.ts'
import type { Model } from './model.ts'
import { distances } from './objective/objective.ts'
import { totalOf } from './objective/terms.ts'
import { activeTerms } from './objective/terms.ts'
import { pixels } from './shapes.ts'

/** Per image, summed over pixels, in the units of the recipe's terms; errors per pixel are means. */
export interface Evaluation {
  readonly reconstruction: number
  readonly terms: Readonly<Record<string, number>>
  readonly total: number
  readonly msePerPixel: number
}

export interface MeasuredSet {
  readonly part: 'test' | 'train'
  readonly images: Images
  readonly indices: Uint32Array
}

export interface EvaluateOptions {
  readonly mean: Float64Array | null
  /** called between slices, so that whoever shares the thread may breathe */
  readonly breathe?: () => Promise<void>
}

const slice = 1000

/**
 * Evaluates all images of the set, and gives their codes (images × code size) too. Sums are kept in doubles. Sampled
 * pixels are one draw for each image, the same at every evaluation.
 */
export async function evaluate(
  model: Model,
  parameters: Parameters,
  set: MeasuredSet,
  options: EvaluateOptions,
): Promise<{ evaluation: Evaluation; codes: Float32Array }> {
  const { recipe } = model
  const active = activeTerms(recipe)
  const count = set.indices.length
  const codes = new Float32Array(count * recipe.code.size)
  const sums = { reconstruction: 0, squared: 0, terms: active.map(() => 0) }
  for (let start = 0; start < count; start += slice) {
    const indices = set.indices.subarray(start, start + slice)
    const x = measuredPixels(recipe, set.part, set.images, indices)
    const [code, distance, error, ...values] = tf.tidy(() => {
      const batch = toBatch(recipe, x, x, options.mean)
      const encoded = model.encode(parameters, batch.input)
      const decoded = model.decode(parameters, encoded.code)
      const perImage = distances[recipe.decode.output](decoded.output, batch.x)
      const squaredError = tf.sum(tf.square(tf.sub(model.imageOf(decoded.output), batch.x)), 1)
      const forward = { parameters, x: batch.x, encoded, decoded }
      return [encoded.code, perImage, squaredError, ...active.map((term) => term.value(forward, ops))]
    })
    codes.set(await drained(code), start * recipe.code.size)
    sums.reconstruction += sum(await drained(distance))
    sums.squared += sum(await drained(error))
    for (const [i, value] of values.entries()) sums.terms[i]! += (await drained(value))[0]! * indices.length
    await options.breathe?.()
  }
  const reconstruction = sums.reconstruction / count
  const terms = Object.fromEntries(active.map((term, i) => [term.id, sums.terms[i]! / count]))
  const msePerPixel = sums.squared / count / pixels
  return {
    evaluation: { reconstruction, terms, total: totalOf(recipe, reconstruction, terms), msePerPixel },
    codes,
  }
}

/** Codes alone, half the work (images × code size). */
export async function encodeAll(
  model: Model,
  parameters: Parameters,
  set: MeasuredSet,
  options: EvaluateOptions,
): Promise<Float32Array> {
  const size = model.recipe.code.size
  const codes = new Float32Array(set.indices.length * size)
  for (let start = 0; start < set.indices.length; start += slice) {
    const x = measuredPixels(model.recipe, set.part, set.images, set.indices.subarray(start, start + slice))
    const code = tf.tidy(() => model.encode(parameters, toBatch(model.recipe, x, x, options.mean).input).code)
    codes.set(await drained(code), start * size)
    await options.breathe?.()
  }
  return codes
}

async function drained(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data<'float32'>()
  tensor.dispose()
  return values
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
