// What a step learns from: clean images as the target, what the encoder sees of them, and the draws of this presentation.

import * as tf from '@tensorflow/tfjs-core'
import type { Images } from '../../data/dataset.ts'
import { bytesFor, gatherBytes } from '../../data/pixels.ts'
import { valuesOf } from '../../numerics/bytes.ts'
import { openStream, type Stream } from '../../numerics/streams.ts'
import { drawnArray } from '../../tensors/noise.ts'
import { pixelsOf } from '../../tensors/pixels.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { classes, pixels } from './shapes.ts'

/** The streams that a presentation draws from, each its own. */
export interface PresentationStreams {
  readonly pixels: Stream
  readonly corruption: Stream
  readonly code: Stream
  readonly dropout: Stream
}

/** What one presentation after another is made with. */
export interface Presentation extends PresentationStreams {
  /** room for so many images, the same at every call that asks for as many */
  readonly room: (images: number) => Uint8Array
}

export function openPresentation(seed: number): Presentation {
  let bytes = bytesFor(0)
  return {
    room: (images) => {
      if (bytes.length !== images * pixels) bytes = bytesFor(images)
      return bytes
    },
    pixels: openStream(seed, 'pixels'),
    corruption: openStream(seed, 'corruption'),
    code: openStream(seed, 'code'),
    dropout: openStream(seed, 'dropout'),
  }
}

/** Images as tensors; the caller disposes of all of them (two may be one). */
export interface Batch {
  /** clean (batch × 784) */
  readonly x: tf.Tensor2D
  /** corrupted and centred where the recipe says so (batch × 784) */
  readonly input: tf.Tensor2D
  /** 1 at the pixels that were hidden (batch × 784); null where none was */
  readonly mask: tf.Tensor2D | null
  /** one-hot (batch × 10); null where the code is not conditioned on them */
  readonly labels: tf.Tensor2D | null
}

/** What the encoder sees. */
export type Seen = Pick<Batch, 'input' | 'labels'>

/** Pixels of any number of images, with their labels where the recipe asks for them. */
export interface Pictures {
  /** (images × 784) in [0,1] */
  readonly clean: Float32Array
  /** absent: shown clean */
  readonly corrupted?: Float32Array
  readonly mask?: Float32Array | null
  /** class of each image; null for an image of no known class, which has a tenth of each */
  readonly labels: ArrayLike<number> | null
}

/** Those pictures whose places are from `from` up to `to`, which is left out. */
export function partOf({ clean, corrupted, mask, labels }: Pictures, from: number, to: number): Pictures {
  const valuesOf = (values: Float32Array) => values.subarray(from * pixels, to * pixels)
  return {
    clean: valuesOf(clean),
    ...(corrupted && { corrupted: valuesOf(corrupted) }),
    ...(mask && { mask: valuesOf(mask) }),
    labels: labels && Array.from(labels).slice(from, to),
  }
}

/** The batch of `indices` as presented at `step`. `mean` is asked for by `centre`. */
export function presentBatch(
  recipe: AutoencoderRecipe,
  images: Images,
  indices: Uint32Array,
  mean: Float64Array | null,
  { room, ...streams }: Presentation,
  step: number,
): Batch {
  const bytes = gatherBytes(images, indices, recipe.data.pixels, streams.pixels, step, room(indices.length))
  const labels = Uint8Array.from(indices, (index) => images.labels[index]!)
  if (recipe.corrupt.kind === 'none') return cleanBatch(recipe, bytes, labels, mean)
  const shape: [number, number] = [indices.length, pixels]
  const draws = {
    uniforms: (count: number) => drawnArray('uniforms', streams.corruption, step, count),
    normals: (count: number) => drawnArray('normals', streams.corruption, step, count),
  }
  const { x: corrupted, mask } = corruptionOf(recipe.corrupt.kind).corrupt(
    valuesOf(bytes),
    recipe.corrupt,
    draws,
  )
  return {
    x: pixelsOf(bytes, shape),
    input: inputOf(recipe, corrupted, mean),
    mask: mask && tf.tensor2d(mask, shape),
    labels: labelsFor(recipe, labels, indices.length),
  }
}

/**
 * Images shown clean, from their bytes (images × 784), which go to the device as they are. Centred ones go the long way:
 * the mean image is in doubles, so that it is subtracted here and rounded once, to the same numbers on every backend.
 */
export function cleanBatch(
  recipe: AutoencoderRecipe,
  bytes: Uint8Array,
  labels: Uint8Array,
  mean: Float64Array | null,
): Batch {
  if (recipe.data.centre) return toBatch(recipe, { clean: valuesOf(bytes), labels }, mean)
  const x = pixelsOf(bytes, [labels.length, pixels])
  return { x, input: x, mask: null, labels: labelsFor(recipe, labels, labels.length) }
}

/** Pictures as a batch, centred where the recipe says so. */
export function toBatch(
  recipe: AutoencoderRecipe,
  { clean, corrupted = clean, mask = null, labels }: Pictures,
  mean: Float64Array | null,
): Batch {
  const shape: [number, number] = [clean.length / pixels, pixels]
  const x = tf.tensor2d(clean, shape)
  return {
    x,
    input: corrupted === clean && !recipe.data.centre ? x : inputOf(recipe, corrupted, mean),
    mask: mask && tf.tensor2d(mask, shape),
    labels: labelsFor(recipe, labels, shape[0]),
  }
}

/** What the encoder sees of corrupted pixels. */
function inputOf(
  { data }: AutoencoderRecipe,
  corrupted: Float32Array,
  mean: Float64Array | null,
): tf.Tensor2D {
  const seen = data.centre ? centred(corrupted, mean) : corrupted
  return tf.tensor2d(seen, [seen.length / pixels, pixels])
}

/** One-hot labels for the nets of a conditional recipe, (images × 10); null for any other. */
export function labelsFor(
  recipe: AutoencoderRecipe,
  labels: ArrayLike<number> | null,
  images: number,
): tf.Tensor2D | null {
  if (recipe.code.condition === 'none') return null
  const values = new Float32Array(images * classes)
  if (labels === null) values.fill(1 / classes)
  else for (let i = 0; i < images; i++) values[i * classes + labels[i]!] = 1
  return tf.tensor2d(values, [images, classes])
}

/** Every tensor of a batch, once each. */
export function tensorsOf({ x, input, mask, labels }: Batch): tf.Tensor[] {
  return [...new Set([x, input, mask, labels])].filter((tensor) => tensor !== null)
}

function centred(values: Float32Array, mean: Float64Array | null): Float32Array {
  if (mean === null) throw new Error('Centring needs the mean image of the training set.')
  return values.map((value, i) => value - mean[i % pixels]!)
}
