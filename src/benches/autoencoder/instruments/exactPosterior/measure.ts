// Exact posterior: log p(x|z) of one image on a grid over a code of two numbers, as far as Bayes' theorem can be summed (L4).

import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import type { SquareGrid } from '../../../../numerics/gridPosterior.ts'
import { codesOf } from '../../../../numerics/gridPosterior.ts'
import { labelsFor, tensorsOf, toBatch } from '../../batch.ts'
import { copied, drained, sliceOf } from '../../evaluate.ts'
import { reconstructionOf } from '../../objective/objective.ts'
import { whole } from '../../whole.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { askedImage, parsed, place } from '../question.ts'

/** The encoder's q of the first test images. */
export interface ExactPosteriorPart {
  readonly indices: Uint32Array
  readonly labels: Uint8Array
  /** μ (images × 2) */
  readonly means: Float32Array
  /** σ (images × 2) */
  readonly deviations: Float32Array
}

export interface ExactPosteriorQuestion {
  readonly image: AskedImage
  readonly grid: SquareGrid
  /** rows of the grid from the top, the second one left out */
  readonly rows: readonly [number, number]
}

export interface ExactPosteriorAnswer {
  /** log p(x|z) in nats, cell after cell of the rows asked for */
  readonly logLikelihood: Float32Array
  /** the encoder's μ and σ for this image */
  readonly mean: Float32Array
  readonly deviation: Float32Array
}

const listed = 100
const mostPoints = 400
const widest = 100
/** decoded in one question */
const mostCodes = 10_000

const asked: z.ZodMiniType<ExactPosteriorQuestion> = z
  .object({
    image: askedImage,
    grid: z.object({
      points: whole(2, mostPoints),
      half: z.number().check(z.positive(), z.maximum(widest)),
    }),
    rows: z.tuple([place, place]),
  })
  .check(
    z.refine(({ grid: { points }, rows: [from, to] }) => {
      return from < to && to <= points && (to - from) * points <= mostCodes
    }),
  )

export const measure: Measure<ExactPosteriorPart, ExactPosteriorQuestion, ExactPosteriorAnswer> = {
  id: 'exactPosterior',
  applies: ({ code }) => code.kind === 'gaussian' && code.size === 2,
  measure: async (rest) => {
    const { codes, logVariances } = await rest.evaluated()
    const indices = rest.testIndices.slice(0, listed)
    return {
      indices,
      labels: labelsOf(rest.test, indices),
      means: codes.slice(0, indices.length * 2),
      deviations: logVariances!.slice(0, indices.length * 2).map((value) => Math.exp(value / 2)),
    }
  },
  ask: async (rest, question) => {
    const { image, grid, rows } = parsed(asked, question)
    const pictures = pictureOf(rest, image)
    const batch = toBatch(rest.recipe, pictures, rest.mean)
    const encoded = tf.tidy(() => {
      const { code, logVariance } = rest.model.encode(rest.parameters, batch)
      return { code, logVariance: logVariance! }
    })
    tf.dispose(tensorsOf(batch))
    const logVariance = await drained(encoded.logVariance)
    return {
      logLikelihood: await logLikelihoodAt(rest, pictures.clean, codesOf(grid, ...rows), pictures.labels),
      mean: await copied(encoded.code),
      deviation: Float32Array.from(logVariance, (value) => Math.exp(value / 2)),
    }
  },
}

/** log p(x|z) in nats of one image, 784 values as the recipe's pixels show it, at codes (n × size) → (n). */
export async function logLikelihoodAt(
  rest: ModelAtRest,
  image: Float32Array,
  codes: Float32Array,
  label: ArrayLike<number> | null,
): Promise<Float32Array> {
  const { size } = rest.recipe.code
  const slice = sliceOf(rest.recipe)
  const logLikelihood = new Float32Array(codes.length / size)
  for (let start = 0; start < logLikelihood.length; start += slice) {
    const here = codes.subarray(start * size, (start + slice) * size)
    logLikelihood.set(await logLikelihoodAtOnce(rest, image, here, label), start)
  }
  return logLikelihood
}

async function logLikelihoodAtOnce(
  { model, parameters, recipe }: ModelAtRest,
  image: Float32Array,
  codes: Float32Array,
  label: ArrayLike<number> | null,
): Promise<Float32Array> {
  const count = codes.length / recipe.code.size
  const cost = tf.tidy(() => {
    const labels = labelsFor(recipe, label && new Uint8Array(count).fill(label[0]!), count)
    const { output } = model.decode(parameters, tf.tensor2d(codes, [count, recipe.code.size]), labels)
    return reconstructionOf(recipe, parameters, output, {
      x: tf.tensor2d(image, [1, image.length]),
      mask: null,
    })
  })
  return (await drained(cost)).map((value) => -value)
}
