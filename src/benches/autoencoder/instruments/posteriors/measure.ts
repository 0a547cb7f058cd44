// Posteriors: the Gaussians of some test images in two coordinates, the mixture of all of them, and samples of one image's.

import * as z from 'zod/mini'
import { openStream } from '../../../../numerics/streams.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { decodeImages } from '../decodeImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { descending, posteriorMoments } from '../posteriorMoments.ts'
import { askedImage, parsed, requireCoordinates } from '../question.ts'
import { throughModel } from '../throughModel.ts'
import {
  cells,
  klOfShares,
  logPriorShares,
  mixtureShares,
  mixtureShares2d,
  reachOf,
  type Gaussians,
} from './aggregate.ts'

/** One coordinate of the aggregate posterior. */
export interface Marginal {
  /** density of q(z_j), the mean over each of the bins */
  readonly density: Float32Array
  readonly mean: number
  /** of the aggregate: that of the means plus the mean of the variances */
  readonly variance: number
  /** KL(q(z_j) ‖ N(0, 1)) on these bins, nats */
  readonly kl: number
}

export interface PosteriorsPart {
  readonly size: number
  /** the two coordinates that are shown, from 0; the same for a code of one number */
  readonly first: number
  readonly second: number
  /** mean KL of every dimension, nats */
  readonly kl: Float32Array
  /** file indices of the test images whose Gaussians are here, evenly spaced among all of the recipe's classes */
  readonly indices: Uint32Array
  /** (images × 2) */
  readonly means: Float32Array
  readonly deviations: Float32Array
  /** how many images the aggregate is the mean of */
  readonly images: number
  /** bins go from −reach to reach */
  readonly reach: number
  readonly marginals: readonly [Marginal, Marginal]
  /** density of q in both coordinates on cells × cells, rows from the highest second one down */
  readonly joint: Float32Array
  /** share of q(z), one sample of each image, within radius 1, 2 and 3 in these two coordinates */
  readonly within: readonly [number, number, number]
}

export type PosteriorsQuestion =
  | { readonly kind: 'coordinates'; readonly first: number; readonly second: number }
  | { readonly kind: 'samples'; readonly image: AskedImage }

/** One image encoded once and sampled many times. */
export interface SamplesAnswer {
  /** as the recipe's pixels show it */
  readonly input: Float32Array
  readonly mean: Float32Array
  readonly deviation: Float32Array
  /** (samples × code size) */
  readonly codes: Float32Array
  /** what the decoder makes of the mean, and of every sample (samples × 784) */
  readonly ofMean: Float32Array
  readonly images: Float32Array
}

const bins = 96
export const samples = 50
const shown = 200

const asked: z.ZodMiniType<PosteriorsQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('coordinates'), first: z.number(), second: z.number() }),
  z.object({ kind: z.literal('samples'), image: askedImage }),
])

export const measure: Measure<PosteriorsPart, PosteriorsQuestion, PosteriorsPart | SamplesAnswer> = {
  id: 'posteriors',
  applies: ({ code }) => code.kind === 'gaussian',
  measure: async (rest) => {
    const { size } = rest.recipe.code
    const { codes, logVariances } = await rest.evaluated()
    const { kl } = posteriorMoments(codes, logVariances!, size)
    // the two that tell most, in the order of the code
    const [first = 0, second = first] = descending(kl)
      .slice(0, 2)
      .toSorted((a, b) => a - b)
    return posteriors(rest, kl, first, second)
  },
  ask: async (rest, question) => {
    const known = parsed(asked, question)
    if (known.kind === 'samples') return sampled(rest, known.image)
    const { size } = rest.recipe.code
    const { first, second } = known
    requireCoordinates(size, [first, second])
    const { codes, logVariances } = await rest.evaluated()
    return posteriors(rest, posteriorMoments(codes, logVariances!, size).kl, first, second)
  },
}

async function posteriors(
  rest: ModelAtRest,
  kl: Float64Array,
  first: number,
  second: number,
): Promise<PosteriorsPart> {
  const { testIndices, recipe } = rest
  const { codes, logVariances } = await rest.evaluated()
  const { size } = recipe.code
  const images = codes.length / size
  const [across, up] = [first, second].map((j) => gaussiansOf(codes, logVariances!, size, j)) as [
    Gaussians,
    Gaussians,
  ]
  const reach = reachOf([across, up])
  const places = Uint32Array.from({ length: Math.min(shown, images) }, (_, i) =>
    Math.floor((i * images) / Math.min(shown, images)),
  )
  const area = ((2 * reach) / cells) ** 2
  return {
    size,
    first,
    second,
    kl: Float32Array.from(kl),
    indices: places.map((place) => testIndices[place]!),
    means: interleaved(places, across.means, up.means),
    deviations: interleaved(places, across.deviations, up.deviations),
    images,
    reach,
    marginals: [marginalOf(across, reach), marginalOf(up, reach)],
    joint: mixtureShares2d(across, up, { reach, count: cells }).map((share) => share / area),
    within: withinRadii(recipe.seed, across, up),
  }
}

function gaussiansOf(codes: Float32Array, logVariances: Float32Array, size: number, j: number): Gaussians {
  const count = codes.length / size
  const means = new Float32Array(count)
  const deviations = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    means[i] = codes[i * size + j]!
    deviations[i] = Math.exp(logVariances[i * size + j]! / 2)
  }
  return { means, deviations }
}

function interleaved(places: Uint32Array, one: Float32Array, other: Float32Array): Float32Array {
  return Float32Array.from({ length: places.length * 2 }, (_, i) => (i % 2 ? other : one)[places[i >> 1]!]!)
}

function marginalOf(gaussians: Gaussians, reach: number): Marginal {
  const { means, deviations } = gaussians
  const on = { reach, count: bins }
  const shares = mixtureShares(gaussians, on)
  const width = (2 * reach) / bins
  let [sum, squares] = [0, 0]
  means.forEach((mean, i) => {
    sum += mean
    squares += mean * mean + deviations[i]! ** 2
  })
  const mean = sum / means.length
  return {
    density: Float32Array.from(shares, (share) => share / width),
    mean,
    variance: squares / means.length - mean * mean,
    kl: klOfShares(shares, logPriorShares(on)),
  }
}

/** N(0, I) has 39.3, 86.5 and 98.9 % within these. */
function withinRadii(seed: number, across: Gaussians, up: Gaussians): [number, number, number] {
  const count = across.means.length
  const noise = openStream(seed, 'measuring').normals(measuringStep('aggregate'), count * 2)
  const found: [number, number, number] = [0, 0, 0]
  for (let i = 0; i < count; i++) {
    const radius = Math.hypot(
      across.means[i]! + across.deviations[i]! * noise[i * 2]!,
      up.means[i]! + up.deviations[i]! * noise[i * 2 + 1]!,
    )
    for (const limit of [1, 2, 3] as const) if (radius <= limit) found[limit - 1]! += 1 / count
  }
  return found
}

async function sampled(rest: ModelAtRest, image: AskedImage): Promise<SamplesAnswer> {
  const { recipe } = rest
  const { size } = recipe.code
  const picture = pictureOf(rest, image)
  const { clean: input, labels } = picture
  const { code, logVariance, image: ofMean } = await throughModel(rest, picture)
  const deviation = logVariance!.map((value) => Math.exp(value / 2))
  const noise = openStream(recipe.seed, 'measuring').normals(measuringStep('posterior'), samples * size)
  const codes = noise.map((epsilon, i) => code[i % size]! + deviation[i % size]! * epsilon)
  const repeated = labels && new Uint8Array(samples).fill(labels[0]!)
  const images = Float32Array.from(await decodeImages(rest, codes, repeated))
  return { input, mean: code, deviation, codes, ofMean, images }
}
