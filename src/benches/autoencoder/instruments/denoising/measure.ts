// Denoising: what the model makes of corrupted images, of noises it never saw, of its own results, and of clipped noise.

import * as z from 'zod/mini'
import type { LinearDenoiser } from '../../../../numerics/linearDenoiser.ts'
import { meanSquaredError } from '../../pixelErrors.ts'
import type { CorruptRecipe } from '../../recipe.ts'
import { restore } from '../../restoration.ts'
import { pixels } from '../../shapes.ts'
import {
  fixedImages,
  oneImage,
  oneOfEachClass,
  repeatedImage,
  testImages,
  type CleanImages,
} from '../cleanImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { askedDenoiser, restoreLinearly } from '../linearFigures.ts'
import { askedDraw, atLevel, defaultNoise, drawNoise, expectedError, noiseKinds, noiseOf } from '../noise.ts'
import type { AskedImage } from '../pictureOf.ts'
import { askedImage, parsed } from '../question.ts'
import { throughModel } from '../throughModel.ts'

/** The rows: ten test images under the recipe's noise, or Gaussian noise where it has none. */
export interface DenoisingPart {
  /** file indices of the test images */
  readonly indices: Uint32Array
  /** (images × 784) as the recipe's pixels show them */
  readonly clean: Float32Array
  readonly corrupted: Float32Array
  /** (images × 784): probabilities, or means that may leave [0,1] */
  readonly restored: Float32Array
}

export type DenoisingQuestion =
  | { readonly kind: 'rows'; readonly draw: number }
  | { readonly kind: 'verdict' }
  | { readonly kind: 'linear'; readonly linear: LinearDenoiser }
  | { readonly kind: 'noises'; readonly image: AskedImage; readonly level: number; readonly draw: number }
  | { readonly kind: 'again'; readonly image: AskedImage; readonly draw: number }
  | { readonly kind: 'clipping'; readonly image: AskedImage; readonly sigma: number; readonly draw: number }
  | { readonly kind: 'use'; readonly image: AskedImage; readonly draw: number }

/** Squared errors per pixel, means over as many test images. */
export interface VerdictAnswer {
  readonly images: number
  readonly noisy: number
  readonly restored: number
}

/** Squared error per pixel of what the linear denoiser makes of the same noisy images. */
export interface LinearVerdict {
  readonly linear: number
}

/** Every kind of noise on one image, at one level. */
export interface NoisesAnswer {
  readonly clean: Float32Array
  readonly kinds: readonly CorruptRecipe[]
  /** (kinds × 784) */
  readonly corrupted: Float32Array
  readonly restored: Float32Array
  /** E (x̃ − x)² per pixel of this image over the noise, exact, of each kind */
  readonly expected: readonly number[]
}

/** The model applied to its own results. */
export interface AgainAnswer {
  readonly clean: Float32Array
  readonly fromClean: Chain
  readonly fromNoisy: Chain
  /** over which the means are taken */
  readonly images: number
}

export interface Chain {
  /** (times + 1 × 784), the first one the input */
  readonly steps: Float32Array
  /** squared error per pixel of the same chain, mean over the fixed images */
  readonly mean: readonly number[]
}

/** A clean image, the same under clipped noise, and under unclipped noise of the same draw. */
export interface ClippingAnswer {
  /** (3 × 784) */
  readonly inputs: Float32Array
  readonly outputs: Float32Array
  readonly images: number
  /** E (x̃ − x)² per pixel, exact over the noise, mean over the fixed images; of the three */
  readonly noise: readonly number[]
  /** squared error per pixel of what the model makes of them, mean over the fixed images */
  readonly restored: readonly number[]
}

/** One image in training and in both uses. */
export interface UseAnswer {
  readonly clean: Float32Array
  readonly corrupted: Float32Array
  /** the code of the clean image, and of the corrupted one (μ of a Gaussian) */
  readonly features: Float32Array
  readonly code: Float32Array
  /** what comes out for the corrupted one */
  readonly restored: Float32Array
}

export type DenoisingAnswer =
  | DenoisingPart
  | VerdictAnswer
  | LinearVerdict
  | NoisesAnswer
  | AgainAnswer
  | ClippingAnswer
  | UseAnswer

/** The test images behind every mean. */
const fixedCount = 1000
/** Of a chain, which is as many passages long. */
const chainedCount = 200
/** How often the model is applied. */
const times = 8

/** σ or ν that a question may set; ν is at most 1. */
const levelUpTo = (most: number) => z.number().check(z.minimum(0), z.maximum(most))
const ofImage = { image: askedImage, draw: askedDraw }

const asked: z.ZodMiniType<DenoisingQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), draw: askedDraw }),
  z.object({ kind: z.literal('verdict') }),
  z.object({ kind: z.literal('linear'), linear: askedDenoiser }),
  z.object({ kind: z.literal('noises'), ...ofImage, level: levelUpTo(1) }),
  z.object({ kind: z.literal('again'), ...ofImage }),
  z.object({ kind: z.literal('clipping'), ...ofImage, sigma: levelUpTo(2) }),
  z.object({ kind: z.literal('use'), ...ofImage }),
])

export const measure: Measure<DenoisingPart, DenoisingQuestion, DenoisingAnswer> = {
  id: 'denoising',
  applies: () => true,
  measure: (rest) => rows(rest, 0),
  ask: async (rest, anything) => {
    const question = parsed(asked, anything)
    switch (question.kind) {
      case 'rows':
        return rows(rest, question.draw)
      case 'verdict':
        return verdict(rest)
      case 'linear':
        return linearVerdict(rest, question.linear)
      case 'noises':
        return noises(rest, question.image, question.level, question.draw)
      case 'again':
        return again(rest, question.image, question.draw)
      case 'clipping':
        return clipping(rest, question.image, question.sigma, question.draw)
      default:
        return use(rest, question.image, question.draw)
    }
  },
}

async function rows(rest: ModelAtRest, draw: number): Promise<DenoisingPart> {
  const indices = oneOfEachClass(rest)
  const images = testImages(rest, indices)
  const corrupted = noisy(rest, noiseOf(rest.recipe), images, draw)
  return { indices, clean: images.clean, corrupted, restored: await restore(rest, corrupted, images.labels) }
}

function noisy(
  { recipe }: ModelAtRest,
  corrupt: CorruptRecipe,
  { clean, places }: CleanImages,
  draw: number,
): Float32Array {
  return drawNoise(recipe.seed, corrupt, clean, places, draw).x
}

/** The images of the verdict, and the noise on them. */
function judged(rest: ModelAtRest): { images: CleanImages; corrupted: Float32Array } {
  const images = testImages(rest, fixedImages(rest, fixedCount))
  return { images, corrupted: noisy(rest, noiseOf(rest.recipe), images, 0) }
}

async function verdict(rest: ModelAtRest): Promise<VerdictAnswer> {
  const { images, corrupted } = judged(rest)
  return {
    images: images.places.length,
    noisy: meanSquaredError(corrupted, images.clean),
    restored: meanSquaredError(await restore(rest, corrupted, images.labels), images.clean),
  }
}

async function linearVerdict(rest: ModelAtRest, linear: LinearDenoiser): Promise<LinearVerdict> {
  const { images, corrupted } = judged(rest)
  return { linear: meanSquaredError(await restoreLinearly(linear, corrupted), images.clean) }
}

async function noises(
  rest: ModelAtRest,
  image: AskedImage,
  level: number,
  draw: number,
): Promise<NoisesAnswer> {
  const { corrupt: trained } = rest.recipe
  // the recipe's own settings where it has that kind, for instance its size of patches
  const kinds = noiseKinds.map((kind) => atLevel(trained.kind === kind ? trained : defaultNoise(kind), level))
  const one = oneImage(rest, image)
  const corrupted = joined(kinds.map((kind) => noisy(rest, kind, one, draw)))
  const { labels } = repeatedImage(one, kinds.length)
  return {
    clean: one.clean,
    kinds,
    corrupted,
    restored: await restore(rest, corrupted, labels),
    expected: kinds.map((kind) => expectedError(kind, one.clean)),
  }
}

async function again(rest: ModelAtRest, image: AskedImage, draw: number): Promise<AgainAnswer> {
  const corrupt = noiseOf(rest.recipe)
  const one = oneImage(rest, image)
  const many = testImages(rest, fixedImages(rest, chainedCount))
  return {
    clean: one.clean,
    fromClean: await chain(rest, one, one.clean, many, many.clean),
    fromNoisy: await chain(
      rest,
      one,
      noisy(rest, corrupt, one, draw),
      many,
      noisy(rest, corrupt, many, draw),
    ),
    images: many.places.length,
  }
}

/** The image and the many go through the model together. */
async function chain(
  rest: ModelAtRest,
  one: CleanImages,
  oneInput: Float32Array,
  many: CleanImages,
  manyInput: Float32Array,
): Promise<Chain> {
  const steps = [oneInput]
  const mean = [meanSquaredError(manyInput, many.clean)]
  let [hereOne, hereMany] = [oneInput, manyInput]
  for (let i = 0; i < times; i++) {
    hereOne = await restore(rest, hereOne, one.labels)
    hereMany = await restore(rest, hereMany, many.labels)
    steps.push(hereOne)
    mean.push(meanSquaredError(hereMany, many.clean))
  }
  return { steps: joined(steps), mean }
}

async function clipping(
  rest: ModelAtRest,
  image: AskedImage,
  sigma: number,
  draw: number,
): Promise<ClippingAnswer> {
  const settings = [0, sigma, sigma].map((level, i): CorruptRecipe => ({
    kind: 'gaussian',
    sigma: level,
    clip: i === 1,
  }))
  const one = oneImage(rest, image)
  const many = testImages(rest, fixedImages(rest, fixedCount))
  const inputs = joined(settings.map((corrupt) => noisy(rest, corrupt, one, draw)))
  const restored: number[] = []
  for (const corrupt of settings) {
    const outputs = await restore(rest, noisy(rest, corrupt, many, draw), many.labels)
    restored.push(meanSquaredError(outputs, many.clean))
  }
  return {
    inputs,
    outputs: await restore(rest, inputs, repeatedImage(one, settings.length).labels),
    images: many.places.length,
    noise: settings.map((corrupt) => expectedError(corrupt, many.clean)),
    restored,
  }
}

async function use(rest: ModelAtRest, image: AskedImage, draw: number): Promise<UseAnswer> {
  const one = oneImage(rest, image)
  const corrupted = noisy(rest, noiseOf(rest.recipe), one, draw)
  const { labels } = repeatedImage(one, 2)
  const { code, image: images } = await throughModel(rest, { clean: joined([one.clean, corrupted]), labels })
  const { size } = rest.recipe.code
  return {
    clean: one.clean,
    corrupted,
    features: code.slice(0, size),
    code: code.slice(size),
    restored: images.slice(pixels),
  }
}

/** Images one after the other. */
function joined(images: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(images.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const image of images) {
    all.set(image, at)
    at += image.length
  }
  return all
}
