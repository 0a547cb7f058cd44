// Contraction: how far the code moves when the image does, in all directions, along a shift and across it, and what of
// that the weights alone are; asked of one image, the singular values of J with their directions, and a disc around it.

import * as z from 'zod/mini'
import { dot, lengthOf } from '../../../../numerics/matrices.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { isKernel } from '../../architecture.ts'
import type { Pictures } from '../../batch.ts'
import { measuredPixels } from '../../measuredPixels.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { hasClosedForm } from '../../objective/terms/contraction.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { restore } from '../../restoration.ts'
import { pixels } from '../../shapes.ts'
import { fixedImages } from '../cleanImages.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { askedImage, parsed } from '../question.ts'
import { codesOf, jacobianAt, kernelOf, pushedMoves, slopeOf, squaredColumns } from './jacobian.ts'
import { noiseOn, shiftOf, shifts, unitAcross, unitOf } from './moves.ts'

/** Mean ‖J‖²_F over images, squared code per squared pixel. */
export interface Norm {
  readonly value: number
  readonly images: number
  /** `closed`: one dense layer, Σ_j h'_j² Σ_i W_ij²; `rows`: every row of J pulled back; `random`: Hutchinson's estimate */
  readonly method: 'closed' | 'rows' | 'random'
  /** vectors pulled back for each image; 0 in closed form */
  readonly probes: number
}

/** Mean ‖J v‖² over images and moves v, which at one image are all equally long: squared code. */
export interface Moves {
  readonly images: number
  /** v: the image shifted by a pixel less itself, to the four sides */
  readonly shift: number
  /** v: noise on the n pixels with ink, the mean over all its directions: ‖v‖²/n times their squared columns of J */
  readonly ink: number
  /** v: noise on all pixels, ‖v‖²/784 · ‖J‖² */
  readonly everywhere: number
}

export interface ContractionPart {
  readonly norm: Norm
  readonly moves: Moves
  /** share of the code's units, over all test images, that hardly move; null for a linear code, whose slope is 1 */
  readonly saturated: number | null
  /** Frobenius norms of the kernels between image and code (a Gaussian's log σ² left out) and between code and image */
  readonly weights: { readonly encoder: number; readonly decoder: number }
}

/** `image`: the one around which is asked. */
export interface ContractionQuestion {
  readonly about: 'directions' | 'disc'
  readonly image: AskedImage
}

export interface DirectionsAnswer {
  readonly about: 'directions'
  /** singular values of J, descending: code per pixel unit */
  readonly values: Float64Array
  /** (directions × 784): right singular vectors of the first ones, each of length 1 in pixel units */
  readonly directions: Float32Array
  /** the image itself (784) */
  readonly image: Float32Array
  /** for each direction and each of `walk` the reconstruction of the moved image (directions · walk × 784) */
  readonly reconstructions: Float32Array
}

export interface DiscAnswer {
  readonly about: 'disc'
  /** the disc's two axes, orthonormal (784 each): along the shift to the right, and the ink noise less its part along it */
  readonly axes: readonly [Float32Array, Float32Array]
  /** half-axes of the ellipse that J makes of the unit circle: code per pixel unit */
  readonly halfAxes: readonly [number, number]
  /** where the ends of the two axes, 1 pixel unit long, come to in the plane of the ellipse, by J: code */
  readonly ends: readonly [readonly [number, number], readonly [number, number]]
  /** for each of `radii`, where the encoder itself puts the circle's points in that plane, as x, y, x, y … less the image's own code */
  readonly circles: readonly Float32Array[]
}

export type ContractionAnswer = DirectionsAnswer | DiscAnswer

/** How far a walk goes along a direction, in pixel units. */
export const walk: readonly number[] = Array.from({ length: 33 }, (_, i) => (i - 16) / 2)
/** Radii of the disc that can be chosen, in pixel units. */
export const radii = [0.5, 1, 2, 4] as const
/** Points of a circle. */
export const turns = 48

/** Right singular vectors that are drawn. */
const shown = 6
/** Test images behind the norm where it has no closed form, and behind the moves. */
const sampled = { pulled: 40, closed: 200 }
/** Vectors of the code that are pulled back for each image where J has no closed form. */
const probes = 6

const asked: z.ZodMiniType<ContractionQuestion> = z.object({
  about: z.enum(['directions', 'disc']),
  image: askedImage,
})

export const measure: Measure<ContractionPart, ContractionQuestion, ContractionAnswer> = {
  id: 'contraction',
  applies: () => true,
  measure: async (rest) => {
    const pictures = sampleOf(rest)
    const stream = openStream(rest.recipe.seed, 'measuring')
    const columns = await squaredColumns(rest, pictures, probes, (probe, count) =>
      stream.uniforms(measuringStep('columnSigns', probe), count).map((u) => (u < 0.5 ? -1 : 1)),
    )
    return {
      norm: await normOf(rest, columns),
      moves: await movesOf(rest, pictures, columns),
      saturated: saturatedShare((await rest.evaluated()).codes, rest.recipe.code.activation),
      weights: weightNorms(rest),
    }
  },
  ask: async (rest, question) => {
    const { about, image } = parsed(asked, question)
    const picture = pictureOf(rest, image)
    return about === 'disc' ? discAround(rest, picture) : directionsAround(rest, picture)
  },
}

/** Test images evenly spaced in the order of the file. */
function sampleOf({ recipe, test, testIndices }: ModelAtRest): Pictures {
  const indices = fixedImages({ testIndices }, hasClosedForm(recipe) ? sampled.closed : sampled.pulled)
  return { clean: measuredPixels(recipe, 'test', test, indices), labels: labelsOf(test, indices) }
}

/** In closed form over all test images, else over the sample whose squared columns (images × 784) these are. */
async function normOf(rest: ModelAtRest, columns: Float32Array): Promise<Norm> {
  const { size, activation } = rest.recipe.code
  if (hasClosedForm(rest.recipe)) {
    const { codes } = await rest.evaluated()
    const images = codes.length / size
    return { value: closedNorm(codes, activation, kernelOf(rest)), images, method: 'closed', probes: 0 }
  }
  const images = columns.length / pixels
  return {
    value: columns.reduce((sum, square) => sum + square, 0) / images,
    images,
    method: size <= probes ? 'rows' : 'random',
    probes: Math.min(size, probes),
  }
}

/** Mean over images of Σ_j h'_j² Σ_i W_ij², for codes h (images × units) and a kernel (784 × units). */
export function closedNorm(
  codes: Float32Array,
  activation: AutoencoderRecipe['code']['activation'],
  kernel: Float32Array,
): number {
  const size = kernel.length / pixels
  const images = codes.length / size
  const slope = slopeOf[activation]
  const slopes = new Float64Array(size)
  for (let from = 0; from < codes.length; from += size) {
    for (let unit = 0; unit < size; unit++) slopes[unit]! += slope(codes[from + unit]!) ** 2
  }
  let sum = 0
  for (let from = 0; from < kernel.length; from += size) {
    for (let unit = 0; unit < size; unit++) sum += kernel[from + unit]! ** 2 * slopes[unit]!
  }
  return sum / images
}

async function movesOf(rest: ModelAtRest, pictures: Pictures, columns: Float32Array): Promise<Moves> {
  const images = pictures.clean.length / pixels
  const imageAt = (i: number) => pictures.clean.subarray(i * pixels, (i + 1) * pixels)
  let [shift, ink, everywhere] = [0, 0, 0]
  for (const to of shifts) {
    const moves = joined(images, (i) => shiftOf(imageAt(i), to))
    for (const value of await pushedMoves(rest, pictures, moves)) shift += value * value
    for (let i = 0; i < images; i++) {
      const [from, end] = [i * pixels, (i + 1) * pixels]
      const square = lengthOf(moves.subarray(from, end)) ** 2
      const noise = noiseSquares(imageAt(i), columns.subarray(from, end))
      ink += square * noise.ink
      everywhere += square * noise.everywhere
    }
  }
  const count = images * shifts.length
  return { images, shift: shift / count, ink: ink / count, everywhere: everywhere / count }
}

/**
 * Mean ‖J v‖² over all directions of noise v of length 1: on n pixels E v vᵀ is I/n there, so that it is the mean squared
 * length of their columns of J. Inked is a pixel above 0; 0 where none is.
 */
export function noiseSquares(x: Float32Array, columns: Float32Array): { ink: number; everywhere: number } {
  let [sum, onInk, inked] = [0, 0, 0]
  for (let pixel = 0; pixel < pixels; pixel++) {
    const square = columns[pixel]!
    sum += square
    if (x[pixel]! > 0) {
      onInk += square
      inked++
    }
  }
  return { ink: inked > 0 ? onInk / inked : 0, everywhere: sum / pixels }
}

function joined(count: number, imageOf: (i: number) => Float32Array): Float32Array {
  const all = new Float32Array(count * pixels)
  for (let i = 0; i < count; i++) all.set(imageOf(i), i * pixels)
  return all
}

/**
 * The share of codes' entries at which the activation is nearly flat: its slope below a tenth of the steepest (sigmoid:
 * 1/4, tanh: 1), or a ReLU that gives 0. Null for a linear code.
 */
export function saturatedShare(
  codes: Float32Array,
  activation: AutoencoderRecipe['code']['activation'],
): number | null {
  if (activation === 'linear') return null
  const slope = slopeOf[activation]
  const least = activation === 'sigmoid' ? 0.025 : 0.1
  let flat = 0
  for (const h of codes) if (slope(h) < least) flat++
  return flat / codes.length
}

/** With tied weights both are one number. */
function weightNorms({ arrays, recipe }: ModelAtRest): ContractionPart['weights'] {
  const normOver = (prefixes: readonly string[]) => {
    const kernels = arrays.filter(
      ({ name }) => isKernel(name) && prefixes.some((prefix) => name.startsWith(prefix)),
    )
    return Math.sqrt(kernels.reduce((sum, { values }) => sum + dot(values, values), 0))
  }
  const encoder = normOver(['encode/', 'code/'])
  return { encoder, decoder: recipe.decode.tied ? encoder : normOver(['decode/', 'output/']) }
}

/** As many copies of the picture as there are moves (n × 784), each moved by its own. */
function movedBy({ clean, labels }: Pictures, moves: Float32Array) {
  return {
    clean: moves.map((value, i) => clean[i % pixels]! + value),
    labels: labels && new Uint8Array(moves.length / pixels).fill(labels[0]!),
  }
}

async function directionsAround(rest: ModelAtRest, picture: Pictures): Promise<DirectionsAnswer> {
  const J = await jacobianAt(rest, picture)
  const { singularOf } = await import('./singular.ts')
  const { values, directions } = singularOf(J, rest.recipe.code.size, pixels, shown)
  const count = directions.length / pixels
  const moves = new Float32Array(count * walk.length * pixels)
  for (let i = 0; i < moves.length; i++) {
    const [move, pixel] = [Math.floor(i / pixels), i % pixels]
    moves[i] = walk[move % walk.length]! * directions[Math.floor(move / walk.length) * pixels + pixel]!
  }
  const moved = movedBy(picture, moves)
  const reconstructions = await restore(rest, moved.clean, moved.labels)
  return { about: 'directions', values, directions, image: picture.clean.slice(), reconstructions }
}

async function discAround(rest: ModelAtRest, picture: Pictures): Promise<DiscAnswer> {
  const normals = openStream(rest.recipe.seed, 'measuring').normals(measuringStep('disc'), pixels)
  const along = unitOf(shiftOf(picture.clean, shifts[0]))
  const across = unitAcross(noiseOn(picture.clean, normals, 1), along)
  const { size } = rest.recipe.code
  const both = joined(2, (i) => (i === 0 ? along : across))
  const pushed = await pushedMoves(rest, movedBy(picture, new Float32Array(both.length)), both)
  const [a, b] = [pushed.slice(0, size), pushed.slice(size)]
  const { planeMapOf } = await import('./singular.ts')
  const { axes, plane } = planeMapOf(a, b)
  const placeOf = (v: Float32Array) => [dot(v, plane[0]), dot(v, plane[1])] as const
  const moves = joined(radii.length * turns, (i) => {
    const radius = radii[Math.floor(i / turns)]!
    const angle = (2 * Math.PI * (i % turns)) / turns
    return along.map((value, j) => radius * (Math.cos(angle) * value + Math.sin(angle) * across[j]!))
  })
  const own = await codesOf(rest, picture)
  const moved = await codesOf(rest, movedBy(picture, moves))
  return {
    about: 'disc',
    axes: [along, across],
    halfAxes: axes,
    ends: [placeOf(a), placeOf(b)],
    circles: radii.map((_, r) => {
      const points = new Float32Array(2 * turns)
      for (let i = 0; i < turns; i++) {
        const from = (r * turns + i) * size
        const change = moved.slice(from, from + size).map((value, j) => value - own[j]!)
        points.set(placeOf(change), 2 * i)
      }
      return points
    }),
  }
}
