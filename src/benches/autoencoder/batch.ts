// What a step learns from: clean images as the target, and what the encoder sees of them.

import * as tf from '@tensorflow/tfjs-core'
import type { Images } from '../../data/dataset.ts'
import { gather } from '../../data/pixels.ts'
import { openStream, type Stream } from '../../numerics/streams.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** The streams that a presentation draws from, each its own (contract 3). */
export interface PresentationStreams {
  readonly pixels: Stream
  readonly corruption: Stream
}

export function openPresentation(seed: number): PresentationStreams {
  return { pixels: openStream(seed, 'pixels'), corruption: openStream(seed, 'corruption') }
}

/** Images as tensors; the caller disposes of both (they may be one). */
export interface Batch {
  /** clean (batch × 784) */
  readonly x: tf.Tensor2D
  /** corrupted and centred where the recipe says so (batch × 784) */
  readonly input: tf.Tensor2D
}

/** The batch of `indices` as presented at `step`. `mean` is asked for by `centre`. */
export function presentBatch(
  recipe: AutoencoderRecipe,
  images: Images,
  indices: Uint32Array,
  mean: Float64Array | null,
  streams: PresentationStreams,
  step: number,
): Batch {
  const clean = gather(images, indices, recipe.data.pixels, streams.pixels, step)
  const draws = {
    uniforms: (count: number) => streams.corruption.uniforms(step, count),
    normals: (count: number) => streams.corruption.normals(step, count),
  }
  const corrupted = corruptionOf(recipe.corrupt.kind).corrupt(clean, recipe.corrupt, draws)
  return toBatch(recipe, clean, corrupted, mean)
}

/** Pixels of any number of images as a batch, centred where the recipe says so. */
export function toBatch(
  recipe: AutoencoderRecipe,
  clean: Float32Array,
  corrupted: Float32Array,
  mean: Float64Array | null,
): Batch {
  const shape: [number, number] = [clean.length / pixels, pixels]
  const x = tf.tensor2d(clean, shape)
  if (!recipe.data.centre) return { x, input: corrupted === clean ? x : tf.tensor2d(corrupted, shape) }
  if (mean === null) throw new Error('Centring needs the mean image of the training set.')
  const centred = corrupted.map((value, i) => value - mean[i % pixels]!)
  return { x, input: tf.tensor2d(centred, shape) }
}
