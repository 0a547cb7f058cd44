// Traversal: one coordinate of the code moved at a time, the others held, and every step decoded (Higgins et al. 2017; L31).

import * as z from 'zod/mini'
import { bytesOf } from '../bytes.ts'
import { decodeImages } from '../decodeImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { activeAbove, descending, meansOf, posteriorMoments, variancesOf } from '../posteriorMoments.ts'
import { askedCode, askedImage, floats, parsed, requireSize } from '../question.ts'
import { throughModel } from '../throughModel.ts'
import { mostRows, offsets } from './offsets.ts'

/** What the coordinates are worth; arrays of code size. */
export interface TraversalPart {
  /** mean KL to the prior in nats of a Gaussian code, the variance of the codes of a point */
  readonly worth: Float32Array
  /** a coordinate is centre + t · unit: the prior's 0 and 1, or mean and standard deviation of the point codes */
  readonly centre: Float32Array
  readonly unit: Float32Array
  /** 1 where the coordinate says nothing of the image */
  readonly dead: Uint8Array
}

export interface TraversalQuestion {
  /** the code that stays: the centre, an image's, or a given one */
  readonly around:
    | { readonly kind: 'centre' }
    | { readonly kind: 'code'; readonly code: Float32Array }
    | AskedImage
  /** as measured of the same model, which would take a look at all test images again */
  readonly part: TraversalPart
}

export interface TraversalAnswer {
  /** the coordinates that are moved, the worthiest first: one row of images each */
  readonly rows: Uint32Array
  /** the code around which they are moved */
  readonly base: Float32Array
  /** the class that the decoder is told; null where it is told none, or a tenth of each */
  readonly label: number | null
  /** (rows · columns × 784), 0 to 255 */
  readonly images: Uint8Array
}

/** Variances of point codes below this are rounding. */
const still = 1e-9

const asked: z.ZodMiniType<TraversalQuestion> = z.object({
  around: z.union([z.object({ kind: z.literal('centre') }), askedCode, askedImage]),
  part: z.object({
    // a KL may be infinite
    worth: z.instanceof(Float32Array).check(z.refine((values) => !values.some(Number.isNaN))),
    centre: floats(),
    unit: floats(),
    dead: z.instanceof(Uint8Array),
  }),
})

export const measure: Measure<TraversalPart, TraversalQuestion, TraversalAnswer> = {
  id: 'traversal',
  applies: ({ code }) => code.size >= 2,
  measure: worthOf,
  ask: async (rest, question) => {
    const { around, part } = parsed(asked, question)
    const { size } = rest.recipe.code
    for (const values of Object.values(part)) requireSize(values, size)
    const { base, label } = await baseOf(rest, around, part)
    const rows = descending(part.worth).slice(0, mostRows)
    const codes = new Float32Array(rows.length * offsets.length * size)
    rows.forEach((j, row) => {
      offsets.forEach((offset, column) => {
        const start = (row * offsets.length + column) * size
        codes.set(base, start)
        codes[start + j] = part.centre[j]! + offset * part.unit[j]!
      })
    })
    const labels = label === null ? null : new Uint8Array(rows.length * offsets.length).fill(label)
    const images = bytesOf(await decodeImages(rest, codes, labels))
    return { rows: Uint32Array.from(rows), base, label, images }
  },
}

async function worthOf(rest: ModelAtRest): Promise<TraversalPart> {
  const { size } = rest.recipe.code
  const { codes, logVariances } = await rest.evaluated()
  if (logVariances) {
    const { kl, varianceOfMeans } = posteriorMoments(codes, logVariances, size)
    return {
      worth: Float32Array.from(kl),
      centre: new Float32Array(size),
      unit: new Float32Array(size).fill(1),
      dead: Uint8Array.from(varianceOfMeans, (variance) => Number(variance <= activeAbove)),
    }
  }
  const variances = variancesOf(codes, size)
  return {
    worth: Float32Array.from(variances),
    centre: Float32Array.from(meansOf(codes, size)),
    unit: Float32Array.from(variances, Math.sqrt),
    dead: Uint8Array.from(variances, (variance) => Number(variance <= still)),
  }
}

async function baseOf(
  rest: ModelAtRest,
  around: TraversalQuestion['around'],
  { centre }: TraversalPart,
): Promise<{ base: Float32Array; label: number | null }> {
  const { code, data } = rest.recipe
  const isTold = code.condition === 'label'
  const first = isTold ? Math.min(...data.classes) : null
  if (around.kind === 'centre') return { base: centre.slice(), label: first }
  if (around.kind === 'code') {
    requireSize(around.code, code.size)
    return { base: around.code.slice(), label: first }
  }
  const picture = pictureOf(rest, around)
  const passage = await throughModel(rest, picture)
  return { base: passage.code, label: isTold ? (picture.labels?.[0] ?? null) : null }
}
