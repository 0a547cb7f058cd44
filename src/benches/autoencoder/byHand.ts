// Be the encoder: twelve images whose codes a person has placed, a decoder trained on those places, and beside it an
// autoencoder that finds places for the same images by itself, with the same decoder, steps and seed.

import * as tf from '@tensorflow/tfjs-core'
import { breathe } from '../../lab/breathe.ts'
import type { ByHand, Decoded } from '../../lab/byHand.ts'
import { openStream } from '../../numerics/streams.ts'
import { dense } from '../../tensors/dense.ts'
import { gradientStep, initialMoments, type TrainingState } from '../../tensors/gradientStep.ts'
import { meanCrossEntropy } from '../../tensors/losses.ts'
import { adam } from '../../tensors/optimisers/adam.ts'
import { dispose, toTensors, type NamedArray, type Parameters } from '../../tensors/parameters.ts'
import { initialValues } from './encode/initial.ts'
import { pixels } from './shapes.ts'

export const cells = 9
export const steps = 600
const units = 128
const seed = 1

/**
 * @param images (12 × 784) in [0, 1]
 * @param places (12 × 2) in [−1, 1]
 */
export async function placedByHand(
  images: Float32Array,
  places: Float32Array,
  onProgress: (done: number, total: number) => void,
): Promise<ByHand> {
  const count = images.length / pixels
  const x = tf.tensor2d(images, [count, pixels])
  const placed = tf.tensor2d(places, [count, 2])
  const tell = (from: number) => (done: number) => onProgress(from + done, 2 * steps)
  try {
    const person = await decoded(x, firstWeights('decoder'), () => placed, tell(0))
    const machine = await decoded(
      x,
      [...firstWeights('encoder'), ...firstWeights('decoder')],
      encoded(x),
      tell(steps),
    )
    return { person, machine }
  } finally {
    tf.dispose([x, placed])
  }
}

/** 784-128-2; its codes lie where they like. */
const encoded =
  (x: tf.Tensor2D) =>
  (weights: Parameters): tf.Tensor2D =>
    through(weights, 'encoder', x)

/** One hidden layer of ReLUs, then linear outputs. */
function through(weights: Parameters, part: string, input: tf.Tensor2D): tf.Tensor2D {
  const of = (name: string) => weights[`${part}/${name}`]!
  const hidden = dense(input, of('kernel1') as tf.Tensor2D, of('bias1') as tf.Tensor1D, 'relu')
  return dense(hidden, of('kernel2') as tf.Tensor2D, of('bias2') as tf.Tensor1D)
}

/** First weights: the decoder's are the same whether a person or an encoder places the codes. */
function firstWeights(part: 'encoder' | 'decoder'): NamedArray[] {
  const [inputs, outputs, stream] =
    part === 'encoder'
      ? [pixels, 2, openStream(seed + 1, 'weights')]
      : [2, pixels, openStream(seed, 'weights')]
  const kernel = (name: string, from: number, to: number, draw: number): NamedArray => {
    const spec = { name: `${part}/${name}`, shape: [from, to], fan: { in: from, out: to } }
    return { ...spec, values: initialValues(spec, 'glorot', stream, draw) }
  }
  const bias = (name: string, size: number): NamedArray => ({
    name: `${part}/${name}`,
    shape: [size],
    values: new Float32Array(size),
  })
  return [
    kernel('kernel1', inputs, units, 0),
    bias('bias1', units),
    kernel('kernel2', units, outputs, 1),
    bias('bias2', outputs),
  ]
}

async function decoded(
  x: tf.Tensor2D,
  first: readonly NamedArray[],
  codesOf: (weights: Parameters) => tf.Tensor2D,
  tell: (done: number) => void,
): Promise<Decoded> {
  const parameters = toTensors(first)
  let state: TrainingState = { parameters, moments: initialMoments(adam, parameters) }
  for (let step = 0; step < steps; step++) {
    const before = state
    state = gradientStep(adam, before, { rate: 0.003, step }, (weights) =>
      meanCrossEntropy(through(weights, 'decoder', codesOf(weights)), x, false),
    )
    dispose(before.parameters)
    dispose(before.moments)
    if (step % 20 === 19) {
      tell(step + 1)
      await breathe()
    }
  }
  const weights = state.parameters
  const draw = (z: tf.Tensor2D) => tf.sigmoid(through(weights, 'decoder', z))
  const codes = await read(() => codesOf(weights))
  const half = Math.max(1, ...codes.map(Math.abs))
  const reconstructions = await read(() => draw(codesOf(weights)))
  const map = await read(() => draw(tf.tensor2d(grid(half), [cells ** 2, 2])))
  const images = await x.data()
  const squares = reconstructions.reduce((sum, value, i) => sum + (value - images[i]!) ** 2, 0)
  dispose(state.parameters)
  dispose(state.moments)
  return { codes, half, reconstructions, msePerPixel: squares / images.length, map }
}

async function read(of: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(() => tf.clone(of()))
  const values = Float32Array.from(await tensor.data())
  tensor.dispose()
  return values
}

/** The middles of the square's cells. */
function grid(half: number): Float32Array {
  const at = (i: number) => half * ((2 * (i + 0.5)) / cells - 1)
  return Float32Array.from({ length: 2 * cells ** 2 }, (_, i) => {
    const cell = i >> 1
    return i % 2 === 0 ? at(cell % cells) : -at(Math.floor(cell / cells))
  })
}
