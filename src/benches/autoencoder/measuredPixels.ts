// The pixels of an image as it is measured and shown: the same draw wherever the image appears, whatever stands beside it.

import type { Images } from '../../data/dataset.ts'
import { gather } from '../../data/pixels.ts'
import { openStream } from '../../numerics/streams.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** Where an image stands; a drawing belongs to neither part. */
export type Part = 'test' | 'train' | 'drawing'

/** Steps of the stream `measuring`: one for each image of each part, so that no two share a draw. */
const firstStep: Record<Part, number> = { test: 0, train: 1_000_000, drawing: 2_000_000 }

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
    values.set(gather(images, [index], data.pixels, stream, firstStep[part] + index), i * pixels)
  }
  return values
}

/** A drawing of 784 values in [0,1] as the recipe's pixels would have shown it. */
export function drawnPixels(recipe: AutoencoderRecipe, drawing: Float32Array): Float32Array<ArrayBuffer> {
  const bytes = Uint8Array.from(drawing, (value) => Math.round(255 * Math.min(1, Math.max(0, value))))
  const image = { count: 1, pixels: bytes, labels: new Uint8Array(1) }
  return measuredPixels(recipe, 'drawing', image, [0])
}
