// Masking: what the model makes of pixels that it is not shown, and its error on them against how many they are.

import * as z from 'zod/mini'
import { rateSchema } from '../../corrupt/corruption.ts'
import type { LinearDenoiser } from '../../../../numerics/linearDenoiser.ts'
import { meanImage } from '../../meanImage.ts'
import { maskedError } from '../../pixelErrors.ts'
import type { CorruptRecipe } from '../../recipe.ts'
import { restore } from '../../restoration.ts'
import { pixels } from '../../shapes.ts'
import { fixedImages, oneOfEachClass, testImages } from '../cleanImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { askedDenoiser, restoreLinearly } from '../linearFigures.ts'
import { askedDraw, atLevel, drawNoise, levelOf } from '../noise.ts'
import { parsed } from '../question.ts'
import { maskOf } from './mask.ts'

/** Ten test images with a part of their pixels hidden. */
export interface MaskingPart {
  /** what hides them: the recipe's corruption, or patches where it hides nothing */
  readonly corrupt: CorruptRecipe
  /** file indices of the test images */
  readonly indices: Uint32Array
  /** (images × 784) as the recipe's pixels show them */
  readonly clean: Float32Array
  /** (images × 784): 1 where a pixel is hidden */
  readonly mask: Uint8Array
  /** (images × 784): probabilities, or means that may leave [0,1] */
  readonly restored: Float32Array
}

export type MaskingQuestion =
  | { readonly kind: 'images'; readonly rate: number; readonly draw: number }
  | { readonly kind: 'curve' }
  | { readonly kind: 'linear'; readonly linear: LinearDenoiser }

/** Squared errors per hidden pixel, over the hidden pixels of as many test images. */
export interface MaskingCurve {
  readonly images: number
  readonly rates: readonly number[]
  readonly net: readonly number[]
  /** of the training set's mean image */
  readonly mean: readonly number[]
  /** at the rate of the recipe, or of the patches that stand for it */
  readonly here: {
    readonly rate: number
    readonly net: number
    readonly mean: number
  }
}

/** Squared error per hidden pixel of what the linear denoiser makes of the same images, at the rate of the recipe. */
export interface LinearMasking {
  readonly linear: number
}

const count = 1000
const rates = [0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.85, 0.95] as const

const asked: z.ZodMiniType<MaskingQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('images'), rate: rateSchema, draw: askedDraw }),
  z.object({ kind: z.literal('curve') }),
  z.object({ kind: z.literal('linear'), linear: askedDenoiser }),
])

type MaskingAnswer = MaskingPart | MaskingCurve | LinearMasking

export const measure: Measure<MaskingPart, MaskingQuestion, MaskingAnswer> = {
  id: 'masking',
  applies: () => true,
  measure: (rest) => images(rest, maskOf(rest.recipe), 0),
  ask: async (rest, anything) => {
    const question = parsed(asked, anything)
    if (question.kind === 'curve') return curve(rest)
    if (question.kind === 'linear') return linearMasking(rest, question.linear)
    return images(rest, atLevel(maskOf(rest.recipe), question.rate), question.draw)
  },
}

async function images(rest: ModelAtRest, corrupt: CorruptRecipe, draw: number): Promise<MaskingPart> {
  const indices = oneOfEachClass(rest)
  const { clean, labels, places } = testImages(rest, indices)
  const { x, mask } = drawNoise(rest.recipe.seed, corrupt, clean, places, draw)
  return {
    corrupt,
    indices,
    clean,
    mask: Uint8Array.from(mask!),
    restored: await restore(rest, x, labels),
  }
}

async function curve(rest: ModelAtRest): Promise<MaskingCurve> {
  const corrupt = maskOf(rest.recipe)
  const { clean, labels, places } = testImages(rest, fixedImages(rest, count))
  const mean = await trainingMean(rest)
  const meanImages = clean.map((_, i) => mean[i % pixels]!)
  const at = async (rate: number) => {
    const hidden = drawNoise(rest.recipe.seed, atLevel(corrupt, rate), clean, places, 0)
    return {
      net: maskedError(await restore(rest, hidden.x, labels), clean, hidden.mask!),
      mean: maskedError(meanImages, clean, hidden.mask!),
    }
  }
  const points: { net: number; mean: number }[] = []
  for (const rate of rates) points.push(await at(rate))
  const here = await at(levelOf(corrupt))
  return {
    images: places.length,
    rates,
    net: points.map(({ net }) => net),
    mean: points.map((point) => point.mean),
    here: { rate: levelOf(corrupt), ...here },
  }
}

async function linearMasking(rest: ModelAtRest, denoiser: LinearDenoiser): Promise<LinearMasking> {
  const { clean, places } = testImages(rest, fixedImages(rest, count))
  const { x, mask } = drawNoise(rest.recipe.seed, maskOf(rest.recipe), clean, places, 0)
  return { linear: maskedError(await restoreLinearly(denoiser, x), clean, mask!) }
}

async function trainingMean(rest: ModelAtRest): Promise<Float64Array> {
  const { train, pixels: mode } = rest.recipe.data
  return meanImage(rest.data.train, await rest.trainIndices(train), mode)
}
