// The peers' batches: the same images in the same order as the product's run, made from bytes at every step.

import type { Dataset } from '../src/data/dataset.ts'
import { openOrder } from '../src/data/order.ts'
import { selectTraining } from '../src/data/selection.ts'
import { openStream } from '../src/numerics/streams.ts'
import { pixels, type ModelName } from './models.ts'
import { recipeOf } from './recipes.ts'

/** The next `images` images at every call, one after the other, 784 values in [0, 1] each. */
export type NextImages = (images: number) => Float32Array<ArrayBuffer>

export function openBatches(model: ModelName, data: Dataset): NextImages {
  const { seed, data: choice } = recipeOf(model)
  const order = openOrder(selectTraining(data, choice), openStream(seed, 'order'))
  let position = 0
  return (images) => {
    const { indices } = order.next(position, images)
    position += images
    const values = new Float32Array(images * pixels)
    indices.forEach((index, place) => {
      const from = index * pixels
      const to = place * pixels
      for (let pixel = 0; pixel < pixels; pixel++) values[to + pixel] = data.train.pixels[from + pixel]! / 255
    })
    return values
  }
}
