// Noise as instruments look at it: which one, how strong, and the same draws for the same image wherever it is shown.

import * as z from 'zod/mini'
import { openStream } from '../../../numerics/streams.ts'
import type { Corrupted, Draws } from '../corrupt/corruption.ts'
import { corruptionOf, corruptions } from '../corrupt/corruptions.ts'
import { drawsOfEach } from '../corruptEach.ts'
import { measuringStep, measuringSteps } from '../measuringSteps.ts'
import type { AutoencoderRecipe, CorruptRecipe } from '../recipe.ts'
import { pixels } from '../shapes.ts'
import { whole } from '../whole.ts'

/** Another draw is one of these; in each an image has the 784 values from its place · 784 on. */
export const mostDraws = measuringSteps.noise.count

/** Every kind that corrupts. */
export const noiseKinds: readonly string[] = corruptions.map(({ id }) => id).filter((id) => id !== 'none')

/** One of those kinds with its parameters, as a question names it. */
export const askedNoise = z.union(
  corruptions
    .filter(({ id }) => noiseKinds.includes(id))
    .map(({ id, schema }) => z.strictObject({ kind: z.literal(id), ...schema })),
) as unknown as z.ZodMiniType<CorruptRecipe>

/** Which draw, as a question names it. */
export const askedDraw = whole(0, mostDraws - 1)

/** Where a drawing's noise lies in a draw: behind that of all test images. */
export const placeOfDrawing = 70_000

/** A corruption with the parameters with which its controls begin. */
export function defaultNoise(kind: string): CorruptRecipe {
  return { kind, ...corruptionOf(kind).defaults }
}

/** Did the encoder see noise in training? */
export function isTrainedOnNoise({ corrupt }: Pick<AutoencoderRecipe, 'corrupt'>): boolean {
  return corrupt.kind !== 'none'
}

/** What the model was trained against; for one that never saw noise, Gaussian noise of σ = 0.5, clipped. */
export function noiseOf(recipe: Pick<AutoencoderRecipe, 'corrupt'>): CorruptRecipe {
  return isTrainedOnNoise(recipe) ? recipe.corrupt : defaultNoise('gaussian')
}

/** The parameter that says how strong: σ, or the rate ν. */
function strengthOf(kind: string): string {
  return kind === 'gaussian' ? 'sigma' : 'rate'
}

/** σ of Gaussian noise, else ν. */
export function levelOf(corrupt: CorruptRecipe): number {
  return Number(corrupt[strengthOf(corrupt.kind)])
}

/** The same corruption, weaker or stronger: σ or ν is `level`. */
export function atLevel(corrupt: CorruptRecipe, level: number): CorruptRecipe {
  return { ...corrupt, [strengthOf(corrupt.kind)]: level }
}

/** Noise on images at these places: each has its own in every draw, a function of its place alone (the file index of a test image). */
export function noiseAt(seed: number, places: ArrayLike<number>, draw: number): Draws {
  const stream = openStream(seed, 'measuring')
  const step = measuringStep('noise', draw)
  return drawsOfEach(places.length, (i) => {
    const from = places[i]! * pixels
    return {
      uniforms: (count) => stream.uniforms(step, count, from),
      normals: (count) => stream.normals(step, count, from),
    }
  })
}

/** The same draws, made once however often they are asked for: for the same images at many levels of a noise. */
export function drawnOnce(draws: Draws): Draws {
  const drawn = new Map<string, Float32Array>()
  const once = (kind: keyof Draws) => (count: number) => {
    const key = `${kind} ${count}`
    const values = drawn.get(key) ?? draws[kind](count)
    drawn.set(key, values)
    return values
  }
  return { uniforms: once('uniforms'), normals: once('normals') }
}

/** Images (n × 784) under a corruption; at every strength the noise of an image is the same one, only larger. */
export function drawNoise(
  seed: number,
  corrupt: CorruptRecipe,
  clean: Float32Array,
  places: ArrayLike<number>,
  draw: number,
): Corrupted {
  return corruptionOf(corrupt.kind).corrupt(clean, corrupt, noiseAt(seed, places, draw))
}

/** E (x̃ − x)² per pixel over the noise, exact: the mean over the pixels of `clean` in [0,1]. */
export function expectedError(corrupt: CorruptRecipe, clean: Float32Array): number {
  const corruption = corruptionOf(corrupt.kind)
  const known = new Map<number, number>()
  let sum = 0
  for (const value of clean) {
    let error = known.get(value)
    if (error === undefined) {
      const { mean, variance } = corruption.given(value, corrupt)
      error = (mean - value) ** 2 + variance
      known.set(value, error)
    }
    sum += error
  }
  return sum / clean.length
}

/** Every noise to measure a model against: each kind as the recipe sets it or as it begins, Gaussian noise clipped and not. */
export function noisesFor({ corrupt }: Pick<AutoencoderRecipe, 'corrupt'>): CorruptRecipe[] {
  return noiseKinds.flatMap((kind) => {
    const noise = corrupt.kind === kind ? corrupt : defaultNoise(kind)
    return kind === 'gaussian' ? [true, false].map((clip) => ({ ...noise, clip })) : [noise]
  })
}

/** Do these differ in their level alone? */
export function isSameNoise(one: CorruptRecipe, other: CorruptRecipe): boolean {
  const settings = Object.keys(one).filter((key) => key !== strengthOf(one.kind))
  return one.kind === other.kind && settings.every((key) => one[key] === other[key])
}
