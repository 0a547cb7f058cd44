// The strip: one image on its way through every layer, and any code decoded; asked, because the reader chooses both.

import { gather } from '../../../../data/pixels.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { pixels } from '../../shapes.ts'
import { decodeImages } from '../decodeImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { throughModel, type Passage } from '../throughModel.ts'

export type StripQuestion =
  | { readonly kind: 'test'; readonly index: number } // a test image, by file index
  | { readonly kind: 'drawn'; readonly pixels: Float32Array } // 784 values in [0,1]
  | { readonly kind: 'code'; readonly code: Float32Array } // a code to decode

export interface StripAnswer extends Partial<Passage> {
  /** as the recipe's pixels show it; absent for a bare code */
  readonly input?: Float32Array
  readonly code: Float32Array
  readonly image: Float32Array
}

export const measure: Measure<never, StripQuestion, StripAnswer> = {
  id: 'strip',
  applies: () => true,
  ask: async (rest, question) => {
    if (question.kind === 'code') {
      if (question.code.length !== rest.recipe.code.size) throw new RangeError('The code has another size by now.')
      return { code: question.code, image: await decodeImages(rest, question.code) }
    }
    const input = question.kind === 'test' ? testImage(rest, question.index) : question.pixels
    if (input.length !== pixels) throw new RangeError('An image has 784 pixels.')
    return { input, ...(await throughModel(rest, input)) }
  },
}

function testImage({ test, recipe }: ModelAtRest, index: number): Float32Array {
  if (!Number.isInteger(index) || index < 0 || index >= test.count) throw new RangeError('There is no such test image.')
  return gather(test, [index], recipe.data.pixels, openStream(recipe.seed, 'measuring'), index)
}
