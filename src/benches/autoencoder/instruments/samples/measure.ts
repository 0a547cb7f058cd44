// Samples: images decoded from codes that no image was encoded to, and how far they are from any training image (L22, L23).

import * as z from 'zod/mini'
import { bytesOf } from '../bytes.ts'
import { fixedImages } from '../cleanImages.ts'
import { decodeImages } from '../decodeImages.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { classes, pixels } from '../../shapes.ts'
import { whole } from '../../whole.ts'
import { parsed } from '../question.ts'
import { codesFrom, count, labelsOfSamples, mostDraws, originsOf, type Draw, type Origin } from './draws.ts'
import { nearestTo } from './nearest.ts'

/** Samples from one origin. */
export interface SampleSet {
  readonly origin: Origin
  /** (40 × 784), 0 to 255 */
  readonly images: Uint8Array
  /** class that the decoder was told for each; null where it is told none */
  readonly labels: Uint8Array | null
}

export interface SamplesPart {
  readonly sets: readonly SampleSet[]
}

export interface SamplesQuestion {
  readonly kind: 'draw' | 'distances'
  readonly draw: Draw
}

/** The nearest training image of each image of a set, in its order. */
export interface Neighbourhood {
  readonly origin: Origin | 'test'
  /** Euclidean, pixels from 0 to 1 */
  readonly distances: Float32Array
  /** file indices */
  readonly indices: Uint32Array
  readonly labels: Uint8Array
  /** (40 × 784) bytes */
  readonly images: Uint8Array
}

export type SamplesAnswer = SamplesPart | readonly Neighbourhood[]

/** among the first so many training images of the recipe */
export const searched = 10_000

const asked: z.ZodMiniType<SamplesQuestion> = z.object({
  kind: z.enum(['draw', 'distances']),
  draw: z.object({
    number: whole(0, mostDraws - 1),
    temperature: z.number().check(z.minimum(0), z.maximum(10)),
    digit: z.nullable(whole(0, classes - 1)),
  }),
})

export const measure: Measure<SamplesPart, SamplesQuestion, SamplesAnswer> = {
  id: 'samples',
  applies: () => true,
  measure: (rest) => drawn(rest, { number: 0, temperature: 1, digit: null }),
  ask: async (rest, question) => {
    const { kind, draw } = parsed(asked, question, 'There is no such draw.')
    return kind === 'draw' ? drawn(rest, draw) : neighbourhoods(rest, draw)
  },
}

async function drawn(rest: ModelAtRest, draw: Draw): Promise<SamplesPart> {
  const sets: SampleSet[] = []
  for (const origin of originsOf(rest.recipe)) sets.push(await samplesFrom(rest, origin, draw))
  return { sets }
}

async function samplesFrom(rest: ModelAtRest, origin: Origin, draw: Draw): Promise<SampleSet> {
  const labels = labelsOfSamples(rest.recipe, draw)
  const decoded = await decodeImages(rest, await codesFrom(rest, origin, draw), labels)
  return { origin, labels, images: bytesOf(decoded) }
}

/** Of the samples as they are shown, in bytes, and of as many test images, evenly from the whole file. */
async function neighbourhoods(rest: ModelAtRest, draw: Draw): Promise<readonly Neighbourhood[]> {
  const { data, test } = rest
  const { sets } = await drawn(rest, draw)
  const shown = fixedImages(rest, count)
  const real = new Uint8Array(shown.length * pixels)
  shown.forEach((index, i) =>
    real.set(test.pixels.subarray(index * pixels, (index + 1) * pixels), i * pixels),
  )
  const all = [...sets, { origin: 'test' as const, images: real }]
  const among = await rest.trainIndices(searched)
  const bytes = Float32Array.from(all.flatMap(({ images }) => [...images]))
  const { indices, distances } = await nearestTo(
    bytes.map((byte) => byte / 255),
    data.train,
    among,
  )
  let from = 0
  return all.map(({ origin, images }) => {
    const to = from + images.length / pixels
    const found = indices.slice(from, to)
    const part = {
      origin,
      distances: distances.slice(from, to),
      indices: found,
      labels: labelsOf(data.train, found),
      images: pixelsOf(data.train.pixels, found),
    }
    from = to
    return part
  })
}

function pixelsOf(all: Uint8Array, indices: Uint32Array): Uint8Array {
  const out = new Uint8Array(indices.length * pixels)
  indices.forEach((index, i) => out.set(all.subarray(index * pixels, (index + 1) * pixels), i * pixels))
  return out
}
