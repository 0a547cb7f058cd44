// Noise levels: the error of what a model restores against how strong the noise is, also of noises it never saw.

import * as z from 'zod/mini'
import type { LinearDenoiser } from '../../../../numerics/linearDenoiser.ts'
import type { Draws } from '../../corrupt/corruption.ts'
import { corruptionOf } from '../../corrupt/corruptions.ts'
import { meanSquaredError } from '../../pixelErrors.ts'
import type { CorruptRecipe } from '../../recipe.ts'
import { restore } from '../../restoration.ts'
import { fixedImages, testImages, type CleanImages } from '../cleanImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { askedDenoiser, restoreLinearly } from '../linearFigures.ts'
import {
  askedNoise,
  atLevel,
  defaultNoise,
  drawnOnce,
  isSameNoise,
  noiseAt,
  noiseOf,
  noisesFor,
} from '../noise.ts'
import { parsed } from '../question.ts'

/** Squared errors per pixel at each level, means over `images` fixed test images. */
export interface NoiseCurve {
  readonly noise: CorruptRecipe
  readonly images: number
  /** σ of Gaussian noise, else ν; ascending from 0, where nothing is corrupted */
  readonly levels: readonly number[]
  readonly noisy: readonly number[]
  readonly restored: readonly number[]
}

export interface NoiseLevelsPart {
  /** the noise that the model was trained on, and clipped Gaussian noise, which every run is measured on */
  readonly curves: readonly NoiseCurve[]
}

export type NoiseLevelsQuestion =
  | { readonly kind: 'curve'; readonly noise: CorruptRecipe }
  | { readonly kind: 'linear'; readonly noise: CorruptRecipe; readonly linear: LinearDenoiser }
  | { readonly kind: 'all' }

/** Squared errors per pixel of what a linear denoiser makes of the same noisy images, at the same levels as the curve. */
export interface LinearCurve {
  readonly levels: readonly number[]
  readonly linear: readonly number[]
}

/** Squared errors per pixel of every noise. */
export interface AllNoises {
  readonly images: number
  /** what the model makes of clean images */
  readonly clean: number
  readonly noises: readonly {
    readonly noise: CorruptRecipe
    readonly noisy: number
    readonly restored: number
  }[]
}

/** Few images and levels for every frame, more where a reader asks. */
const inFrame = { images: 100, levels: [0, 0.25, 0.5, 0.75, 1] }
const onRequest = { images: 1000, levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] }

const asked: z.ZodMiniType<NoiseLevelsQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('curve'), noise: askedNoise }),
  z.object({ kind: z.literal('linear'), noise: askedNoise, linear: askedDenoiser }),
  z.object({ kind: z.literal('all') }),
])

type NoiseLevelsAnswer = NoiseCurve | LinearCurve | AllNoises

export const measure: Measure<NoiseLevelsPart, NoiseLevelsQuestion, NoiseLevelsAnswer> = {
  id: 'noiseLevels',
  applies: () => true,
  measure: async (rest) => {
    const gaussian = defaultNoise('gaussian')
    const trained = noiseOf(rest.recipe)
    const noises = isSameNoise(trained, gaussian) ? [gaussian] : [trained, gaussian]
    const images = testImages(rest, fixedImages(rest, inFrame.images))
    const curves: NoiseCurve[] = []
    for (const noise of noises) curves.push(await curveOf(rest, noise, images, inFrame.levels))
    return { curves }
  },
  ask: async (rest, anything) => {
    const question = parsed(asked, anything)
    const images = testImages(rest, fixedImages(rest, onRequest.images))
    if (question.kind === 'all') return all(rest, images)
    if (question.kind === 'linear') return linearCurve(rest, question.noise, question.linear, images)
    return curveOf(rest, question.noise, images, onRequest.levels)
  },
}

async function curveOf(
  rest: ModelAtRest,
  noise: CorruptRecipe,
  images: CleanImages,
  levels: readonly number[],
): Promise<NoiseCurve> {
  const draws = levelDraws(rest, images)
  const points: Errors[] = []
  for (const level of levels) points.push(await errorsOf(rest, atLevel(noise, level), images, draws))
  return {
    noise,
    images: images.places.length,
    levels,
    noisy: points.map(({ noisy }) => noisy),
    restored: points.map(({ restored }) => restored),
  }
}

/** At every level the same ones. */
function levelDraws({ recipe }: Pick<ModelAtRest, 'recipe'>, { places }: CleanImages): Draws {
  return drawnOnce(noiseAt(recipe.seed, places, 0))
}

interface Errors {
  readonly noisy: number
  readonly restored: number
}

async function errorsOf(
  rest: ModelAtRest,
  noise: CorruptRecipe,
  { clean, labels }: CleanImages,
  draws: Draws,
): Promise<Errors> {
  const { x } = corruptionOf(noise.kind).corrupt(clean, noise, draws)
  return {
    noisy: meanSquaredError(x, clean),
    restored: meanSquaredError(await restore(rest, x, labels), clean),
  }
}

async function linearCurve(
  rest: ModelAtRest,
  noise: CorruptRecipe,
  denoiser: LinearDenoiser,
  images: CleanImages,
): Promise<LinearCurve> {
  const { levels } = onRequest
  const { clean } = images
  const draws = levelDraws(rest, images)
  const linear: number[] = []
  for (const level of levels) {
    const { x } = corruptionOf(noise.kind).corrupt(clean, atLevel(noise, level), draws)
    linear.push(meanSquaredError(await restoreLinearly(denoiser, x), clean))
  }
  return { levels, linear }
}

async function all(rest: ModelAtRest, images: CleanImages): Promise<AllNoises> {
  const draws = levelDraws(rest, images)
  const noises: AllNoises['noises'][number][] = []
  for (const noise of noisesFor(rest.recipe)) {
    const { noisy, restored } = await errorsOf(rest, noise, images, draws)
    noises.push({ noise, noisy, restored })
  }
  const restored = await restore(rest, images.clean, images.labels)
  return { images: images.places.length, clean: meanSquaredError(restored, images.clean), noises }
}
