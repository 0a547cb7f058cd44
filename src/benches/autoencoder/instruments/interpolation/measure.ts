// Interpolation: the line between two images, once between their codes and decoded, once between their pixels (L28).

import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { copied } from '../../evaluate.ts'
import { classes } from '../../shapes.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { squaredDistance } from '../../../../numerics/matrices.ts'
import { askedImage, parsed } from '../question.ts'
import { throughModel } from '../throughModel.ts'
import { mixed, shares } from './line.ts'

/** Everything is asked; of a frame only that there is a code to walk through. */
export interface InterpolationPart {
  readonly size: number
}

export interface InterpolationQuestion {
  readonly from: AskedImage
  readonly to: AskedImage
  /** what a conditional decoder is told on the way: the classes of the ends mixed as the codes are, or that of the first */
  readonly labels: 'mixed' | 'first'
}

export interface InterpolationAnswer {
  /** squared error of each end's reconstruction, summed over pixels */
  readonly errors: readonly [number, number]
  /** (places × code size) */
  readonly codes: Float32Array
  /** (places × 784): what the decoder makes of those codes, and the pixels mixed, whose ends are the images themselves */
  readonly decoded: Float32Array
  readonly pixels: Float32Array
}

const asked: z.ZodMiniType<InterpolationQuestion> = z.object({
  from: askedImage,
  to: askedImage,
  labels: z.enum(['mixed', 'first']),
})

export const measure: Measure<InterpolationPart, InterpolationQuestion, InterpolationAnswer> = {
  id: 'interpolation',
  applies: () => true,
  measure: async ({ recipe }) => ({ size: recipe.code.size }),
  ask: async (rest, question) => {
    const { from, to, labels } = parsed(asked, question)
    const [one, other] = [pictureOf(rest, from), pictureOf(rest, to)]
    const [first, second] = [await throughModel(rest, one), await throughModel(rest, other)]
    const codes = mixed(first.code, second.code)
    const [start, end] = [classShares(one.labels), classShares(other.labels)]
    const told = mixed(start, labels === 'mixed' ? end : start)
    return {
      errors: [squaredDistance(first.image, one.clean), squaredDistance(second.image, other.clean)],
      codes,
      decoded: await decoded(rest, codes, told),
      pixels: mixed(one.clean, other.clean),
    }
  },
}

/** One for the class of the image, a tenth for each where it is not known. */
function classShares(labels: ArrayLike<number> | null): Float32Array {
  const values = new Float32Array(classes)
  if (labels === null) return values.fill(1 / classes)
  values[labels[0]!] = 1
  return values
}

async function decoded(
  { model, parameters, recipe }: ModelAtRest,
  codes: Float32Array,
  told: Float32Array,
): Promise<Float32Array> {
  const images = tf.tidy(() => {
    const code = tf.tensor2d(codes, [shares.length, recipe.code.size])
    const labels = recipe.code.condition === 'label' ? tf.tensor2d(told, [shares.length, classes]) : null
    return model.imageOf(model.decode(parameters, code, labels).output)
  })
  return copied(images)
}
