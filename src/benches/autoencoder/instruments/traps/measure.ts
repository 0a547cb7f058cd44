// Two traps of an autoencoder that can do too much: copying whatever it is shown, seen on images of the other set and on
// noise, and memorising its training images, seen on them beside the test images.

import * as tf from '@tensorflow/tfjs-core'
import type { SetName } from '../../../../data/manifest.ts'
import { gather } from '../../../../data/pixels.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { partOf, tensorsOf, toBatch, type Pictures } from '../../batch.ts'
import { drained, sliceOf } from '../../evaluate.ts'
import { measuredPixels } from '../../measuredPixels.ts'
import { measuringStep } from '../../measuringSteps.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { throughModel } from '../throughModel.ts'

/** Images of a kind that the model never learned from. */
export interface OtherPart {
  readonly set: SetName
  readonly images: number
  /** mean squared error per pixel */
  readonly error: number
  /** mean squared distance per pixel of the same images from their own mean image: the error of whoever knows only that */
  readonly variance: number
  /** a few of them and what comes out (examples × 784) */
  readonly inputs: Float32Array
  readonly outputs: Float32Array
}

export interface TrapsPart {
  /** mean squared error per pixel on all test images of the recipe's set */
  readonly test: number
  /** on images of uniform noise, whose own variance is 1/12 */
  readonly noise: { readonly images: number; readonly error: number }
  /** ‖D E − I‖_F / √784 of a linear net, 0 for one that copies everything, 1 for one that gives nothing; null for others */
  readonly identity: number | null
}

/** The only question, since it loads another set and waits for training images: what a frame does not wait for. */
export type TrapsQuestion = 'beyond'

/** What the two meters need beside the test images. */
export interface TrapsAnswer {
  readonly train: { readonly images: number; readonly error: number }
  readonly other: OtherPart
}

const most = { train: 1000, other: 1000, noise: 200, examples: 6 }

export const measure: Measure<TrapsPart, TrapsQuestion, TrapsAnswer> = {
  id: 'traps',
  applies: () => true,
  measure: async (rest) => {
    return {
      test: (await rest.evaluated()).evaluation.msePerPixel,
      noise: await noiseError(rest),
      identity: await distanceFromIdentity(rest),
    }
  },
  ask: async (rest, question: unknown) => {
    if (question !== 'beyond') throw new RangeError('The two traps answer one question only: beyond.')
    return { train: await trainError(rest), other: await otherPart(rest, await rest.otherTest()) }
  },
}

async function trainError(rest: ModelAtRest): Promise<TrapsAnswer['train']> {
  const { recipe, data } = rest
  const indices = await rest.trainIndices(most.train)
  const pictures = {
    clean: measuredPixels(recipe, 'train', data.train, indices),
    labels: labelsOf(data.train, indices),
  }
  return { images: indices.length, error: await meanSquaredError(rest, pictures) }
}

/** Every tenth test image of the other set; a conditional model is told a tenth of each class. */
async function otherPart(
  rest: ModelAtRest,
  { set, images }: Awaited<ReturnType<ModelAtRest['otherTest']>>,
): Promise<OtherPart> {
  const { recipe } = rest
  const every = Math.max(1, Math.floor(images.count / most.other))
  const indices = Uint32Array.from({ length: Math.min(most.other, images.count) }, (_, i) => i * every)
  const stream = openStream(recipe.seed, 'measuring')
  const clean = gather(images, indices, recipe.data.pixels, stream, measuringStep('otherSet'))
  const inputs = clean.slice(0, most.examples * pixels)
  return {
    set,
    images: indices.length,
    error: await meanSquaredError(rest, { clean, labels: null }),
    variance: varianceOf(clean),
    inputs,
    outputs: (await throughModel(rest, { clean: inputs, labels: null })).image,
  }
}

async function noiseError(rest: ModelAtRest): Promise<TrapsPart['noise']> {
  const stream = openStream(rest.recipe.seed, 'measuring')
  const clean = stream.uniforms(measuringStep('noiseImages'), most.noise * pixels)
  return { images: most.noise, error: await meanSquaredError(rest, { clean, labels: null }) }
}

/** Mean squared error per pixel of what comes out for the mean code, clean pixels going in. */
async function meanSquaredError(rest: ModelAtRest, pictures: Pictures): Promise<number> {
  const { model, parameters, recipe, mean } = rest
  const images = pictures.clean.length / pixels
  const slice = sliceOf(recipe)
  let sum = 0
  for (let from = 0; from < images; from += slice) {
    const batch = toBatch(recipe, partOf(pictures, from, Math.min(images, from + slice)), mean)
    const errors = tf.tidy(() => {
      const { code } = model.encode(parameters, batch)
      const out = model.imageOf(model.decode(parameters, code, batch.labels).output)
      return tf.sum(tf.square(tf.sub(out, batch.x)), 1)
    })
    tf.dispose(tensorsOf(batch))
    for (const error of await drained(errors)) sum += error
  }
  return sum / (images * pixels)
}

/** Mean over pixels of the images' variance (images × 784). */
export function varianceOf(images: Float32Array): number {
  const count = images.length / pixels
  const sums = new Float64Array(pixels)
  let squares = 0
  for (let from = 0; from < images.length; from += pixels) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = images[from + pixel]!
      sums[pixel]! += value
      squares += value * value
    }
  }
  const ofMean = sums.reduce((total, sum) => total + (sum / count) ** 2, 0)
  return (squares / count - ofMean) / pixels
}

/** Is the net x̂ = b + D E x? */
function isLinear({ encode, code, decode }: AutoencoderRecipe): boolean {
  return (
    encode.layers.length === 0 &&
    (decode.layers === 'mirror' || decode.layers.length === 0) &&
    code.activation === 'linear' &&
    decode.output === 'gaussian'
  )
}

/** ‖D E − I‖_F / √784, labels left out; null where the net is not linear. */
async function distanceFromIdentity({ parameters, recipe }: ModelAtRest): Promise<number | null> {
  if (!isLinear(recipe)) return null
  const distance = tf.tidy(() => {
    const upTo = [pixels, recipe.code.size] as const
    // kernels are (inputs × units), so that this is (D E)ᵀ
    const encoder = tf.slice(parameters['code/kernel'] as tf.Tensor2D, [0, 0], [...upTo])
    const decoder = recipe.decode.tied
      ? tf.transpose(encoder)
      : tf.slice(parameters['output/kernel'] as tf.Tensor2D, [0, 0], [recipe.code.size, pixels])
    const product = tf.matMul(encoder, decoder)
    return tf.sum(tf.square(tf.sub(product, tf.eye(pixels))))
  })
  return Math.sqrt((await drained(distance))[0]! / pixels)
}
