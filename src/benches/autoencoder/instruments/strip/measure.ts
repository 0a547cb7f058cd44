// The strip: one image on its way through every layer, and any code decoded; asked, because the reader chooses both.

import * as tf from '@tensorflow/tfjs-core'
import { ops } from '../../../../tensors/ops.ts'
import { drawnPixels, measuredPixels } from '../../measuredPixels.ts'
import { toBatch } from '../../batch.ts'
import { terms } from '../../objective/terms.ts'
import { pixels } from '../../shapes.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { throughModel, type Passage } from '../throughModel.ts'

export type StripQuestion =
  | { readonly kind: 'test'; readonly index: number } // a test image, by file index
  | { readonly kind: 'drawn'; readonly pixels: Float32Array } // 784 values in [0,1]
  | { readonly kind: 'code'; readonly code: Float32Array } // a code to decode

/** Of a bare code there is only the decoder's half. */
export interface StripAnswer extends Partial<Passage> {
  /** as the recipe's pixels show it; absent for a bare code */
  readonly input?: Float32Array
  readonly code: Float32Array
  readonly image: Float32Array
  /** every term of this image, unweighted, by id, also those that are off: what they would count is a slider away */
  readonly terms?: Readonly<Record<string, number>>
}

export const measure: Measure<never, StripQuestion, StripAnswer> = {
  id: 'strip',
  applies: () => true,
  ask: async (rest, question) => {
    if (question.kind === 'code') {
      if (question.code.length !== rest.recipe.code.size)
        throw new RangeError('The code has another size by now.')
      return throughDecoder(rest, question.code)
    }
    const input =
      question.kind === 'test' ? testImage(rest, question.index) : drawnImage(rest, question.pixels)
    return { input, ...(await throughModel(rest, input)), terms: await termsOf(rest, input) }
  },
}

function testImage({ test, recipe }: ModelAtRest, index: number): Float32Array {
  if (!Number.isInteger(index) || index < 0 || index >= test.count)
    throw new RangeError('There is no such test image.')
  return measuredPixels(recipe, 'test', test, [index])
}

function drawnImage({ recipe }: ModelAtRest, drawing: Float32Array): Float32Array {
  if (drawing.length !== pixels) throw new RangeError('An image has 784 pixels.')
  return drawnPixels(recipe, drawing)
}

async function throughDecoder(
  { model, parameters }: ModelAtRest,
  code: Float32Array,
): Promise<Pick<Passage, 'code' | 'decoder' | 'image'>> {
  const [image, ...hidden] = tf.tidy(() => {
    const decoded = model.decode(parameters, tf.tensor2d(code, [1, code.length]))
    return [model.imageOf(decoded.output), ...decoded.hidden]
  })
  const [shown, ...decoder] = await Promise.all([image, ...hidden].map(drained))
  // a copy: the answer's arrays are given away, the question is asked again
  return { code: code.slice(), decoder, image: shown! }
}

async function termsOf(
  { model, parameters, recipe, mean }: ModelAtRest,
  input: Float32Array,
): Promise<Record<string, number>> {
  const values = tf.tidy(() => {
    const { x, input: seen } = toBatch(recipe, input, input, mean)
    const encoded = model.encode(parameters, seen)
    const forward = { parameters, x, encoded, decoded: model.decode(parameters, encoded.code) }
    return terms.map((term) => term.value(forward, ops))
  })
  const numbers = await Promise.all(values.map(drained))
  return Object.fromEntries(terms.map((term, i) => [term.id, numbers[i]![0]!]))
}

async function drained(tensor: tf.Tensor): Promise<Float32Array> {
  const values = Float32Array.from(await tensor.data<'float32'>())
  tensor.dispose()
  return values
}
