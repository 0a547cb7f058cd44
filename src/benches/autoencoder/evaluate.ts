// The objective measured the clean way, no corruption and no dropout, on whole sets: what frames and the terminal print.

import * as tf from '@tensorflow/tfjs-core'
import type { Images } from '../../data/dataset.ts'
import type { Parameters } from '../../tensors/parameters.ts'
import { cleanBatch, tensorsOf, type Batch } from './batch.ts'
import { roomOf } from './architecture.ts'
import { forwardOf } from './forward.ts'
import { measuredBytes, measuredNoise } from './measuredPixels.ts'
import type { Model } from './model.ts'
import { measureTerm, reconstructionOf } from './objective/objective.ts'
import { settingOf } from './objective/term.ts'
import { measuredTerms, totalOf } from './objective/terms.ts'
import type { AutoencoderRecipe } from './recipe.ts'
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

/** What a set becomes in the code. */
export interface Codes {
  /** the code of a point, the mean μ of a Gaussian (images × code size) */
  readonly codes: Float32Array
  /** log σ² of a Gaussian code (images × code size); null for a point */
  readonly logVariances: Float32Array | null
}

export interface Evaluated extends Codes {
  readonly evaluation: Evaluation
}

/** numbers that one layer may hold while measuring */
const room = 2 ** 23

/** Images that go through a model at a time: a thousand, or as many as there is room for. */
export function sliceOf(recipe: AutoencoderRecipe): number {
  return Math.max(10, Math.min(1000, Math.floor(room / roomOf(recipe))))
}

/**
 * Evaluates all images of the set. Sums are kept in doubles. Sampled pixels, and the one sample of a Gaussian code behind
 * the reconstruction, are one draw for each image, the same at every evaluation; the squared error per pixel and the
 * codes are those of the mean.
 */
export async function evaluate(
  model: Model,
  parameters: Parameters,
  set: MeasuredSet,
  options: EvaluateOptions,
): Promise<Evaluated> {
  const { recipe } = model
  const slice = sliceOf(model.recipe)
  const { size } = recipe.code
  const measured = measuredTerms(recipe)
  const averaged = measured.filter((term) => term.ofCodes === undefined)
  const count = set.indices.length
  const codes = new Float32Array(count * size)
  const logVariances = recipe.code.kind === 'gaussian' ? new Float32Array(count * size) : null
  const sums = { reconstruction: 0, squared: 0, terms: averaged.map(() => 0) }
  for (let start = 0; start < count; start += slice) {
    const indices = set.indices.subarray(start, start + slice)
    const batch = measuredBatch(recipe, set, indices, options.mean)
    const [code, logVariance, distance, error, ...values] = tf.tidy(() => {
      const noise = logVariances && measuredNoise(recipe, set.part, indices)
      const forward = forwardOf(model, parameters, batch, {
        noise: noise && tf.tensor2d(noise, [indices.length, size]),
      })
      const { encoded, decoded } = forward
      const ofMean = logVariances ? model.decode(parameters, encoded.code, batch.labels) : decoded
      return [
        encoded.code,
        encoded.logVariance ?? tf.scalar(0),
        reconstructionOf(recipe, parameters, decoded.output, batch),
        tf.sum(tf.square(tf.sub(model.imageOf(ofMean.output), batch.x)), 1),
        ...averaged.map((term) => measureTerm(recipe, term, forward, start)),
      ]
    })
    tf.dispose(tensorsOf(batch))
    codes.set(await drained(code), start * size)
    const spread = await drained(logVariance)
    logVariances?.set(spread, start * size)
    sums.reconstruction += sum(await drained(distance))
    sums.squared += sum(await drained(error))
    for (const [i, value] of values.entries()) sums.terms[i]! += (await drained(value))[0]! * indices.length
    await options.breathe?.()
  }
  const reconstruction = sums.reconstruction / count
  const terms = Object.fromEntries(
    measured.map((term) => [
      term.id,
      term.ofCodes?.(codes, size, settingOf(recipe, term)) ?? sums.terms[averaged.indexOf(term)]! / count,
    ]),
  )
  const msePerPixel = sums.squared / count / pixels
  return {
    evaluation: { reconstruction, terms, total: totalOf(recipe, reconstruction, terms), msePerPixel },
    codes,
    logVariances,
  }
}

/** Codes alone, half the work (images × code size); of a Gaussian code the means. */
export async function encodeAll(
  model: Model,
  parameters: Parameters,
  set: MeasuredSet,
  options: EvaluateOptions,
): Promise<Float32Array> {
  const { size } = model.recipe.code
  const slice = sliceOf(model.recipe)
  const codes = new Float32Array(set.indices.length * size)
  for (let start = 0; start < set.indices.length; start += slice) {
    const batch = measuredBatch(model.recipe, set, set.indices.subarray(start, start + slice), options.mean)
    const code = tf.tidy(() => model.encode(parameters, batch).code)
    tf.dispose(tensorsOf(batch))
    codes.set(await drained(code), start * size)
    await options.breathe?.()
  }
  return codes
}

/** Images of a set as they are measured: clean, each with its label where the recipe asks for it. */
export function measuredBatch(
  recipe: AutoencoderRecipe,
  { part, images }: Omit<MeasuredSet, 'indices'>,
  indices: Uint32Array,
  mean: Float64Array | null,
): Batch {
  const labels = Uint8Array.from(indices, (index) => images.labels[index]!)
  return cleanBatch(recipe, measuredBytes(recipe, part, images, indices), labels, mean)
}

/** The values of a tensor, which is disposed of. */
export async function drained(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data<'float32'>()
  tensor.dispose()
  return values
}

/** A copy of the values of a tensor, which is disposed of; its buffer may be given away. */
export async function copied(tensor: tf.Tensor): Promise<Float32Array> {
  return Float32Array.from(await drained(tensor))
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
