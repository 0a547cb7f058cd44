// The pixels of an image as it is measured and shown: the same draws wherever the image appears, whatever stands beside it.

import type { Images } from '../../data/dataset.ts'
import { gather } from '../../data/pixels.ts'
import { openStream } from '../../numerics/streams.ts'
import type { Corrupted } from './corrupt/corruption.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import { bytesOf } from './instruments/bytes.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** Where an image stands; a drawing belongs to neither part. */
export type Part = 'test' | 'train' | 'drawing'

/** What is drawn of it. */
type Drawn = 'pixels' | 'code' | 'corruption'

const parts: Record<Part, number> = { test: 0, train: 1, drawing: 2 }
const kinds: Record<Drawn, number> = { pixels: 0, code: 3, corruption: 6 }

/** Steps of the stream `measuring`: one for each image of each part and each kind of draw, so that no two share one. */
const stepOf = (drawn: Drawn, part: Part, index: number): number =>
  (kinds[drawn] + parts[part]) * 1_000_000 + index

/** (images × 784) in [0,1]; sampled pixels are drawn once for each image, by its file index. */
export function measuredPixels(
  { seed, data }: AutoencoderRecipe,
  part: Part,
  images: Images,
  indices: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const stream = openStream(seed, 'measuring')
  if (data.pixels !== 'sampled') return gather(images, indices, data.pixels, stream, 0)
  const values = new Float32Array(indices.length * pixels)
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!
    values.set(gather(images, [index], data.pixels, stream, stepOf('pixels', part, index)), i * pixels)
  }
  return values
}

/** The noise of one evaluation sample for each image (images × code size), standard normal. */
export function measuredNoise(
  { seed, code }: AutoencoderRecipe,
  part: Part,
  indices: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const stream = openStream(seed, 'measuring')
  const values = new Float32Array(indices.length * code.size)
  for (let i = 0; i < indices.length; i++) {
    values.set(stream.normals(stepOf('code', part, indices[i]!), code.size), i * code.size)
  }
  return values
}

/** Pixels (images × 784) under a corruption, drawn once for each image; by default the recipe's. */
export function measuredCorruption(
  { seed, corrupt }: Pick<AutoencoderRecipe, 'seed' | 'corrupt'>,
  part: Part,
  clean: Float32Array,
  indices: ArrayLike<number>,
): Corrupted {
  const stream = openStream(seed, 'measuring')
  const corruption = corruptionOf(corrupt.kind)
  const x = new Float32Array(clean.length)
  const mask = corruption.hides ? new Float32Array(clean.length) : null
  for (let i = 0; i < indices.length; i++) {
    const step = stepOf('corruption', part, indices[i]!)
    const one = corruption.corrupt(clean.subarray(i * pixels, (i + 1) * pixels), corrupt, {
      uniforms: (count) => stream.uniforms(step, count),
      normals: (count) => stream.normals(step, count),
    })
    x.set(one.x, i * pixels)
    if (mask && one.mask) mask.set(one.mask, i * pixels)
  }
  return { x, mask }
}

/** A drawing of 784 values in [0,1] as the recipe's pixels would have shown it. */
export function drawnPixels(recipe: AutoencoderRecipe, drawing: Float32Array): Float32Array<ArrayBuffer> {
  const image = { count: 1, pixels: bytesOf(drawing), labels: new Uint8Array(1) }
  return measuredPixels(recipe, 'drawing', image, [0])
}
