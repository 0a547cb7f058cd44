// A batch on its way through the model in training: dropout in the encoder, samples of the code, then the decoder.

import * as tf from '@tensorflow/tfjs-core'
import { normals, uniforms } from '../../tensors/noise.ts'
import type { Parameters } from '../../tensors/parameters.ts'
import type { Batch, PresentationStreams } from './batch.ts'
import { repeated, samplesOf } from './code/gaussian.ts'
import type { Decoded, Encoded, Model } from './model.ts'

/** Everything that the objective is made of. */
export interface Forward {
  readonly parameters: Parameters
  readonly batch: Batch
  readonly encoded: Encoded
  /** of L samples for each image, one after the other: (L · batch × 784) */
  readonly decoded: Decoded
  /** the clean images and the mask once for each sample */
  readonly target: Pick<Batch, 'x' | 'mask'>
  /** another input through the same encoder, dropout included (batch × 784) → (batch × code size) */
  readonly codeOf: (input: tf.Tensor2D) => tf.Tensor2D
}

/** What chance adds to a batch on its way. */
export interface Chance {
  /** standard normals (L · batch × code size); null: the mean is decoded */
  readonly noise: tf.Tensor2D | null
  /** factors of every hidden layer of the encoder (batch × width): 0, or 1 / (1 − p) */
  readonly kept?: readonly tf.Tensor2D[]
}

export const noChance: Chance = { noise: null }

/** The draws of the batch presented at `step`, each from its own stream. In a tidy of the caller's. */
export function chanceOf(
  { recipe, hiddenWidths }: Model,
  streams: PresentationStreams,
  step: number,
  images: number,
): Chance {
  const { code, encode } = recipe
  const rows = code.samples * images
  const noise =
    code.kind === 'gaussian' ? (normals(streams.code, step, [rows, code.size]) as tf.Tensor2D) : null
  if (encode.dropout === 0) return { noise }
  let offset = 0
  const kept = hiddenWidths.map((width) => {
    const draws = uniforms(streams.dropout, step, [images, width], offset) as tf.Tensor2D
    offset += images * width
    const isKept = tf.cast<tf.Tensor2D>(tf.greaterEqual(draws, encode.dropout), 'float32')
    return tf.mul<tf.Tensor2D>(isKept, 1 / (1 - encode.dropout))
  })
  return { noise, kept }
}

export function forwardOf(
  model: Model,
  parameters: Parameters,
  batch: Batch,
  { noise, kept }: Chance,
): Forward {
  const encoded = model.encode(parameters, batch, kept)
  const samples = samplesOf(model.recipe, encoded, noise)
  const copies = samples.shape[0] / batch.x.shape[0]
  return {
    parameters,
    batch,
    encoded,
    decoded: model.decode(parameters, samples, batch.labels && repeated(batch.labels, copies)),
    target: { x: repeated(batch.x, copies), mask: batch.mask && repeated(batch.mask, copies) },
    codeOf: (input) => model.encode(parameters, { input, labels: batch.labels }, kept).code,
  }
}
