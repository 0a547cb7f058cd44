// Tug of war: how strongly each term of the objective pulls one image's code, on its mean and on its spread (product.md, 6).

import * as tf from '@tensorflow/tfjs-core'
import { openStream } from '../../../../numerics/streams.ts'
import { exponential } from '../../../../tensors/elementary.ts'
import { tensorsOf, toBatch, type Pictures } from '../../batch.ts'
import { repeated } from '../../code/gaussian.ts'
import { copied, drained } from '../../evaluate.ts'
import { measuredPixels } from '../../measuredPixels.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { reconstructionOf } from '../../objective/objective.ts'
import { reductionOf } from '../../objective/reconstruction.ts'
import { settingOf } from '../../objective/term.ts'
import { term as kl } from '../../objective/terms/kl.ts'
import { term as l1 } from '../../objective/terms/l1.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { askedImage, parsed } from '../question.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { posteriorMoments } from '../posteriorMoments.ts'

/** Minus the gradient of one weighted term, in nats (or squared error) per unit: (images × code size) each. */
export interface Pull {
  readonly onMean: Float32Array
  readonly onLogDeviation: Float32Array
}

export interface Pulls {
  /** μ and σ (images × code size) */
  readonly means: Float32Array
  readonly deviations: Float32Array
  /** averaged over the samples; 0 where the gradient is blocked at the sample, as in training */
  readonly reconstruction: Pull
  readonly kl: Pull
  /** null where the term is off */
  readonly l1: Pull | null
  readonly samples: number
  /** β with its warm-up at this step */
  readonly beta: number
}

/** The pulls on the codes of the first test images. */
export interface TugOfWarPart {
  readonly indices: Uint32Array
  readonly labels: Uint8Array
  readonly pulls: Pulls
}

const listed = 10
/** few for the frames, where a convolutional decoder is slow */
const samples = { listed: 4, asked: 64 }

export const measure: Measure<TugOfWarPart, AskedImage, Pulls> = {
  id: 'tugOfWar',
  applies: ({ code }) => code.kind === 'gaussian',
  measure: async (rest) => {
    const indices = rest.testIndices.slice(0, listed)
    const clean = measuredPixels(rest.recipe, 'test', rest.test, indices)
    const labels = labelsOf(rest.test, indices)
    return { indices, labels, pulls: await pullsOn(rest, { clean, labels }, samples.listed) }
  },
  ask: async (rest, question) => pullsOn(rest, pictureOf(rest, parsed(askedImage, question)), samples.asked),
}

/** What each term does to μ and log σ of these images, `count` samples of the code for each. */
export async function pullsOn(rest: ModelAtRest, pictures: Pictures, count: number): Promise<Pulls> {
  const { recipe, model, parameters } = rest
  const { size } = recipe.code
  const noise = openStream(recipe.seed, 'measuring').normals(measuringStep('tugOfWar'), count * size)
  const batch = toBatch(recipe, pictures, rest.mean)
  const images = batch.x.shape[0]
  const { mean, logVariance, onMean, onLog } = tf.tidy(() => {
    const encoded = model.encode(parameters, batch)
    // every image has the same noise: (count · images × size), sample after sample
    const epsilon = tf.reshape<tf.Rank.R2>(tf.tile(tf.tensor3d(noise, [count, 1, size]), [1, images, 1]), [
      count * images,
      size,
    ])
    const x = repeated(batch.x, count)
    const labels = batch.labels && repeated(batch.labels, count)
    const cost = (mu: tf.Tensor, logDeviation: tf.Tensor) => {
      const deviation = repeated(exponential(logDeviation as tf.Tensor2D), count)
      const z = tf.add<tf.Tensor2D>(repeated(mu as tf.Tensor2D, count), tf.mul(deviation, epsilon))
      const { output } = model.decode(parameters, z, labels)
      const total = tf.sum(reconstructionOf(recipe, parameters, output, { x, mask: null }))
      return tf.mul<tf.Scalar>(total, reductionOf(recipe) / count)
    }
    const logDeviation = tf.mul(encoded.logVariance!, 0.5)
    const [onMean, onLog] = tf.grads(cost)([encoded.code, logDeviation])
    return { mean: encoded.code, logVariance: encoded.logVariance!, onMean: onMean!, onLog: onLog! }
  })
  tf.dispose(tensorsOf(batch))
  const means = await copied(mean)
  const deviations = Float32Array.from(await drained(logVariance), (value) => Math.exp(value / 2))
  const cut = recipe.code.gradient === 'blocked' ? 0 : 1
  const reconstruction = {
    onMean: (await drained(onMean)).map((value) => -cut * value),
    onLogDeviation: (await drained(onLog)).map((value) => -cut * value),
  }
  const beta = betaAt(recipe, rest.step)
  const pressed = await pressedDimensions(rest)
  const lambda = settingOf(recipe, l1).weight
  return {
    means,
    deviations,
    reconstruction,
    kl: {
      onMean: means.map((mu, i) => (pressed[i % size] ? -beta * mu : 0)),
      onLogDeviation: deviations.map((sigma, i) => (pressed[i % size] ? beta * (1 - sigma * sigma) : 0)),
    },
    l1:
      lambda > 0
        ? {
            onMean: means.map((mu) => -lambda * Math.sign(mu)),
            onLogDeviation: new Float32Array(means.length),
          }
        : null,
    samples: count,
    beta,
  }
}

function betaAt(recipe: AutoencoderRecipe, step: number): number {
  const setting = settingOf(recipe, kl)
  return setting.weight * kl.warmth!(setting, step)
}

/** With free bits, only dimensions whose mean KL, here over the test images, is above them are pressed. */
async function pressedDimensions(rest: ModelAtRest): Promise<readonly boolean[]> {
  const { size } = rest.recipe.code
  const { freeBits } = settingOf(rest.recipe, kl)
  if (freeBits === 0) return Array.from({ length: size }, () => true)
  const { codes, logVariances } = await rest.evaluated()
  return Array.from(posteriorMoments(codes, logVariances!, size).kl, (value) => value > freeBits)
}
