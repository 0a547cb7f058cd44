// The autoencoder that a recipe describes: its parameters, and the way of a batch through encoder, code and decoder.

import * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../../numerics/streams.ts'
import { activate, type ActivationName } from '../../tensors/activations.ts'
import type { NamedArray, Parameters } from '../../tensors/parameters.ts'
import { dense, type DenseSpec } from './encode/dense.ts'
import type { ParameterSpec } from './encode/layer.ts'
import { initialValues } from './encode/initial.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** One layer in its place. */
interface Place {
  readonly name: string
  readonly spec: DenseSpec
  readonly width: number
  readonly activation: ActivationName
  /** step of the stream `weights` from which this layer's first values are drawn, the same whatever stands around it */
  readonly draw: number
  /** name of the encoder's layer whose kernel, transposed, is this one's */
  readonly tiedTo?: string
}

export interface Encoded {
  /** activations of the hidden layers, in the order of the data's flow */
  readonly hidden: readonly tf.Tensor2D[]
  /** (batch × code size) */
  readonly code: tf.Tensor2D
}

export interface Decoded {
  readonly hidden: readonly tf.Tensor2D[]
  /** logits of a Bernoulli output, mean of a Gaussian one (batch × 784) */
  readonly output: tf.Tensor2D
}

export interface Model {
  readonly recipe: AutoencoderRecipe
  /** name and shape of every parameter */
  readonly parameters: readonly ParameterSpec[]
  /** first values, a function of the seed; `mean` is the training set's mean image, asked for by `bias: mean` */
  initial(weights: Stream, mean: Float64Array | null): NamedArray[]
  /** input: what the encoder sees (batch × 784), corrupted and centred where the recipe says so */
  encode(parameters: Parameters, input: tf.Tensor2D): Encoded
  decode(parameters: Parameters, code: tf.Tensor2D): Decoded
  /** the image that an output stands for: σ(logits), or the mean itself */
  imageOf(output: tf.Tensor2D): tf.Tensor2D
}

/** widths of all layers from image to image, code included: [784, 256, 64, 2, 64, 256, 784] */
export function widthsOf(recipe: AutoencoderRecipe): number[] {
  const { encoder, decoder } = placesOf(recipe)
  return [pixels, ...[...encoder, ...decoder].map((place) => dense.shape(place.spec, place.width))]
}

export function buildModel(recipe: AutoencoderRecipe): Model {
  const { encoder, decoder } = placesOf(recipe)
  const places = [...encoder, ...decoder]
  const specs = places.map((place) => ({ place, own: ownParameters(place) }))
  return {
    recipe,
    parameters: specs.flatMap(({ own }) => own),
    initial: (weights, mean) =>
      specs.flatMap(({ place, own }) =>
        own.map((spec) => {
          const isOutputBias = spec.name === 'output/bias'
          const values =
            isOutputBias && recipe.decode.bias === 'mean'
              ? biasOfMean(recipe, mean)
              : initialValues(spec, recipe.encode.initial, weights, place.draw)
          return { name: spec.name, shape: spec.shape, values }
        }),
      ),
    encode: (parameters, input) => {
      const { hidden, last } = through(encoder, parameters, input)
      return { hidden, code: last }
    },
    decode: (parameters, code) => {
      const { hidden, last } = through(decoder, parameters, code)
      return { hidden, output: last }
    },
    imageOf: (output) => (recipe.decode.output === 'bernoulli' ? tf.sigmoid(output) : output),
  }
}

/** Parameters that are multiplied: what weight penalties count. */
export function isKernel(name: string): boolean {
  return name.endsWith('/kernel')
}

function placesOf(recipe: AutoencoderRecipe): { encoder: Place[]; decoder: Place[] } {
  const { encode, code, decode } = recipe
  const path: DenseSpec[] = [...encode.layers, { kind: 'dense', units: code.size }]
  const encoder = placed(path, pixels, 'encode', 'code', 0, encode.activation, code.activation)
  const back =
    decode.layers === 'mirror'
      ? encoder.map((place) => dense.mirror(place.spec, place.width)).toReversed()
      : [...decode.layers, { kind: 'dense' as const, units: pixels }]
  const decoder = placed(back, code.size, 'decode', 'output', 100, encode.activation, 'linear')
  if (!decode.tied) return { encoder, decoder }
  const partners = encoder.toReversed()
  return { encoder, decoder: decoder.map((place, i) => ({ ...place, tiedTo: partners[i]!.name })) }
}

/** Layers in a row: all but the last named by number and activated by `inner`, the last one named and activated apart. */
function placed(
  specs: readonly DenseSpec[],
  width: number,
  room: string,
  lastName: string,
  firstDraw: number,
  inner: ActivationName,
  outer: ActivationName,
): Place[] {
  let here = width
  return specs.map((spec, i) => {
    const last = i === specs.length - 1
    const place: Place = {
      name: last ? lastName : `${room}/${i}`,
      spec,
      width: here,
      activation: last ? outer : inner,
      draw: firstDraw + (last ? 90 : i),
    }
    here = dense.shape(spec, here)
    return place
  })
}

function ownParameters(place: Place): ParameterSpec[] {
  return dense
    .build(place.spec, place.width)
    .filter((spec) => place.tiedTo === undefined || spec.name !== 'kernel')
    .map((spec) => ({ ...spec, name: `${place.name}/${spec.name}` }))
}

function through(
  places: readonly Place[],
  parameters: Parameters,
  input: tf.Tensor2D,
): { hidden: tf.Tensor2D[]; last: tf.Tensor2D } {
  const hidden: tf.Tensor2D[] = []
  let here = input
  for (const place of places) {
    const kernel =
      place.tiedTo === undefined
        ? parameters[`${place.name}/kernel`]!
        : tf.transpose(parameters[`${place.tiedTo}/kernel`]!)
    here = activate(place.activation, dense.apply({ kernel, bias: parameters[`${place.name}/bias`]! }, here))
    hidden.push(here)
  }
  hidden.pop()
  return { hidden, last: here }
}

/** The output bias that says the mean image before anything is learned; logits are of means clipped to [0.001, 0.999]. */
function biasOfMean(recipe: AutoencoderRecipe, mean: Float64Array | null): Float32Array {
  if (mean === null) throw new Error('A bias at the mean needs the mean image of the training set.')
  if (recipe.decode.output === 'gaussian') return Float32Array.from(mean)
  return Float32Array.from(mean, (m) => {
    const p = Math.min(0.999, Math.max(0.001, m))
    return Math.log(p / (1 - p))
  })
}
