// Restoring: what the model makes of an image with holes, ink or noise that a reader has painted into it.

import * as z from 'zod/mini'
import { restore } from '../../restoration.ts'
import { pixels } from '../../shapes.ts'
import { oneImage } from '../cleanImages.ts'
import type { Measure } from '../instrument.ts'
import type { AskedImage } from '../pictureOf.ts'
import { askedImage, parsed } from '../question.ts'
import { withPaint } from './paint.ts'

export interface RestoringPart {
  /** file index of the test image that stands where a bare code is chosen */
  readonly first: number
}

export interface RestoringQuestion {
  readonly image: AskedImage
  /** 784 values: what is painted over each pixel, from 0 to 1, NaN where nothing is */
  readonly paint: Float32Array
}

export interface RestoringAnswer {
  /** 784 values as the recipe's pixels show them */
  readonly clean: Float32Array
  readonly restored: Float32Array
}

const isPaint = (value: number) => Number.isNaN(value) || (value >= 0 && value <= 1)

const asked: z.ZodMiniType<RestoringQuestion> = z.object({
  image: askedImage,
  paint: z
    .instanceof(Float32Array)
    .check(z.refine((values) => values.length === pixels && values.every(isPaint))),
})

export const measure: Measure<RestoringPart, RestoringQuestion, RestoringAnswer> = {
  id: 'restoring',
  applies: () => true,
  measure: async ({ testIndices }) => ({ first: testIndices[0]! }),
  ask: async (rest, question) => {
    const { image, paint } = parsed(asked, question)
    const { clean, labels } = oneImage(rest, image)
    return { clean, restored: await restore(rest, withPaint(clean, paint), labels) }
  },
}
