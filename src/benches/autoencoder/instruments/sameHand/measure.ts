// The same hand: one code decoded as every digit, and the digit that the decoder was asked for, checked in pixels (L35).

import * as z from 'zod/mini'
import { breathe } from '../../../../lab/breathe.ts'
import { gather } from '../../../../data/pixels.ts'
import { knnAccuracy } from '../../../../numerics/neighbours.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { pixels } from '../../shapes.ts'
import { bytesOf } from '../bytes.ts'
import { fixedImages } from '../cleanImages.ts'
import { decodeImages } from '../decodeImages.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { pictureOf } from '../pictureOf.ts'
import { parsed } from '../question.ts'
import { throughModel } from '../throughModel.ts'

export interface SameHandPart {
  /** the recipe's classes, ascending: the columns */
  readonly classes: readonly number[]
  /** (rows · classes × 784), 0 to 255: each row one code z ~ N(0, I), decoded as every class */
  readonly images: Uint8Array
  readonly rows: number
}

export type SameHandQuestion =
  /** a test image, by file index: its code, decoded as every class */
  | { readonly kind: 'hand'; readonly index: number }
  /** are samples the digits that were asked for? */
  | { readonly kind: 'agreement' }

export interface Hand {
  readonly kind: 'hand'
  readonly label: number
  /** (784) as the recipe's pixels show it */
  readonly input: Float32Array
  /** (classes × 784), 0 to 255 */
  readonly images: Uint8Array
}

export interface Agreement {
  readonly kind: 'agreement'
  /** share of the samples that their five nearest training images, in pixels, call the digit asked for */
  readonly agreement: number
  readonly samples: number
  readonly voters: number
  /** share of `judged` real test images that the same vote calls what they are: what the agreement is to be held against */
  readonly judge: number
  readonly judged: number
}

const rows = 6
const samples = 2000
const voters = 10_000
const judged = 500
const neighbours = 5
/** votes between two breaths, 0.1 s */
const atOnce = 10

const asked: z.ZodMiniType<SameHandQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hand'), index: z.number() }),
  z.object({ kind: z.literal('agreement') }),
])

export const measure: Measure<SameHandPart, SameHandQuestion, Hand | Agreement> = {
  id: 'sameHand',
  applies: ({ code }) => code.condition === 'label',
  measure: async (rest) => {
    const classes = classesOf(rest)
    const { size } = rest.recipe.code
    const stream = openStream(rest.recipe.seed, 'measuring')
    const codes = stream.normals(measuringStep('handCodes'), rows * size)
    const repeated = Float32Array.from({ length: rows * classes.length * size }, (_, i) => {
      const row = Math.floor(i / size / classes.length)
      return codes[row * size + (i % size)]!
    })
    const labels = Array.from({ length: rows * classes.length }, (_, i) => classes[i % classes.length]!)
    return { classes, rows, images: bytesOf(await decodeImages(rest, repeated, labels)) }
  },
  ask: async (rest, question) => {
    const known = parsed(asked, question)
    return known.kind === 'hand' ? handOf(rest, known.index) : agreementOf(rest)
  },
}

async function handOf(rest: ModelAtRest, index: number): Promise<Hand> {
  const picture = pictureOf(rest, { kind: 'test', index })
  const { code } = await throughModel(rest, picture)
  const classes = classesOf(rest)
  const codes = Float32Array.from({ length: classes.length * code.length }, (_, i) => code[i % code.length]!)
  return {
    kind: 'hand',
    label: rest.test.labels[index]!,
    input: picture.clean,
    images: bytesOf(await decodeImages(rest, codes, classes)),
  }
}

/** 2,000 codes from the prior, decoded as the classes in turn, judged by the first 10,000 training images; they judge real images, too. */
async function agreementOf(rest: ModelAtRest): Promise<Agreement> {
  const { recipe, data } = rest
  const classes = classesOf(rest)
  const { size } = recipe.code
  const stream = openStream(recipe.seed, 'measuring')
  const codes = stream.normals(measuringStep('judgedCodes'), samples * size)
  const wanted = Uint8Array.from({ length: samples }, (_, i) => classes[i % classes.length]!)
  const images = await decodeImages(rest, codes, wanted)
  const indices = await rest.trainIndices(voters)
  const judges = gather(data.train, indices, 'grey', stream, 0)
  const labels = labelsOf(data.train, indices)
  const real = fixedImages(rest, judged)
  const clean = gather(rest.test, real, 'grey', stream, 0)
  const known = { judges, labels }
  return {
    kind: 'agreement',
    agreement: await votedAs(known, images, wanted),
    samples,
    voters: indices.length,
    judge: await votedAs(known, clean, labelsOf(rest.test, real)),
    judged: real.length,
  }
}

/** The share of images (n × 784) that are voted to be what they are wanted to be; heard meanwhile is whatever else is asked. */
async function votedAs(
  { judges, labels }: { readonly judges: Float32Array; readonly labels: Uint8Array },
  images: Float32Array,
  wanted: Uint8Array,
): Promise<number> {
  let right = 0
  for (let from = 0; from < wanted.length; from += atOnce) {
    const some = wanted.subarray(from, from + atOnce)
    const here = images.subarray(from * pixels, (from + atOnce) * pixels)
    right += some.length * knnAccuracy(judges, labels, here, some, pixels, neighbours)
    await breathe()
  }
  return right / wanted.length
}

const classesOf = ({ recipe }: ModelAtRest): number[] => recipe.data.classes.toSorted((a, b) => a - b)
