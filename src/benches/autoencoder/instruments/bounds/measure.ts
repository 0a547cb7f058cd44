// Bounds: how the bound on log p(x) rises with the number K of importance samples of q(z|x) (Burda et al. 2016; L27).

import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { importanceBound } from '../../../../numerics/importanceBound.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { tensorsOf } from '../../batch.ts'
import { repeated, samplesOf } from '../../code/gaussian.ts'
import { drained, measuredBatch, sliceOf } from '../../evaluate.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { reconstructionOf } from '../../objective/objective.ts'
import { fixedImages } from '../cleanImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { parsed, place } from '../question.ts'
import { ks } from './ks.ts'

/** The bound that training knows, of all test images, one sample each. */
export interface BoundsPart {
  /** −(reconstruction + KL), nats per image */
  readonly elbo: number
}

/** Images by their place in the list that `listOf` gives, the second one left out. */
export interface BoundsQuestion {
  readonly from: number
  readonly to: number
}

export interface BoundsAnswer {
  /** file indices */
  readonly indices: Uint32Array
  /** L_K of every image, one row for each of `ks` (ks × images), nats */
  readonly bounds: Float32Array
  /** images that can be asked for */
  readonly listed: number
}

const samples = Math.max(...ks)
const mostImages = 1000
const mostAtOnce = 200

const noImages = 'There are no such images.'
const asked: z.ZodMiniType<BoundsQuestion> = z
  .object({ from: place, to: place })
  .check(z.refine(({ from, to }) => from < to && to - from <= mostAtOnce))

export const measure: Measure<BoundsPart, BoundsQuestion, BoundsAnswer> = {
  id: 'bounds',
  applies: ({ code }) => code.kind === 'gaussian',
  measure: async (rest) => {
    const { evaluation } = await rest.evaluated()
    return { elbo: -(evaluation.reconstruction + evaluation.terms['kl']!) }
  },
  ask: async (rest, question) => {
    const { from, to } = parsed(asked, question, noImages)
    const list = listOf(rest.testIndices, rest.recipe.seed)
    const indices = list.slice(from, to)
    if (indices.length === 0) throw new RangeError(noImages)
    const rows: number[][] = ks.map(() => [])
    const weights = await logWeightsOf(rest, indices)
    for (let i = 0; i < indices.length; i++) {
      // one image's weights stand `indices.length` apart, sample after sample
      const own = Float64Array.from({ length: samples }, (_, sample) => weights[sample * indices.length + i]!)
      ks.forEach((k, row) => rows[row]!.push(importanceBound(own, k)))
    }
    return { indices, bounds: Float32Array.from(rows.flat()), listed: list.length }
  },
}

/** Test images from the whole file, whose first half is the easier one, shuffled, so that the first hundred are, too. */
export function listOf(testIndices: Uint32Array, seed: number): Uint32Array {
  const spread = fixedImages({ testIndices }, mostImages)
  const order = openStream(seed, 'measuring').permutation(measuringStep('boundsOrder'), spread.length)
  return Uint32Array.from(order, (place) => spread[place]!)
}

/** log p(x|z) + log p(z) − log q(z|x) of every sample z of q (samples × images), as many images at a time as there is room for. */
export async function logWeightsOf(rest: ModelAtRest, indices: Uint32Array): Promise<Float32Array> {
  const slice = Math.max(1, Math.floor(sliceOf(rest.recipe) / samples))
  const weights = new Float32Array(samples * indices.length)
  for (let start = 0; start < indices.length; start += slice) {
    const here = indices.subarray(start, start + slice)
    const own = await logWeightsAtOnce(rest, here)
    for (let sample = 0; sample < samples; sample++) {
      const row = own.subarray(sample * here.length, (sample + 1) * here.length)
      weights.set(row, sample * indices.length + start)
    }
  }
  return weights
}

async function logWeightsAtOnce(rest: ModelAtRest, indices: Uint32Array): Promise<Float32Array> {
  const { recipe, model, parameters, mean } = rest
  const { size } = recipe.code
  const batch = measuredBatch(recipe, { part: 'test', images: rest.test }, indices, mean)
  const noise = noiseOf(rest, indices)
  const weights = tf.tidy(() => {
    const encoded = model.encode(parameters, batch)
    const epsilon = tf.tensor2d(noise, [samples * indices.length, size])
    const z = samplesOf(recipe, encoded, epsilon)
    const { output } = model.decode(parameters, z, batch.labels && repeated(batch.labels, samples))
    const target = { x: repeated(batch.x, samples), mask: null }
    const cost = reconstructionOf(recipe, parameters, output, target)
    // log p(z) − log q(z|x) = ½ Σ ε² + log σ² − z²: the constants are the same in both
    const logVariance = repeated(encoded.logVariance!, samples)
    const ratio = tf.sum(tf.add(tf.sub(tf.square(epsilon), tf.square(z)), logVariance), 1)
    return tf.sub(tf.mul(ratio, 0.5), cost)
  })
  tf.dispose(tensorsOf(batch))
  return drained(weights)
}

/** The same draws for an image whatever stands beside it (samples · images × code size). */
function noiseOf({ recipe }: ModelAtRest, indices: Uint32Array): Float32Array {
  const { size } = recipe.code
  const stream = openStream(recipe.seed, 'measuring')
  const noise = new Float32Array(samples * indices.length * size)
  indices.forEach((index, i) => {
    const own = stream.normals(measuringStep('bounds', index), samples * size)
    for (let sample = 0; sample < samples; sample++) {
      noise.set(own.subarray(sample * size, (sample + 1) * size), (sample * indices.length + i) * size)
    }
  })
  return noise
}
