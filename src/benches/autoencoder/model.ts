// The autoencoder that a recipe describes: its parameters, and the way of a batch through encoder, code and decoder.

import * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../../numerics/streams.ts'
import { activate } from '../../tensors/activations.ts'
import { ops } from '../../tensors/ops.ts'
import type { NamedArray, Parameters } from '../../tensors/parameters.ts'
import { ownParameters, placesOf, type Place } from './architecture.ts'
import { dense } from './encode/dense.ts'
import type { ParameterSpec } from './encode/layer.ts'
import { initialValues } from './encode/initial.ts'
import type { AutoencoderRecipe } from './recipe.ts'

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
    here = activate(
      place.activation,
      dense.apply(ops, { kernel, bias: parameters[`${place.name}/bias`]! }, here),
    )
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
