// The pixels of an image as it is measured and shown: the same draws wherever the image appears, whatever stands beside it.

import type { Images } from '../../data/dataset.ts'
import { bytesFor, gatherBytes } from '../../data/pixels.ts'
import { valuesOf } from '../../numerics/bytes.ts'
import { openStream } from '../../numerics/streams.ts'
import type { Corrupted } from './corrupt/corruption.ts'
import { corruptEach } from './corruptEach.ts'
import { bytesOf } from './instruments/bytes.ts'
import { measuringStep } from './measuringSteps.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** Where an image stands; a drawing belongs to neither part. */
export type Part = 'test' | 'train' | 'drawing'

/** (images × 784) in [0,1]; sampled pixels are drawn once for each image, by its file index. */
export function measuredPixels(
  recipe: AutoencoderRecipe,
  part: Part,
  images: Images,
  indices: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  return valuesOf(measuredBytes(recipe, part, images, indices))
}

/** (images × 784) as bytes: the stored ones, or 0 and 255 where the pixels are sampled or cut at a threshold. */
export function measuredBytes(
  { seed, data }: AutoencoderRecipe,
  part: Part,
  images: Images,
  indices: ArrayLike<number>,
): Uint8Array {
  const stream = openStream(seed, 'measuring')
  if (data.pixels !== 'sampled') return gatherBytes(images, indices, data.pixels, stream, 0)
  const bytes = bytesFor(indices.length)
  for (let i = 0; i < indices.length; i++) {
    const step = measuringStep(`pixels/${part}`, indices[i]!)
    const image = bytes.subarray(i * pixels, (i + 1) * pixels)
    gatherBytes(images, [indices[i]!], data.pixels, stream, step, image)
  }
  return bytes
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
    const step = measuringStep(`code/${part}`, indices[i]!)
    values.set(stream.normals(step, code.size), i * code.size)
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
  return corruptEach(corrupt, clean, (place) => {
    const step = measuringStep(`corruption/${part}`, indices[place]!)
    return {
      uniforms: (count) => stream.uniforms(step, count),
      normals: (count) => stream.normals(step, count),
    }
  })
}

/** A drawing of 784 values in [0,1] as the recipe's pixels would have shown it. */
export function drawnPixels(recipe: AutoencoderRecipe, drawing: Float32Array): Float32Array<ArrayBuffer> {
  const image = { count: 1, pixels: bytesOf(drawing), labels: new Uint8Array(1) }
  return measuredPixels(recipe, 'drawing', image, [0])
}
