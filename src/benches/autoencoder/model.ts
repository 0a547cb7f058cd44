// The autoencoder that a recipe describes: its parameters, and the way of a batch through encoder, code and decoder.

import * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../../numerics/streams.ts'
import { ops } from '../../tensors/ops.ts'
import type { NamedArray, Parameters } from '../../tensors/parameters.ts'
import { outputLogVariance, ownParameters, parametersOf, placesOf, type Place } from './architecture.ts'
import type { Seen } from './batch.ts'
import { initialValues } from './encode/initial.ts'
import { layerOf } from './encode/layers.ts'
import type { ParameterSpec } from './encode/layer.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { sizeOf } from './shapes.ts'

export interface Encoded {
  /** activations of the hidden layers, in the order of the data's flow */
  readonly hidden: readonly tf.Tensor2D[]
  /** the code of a point, the mean μ of a Gaussian (batch × code size) */
  readonly code: tf.Tensor2D
  /** log σ² of a Gaussian code (batch × code size); null for a point */
  readonly logVariance: tf.Tensor2D | null
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
  /** widths of the encoder's hidden layers, those that dropout thins */
  readonly hiddenWidths: readonly number[]
  /** first values, a function of the seed; `mean` is the training set's mean image, asked for by `bias: mean` */
  readonly initial: (weights: Stream, mean: Float64Array | null) => NamedArray[]
  /** `kept`: for each hidden layer what dropout multiplies it by (batch × width); absent: nothing is dropped */
  readonly encode: (parameters: Parameters, seen: Seen, kept?: readonly tf.Tensor2D[]) => Encoded
  readonly decode: (parameters: Parameters, code: tf.Tensor2D, labels: tf.Tensor2D | null) => Decoded
  /** the image that an output stands for: σ(logits), or the mean itself */
  readonly imageOf: (output: tf.Tensor2D) => tf.Tensor2D
}

export function buildModel(recipe: AutoencoderRecipe): Model {
  const { encoder, logVariance, decoder } = placesOf(recipe)
  const places = [...encoder, ...(logVariance ? [logVariance] : []), ...decoder]
  return {
    recipe,
    parameters: parametersOf(recipe),
    hiddenWidths: encoder.slice(0, -1).map(({ output }) => sizeOf(output)),
    initial: (weights, mean) => {
      const layers = places.flatMap((place) =>
        ownParameters(place).map((spec) => {
          const isOutputBias = spec.name === 'output/bias'
          const values =
            isOutputBias && recipe.decode.bias === 'mean'
              ? biasOfMean(recipe, mean)
              : initialValues(spec, recipe.encode.initial, weights, place.draw)
          return { name: spec.name, shape: spec.shape, values }
        }),
      )
      const learned = { ...outputLogVariance, values: new Float32Array(1) }
      return recipe.decode.variance === 'learned' ? [...layers, learned] : layers
    },
    encode: (parameters, { input, labels }, kept) => {
      const hidden: tf.Tensor2D[] = []
      let here = input
      encoder.slice(0, -1).forEach((place, i) => {
        const values = through(place, parameters, here, labels)
        here = kept === undefined ? values : tf.mul(values, kept[i]!)
        hidden.push(here)
      })
      return {
        hidden,
        code: through(encoder.at(-1)!, parameters, here, labels),
        logVariance: logVariance && through(logVariance, parameters, here, labels),
      }
    },
    decode: (parameters, code, labels) => {
      const hidden: tf.Tensor2D[] = []
      let here = code
      for (const place of decoder) hidden.push((here = through(place, parameters, here, labels)))
      hidden.pop()
      return { hidden, output: here }
    },
    imageOf: (output) => (recipe.decode.output === 'bernoulli' ? tf.sigmoid(output) : output),
  }
}

/** What a layer makes of its input (batch × size of its input → batch × size of its output). */
export function through(
  place: Place,
  parameters: Parameters,
  input: tf.Tensor2D,
  labels: tf.Tensor2D | null,
): tf.Tensor2D {
  const { name, spec, tiedTo, input: shape, labels: labelled, activation } = place
  const kernel =
    tiedTo === undefined ? parameters[`${name}/kernel`] : tf.transpose(parameters[`${tiedTo}/kernel`]!)
  const whole = labelled > 0 && labels !== null ? tf.concat([input, labels], 1) : input
  const own = { kernel: kernel!, bias: parameters[`${name}/bias`]! }
  return layerOf(spec).apply(ops, own, whole, { spec, shape, activation })
}

/** The same before its activation. */
export function netInput(
  place: Place,
  parameters: Parameters,
  input: tf.Tensor2D,
  labels: tf.Tensor2D | null,
): tf.Tensor2D {
  return through({ ...place, activation: 'linear' }, parameters, input, labels)
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
