// A question as an instrument may answer it: whatever the page sends is held to the schema of what can be asked.

import * as z from 'zod/mini'
import type { AskedImage } from './pictureOf.ts'

/** The question as the schema describes it. @throws RangeError with the sentence where it is none */
export function parsed<Question>(
  schema: z.ZodMiniType<Question>,
  question: unknown,
  sentence = 'There is no such question.',
): Question {
  const result = z.safeParse(schema, question)
  if (!result.success) throw new RangeError(sentence)
  return result.data
}

/** Finite numbers, so many of them where `length` is given. */
export function floats(length?: number): z.ZodMiniType<Float32Array> {
  const isLong = (values: Float32Array) => length === undefined || values.length === length
  return z
    .instanceof(Float32Array)
    .check(z.refine((values) => isLong(values) && values.every(Number.isFinite)))
}

/** A place in a list, from 0; whether the list goes so far is checked where the list is known. */
export const place = z.int().check(z.minimum(0))

/** A test image by its file index, or a drawing; that there is such an image `pictureOf` says. */
export const askedImage: z.ZodMiniType<AskedImage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test'), index: z.number() }),
  z.object({ kind: z.literal('drawn'), pixels: floats() }),
])

/** A bare code; its size is checked with `requireSize`. */
export const askedCode = z.object({ kind: z.literal('code'), code: floats() })

/** @throws RangeError where the values are not one for each number of the code */
export function requireSize(values: ArrayLike<number>, size: number): void {
  if (values.length !== size) throw new RangeError('The code has another size by now.')
}

/** @throws RangeError where a code of so many numbers has no such coordinates, or one is named twice */
export function requireCoordinates(size: number, coordinates: readonly number[]): void {
  const isKnown = (index: number) => Number.isInteger(index) && index >= 0 && index < size
  if (!coordinates.every(isKnown)) throw new RangeError(`The code has coordinates 1 to ${size}.`)
  if (new Set(coordinates).size < coordinates.length)
    throw new RangeError('Both axes have the same coordinate: choose two that differ.')
}
