// The image that a question is about, as the recipe's pixels show it: a test image by file index, or a drawing.

import type { Pictures } from '../batch.ts'
import { drawnPixels, measuredPixels } from '../measuredPixels.ts'
import { pixels } from '../shapes.ts'
import { labelsOf, type ModelAtRest } from './instrument.ts'

export type AskedImage =
  | { readonly kind: 'test'; readonly index: number } // by file index
  | { readonly kind: 'drawn'; readonly pixels: Float32Array } // 784 values in [0,1]

/** One picture, with its class where it is known. @throws RangeError when there is no such image */
export function pictureOf({ recipe, test }: ModelAtRest, image: AskedImage): Pictures {
  if (image.kind === 'test') {
    const { index } = image
    const isThere = Number.isInteger(index) && index >= 0 && index < test.count
    if (!isThere) throw new RangeError('There is no such test image.')
    return { clean: measuredPixels(recipe, 'test', test, [index]), labels: labelsOf(test, [index]) }
  }
  if (image.pixels.length !== pixels) throw new RangeError('An image has 784 pixels.')
  return { clean: drawnPixels(recipe, image.pixels), labels: null }
}
