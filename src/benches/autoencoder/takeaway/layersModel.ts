// Encoder and decoder as tfjs LayersModels (model.json and weights.bin), which `tf.loadLayersModel` reads. Written by hand:
// the format is JSON, and the library that writes it would be a large part of the page.

import { strToU8, zipSync } from 'fflate'
import type { NamedArray } from '../../../tensors/parameters.ts'
import type { WeightsAt } from '../../../lab/observer.ts'
import { inForce } from '../../../lab/recipe.ts'
import { placesOf, type Place } from '../architecture.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { classes, image, pixels, sizeOf, type Shape } from '../shapes.ts'
import { channelsLast } from './kerasConfig.ts'
import { layerLines } from './lines.ts'
import { nameOf } from './python.ts'
import { words } from './words.ts'

type Weights = Pick<WeightsAt<AutoencoderRecipe>, 'recipe' | 'step' | 'tensors' | 'mean'>

/** A zip of both models and a text that says what goes in and comes out. */
export function layersModelZip(weights: Weights): Uint8Array<ArrayBuffer> {
  const { encoder, decoder } = layersModels(weights)
  const files = {
    'README.txt': strToU8(words.en.layersModel(weights.recipe, weights.step)),
    'recipe.json': strToU8(`${JSON.stringify(weights.recipe, null, 2)}\n`),
    'encoder/model.json': strToU8(JSON.stringify(encoder.model)),
    'encoder/weights.bin': encoder.bytes,
    'decoder/model.json': strToU8(JSON.stringify(decoder.model)),
    'decoder/weights.bin': decoder.bytes,
  }
  // weights hardly get smaller
  return zipSync(files, { level: 1 })
}

export interface LayersModelFile {
  readonly model: Readonly<Record<string, unknown>>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Encoder: images (batch × 784) and, of a conditional recipe, one-hot labels (batch × 10) → code, of a Gaussian its mean and
 * log σ². Decoder: code and labels → images (batch × 784), the mean of what the output says of them.
 */
export function layersModels({ recipe: whole, step, tensors, mean }: Weights): {
  encoder: LayersModelFile
  decoder: LayersModelFile
} {
  const recipe = inForce(whole, step)
  const { encoder, logVariance, decoder } = placesOf(recipe)
  const arrays = new Map(tensors.map((array) => [array.name, array]))
  const labels = recipe.code.condition === 'label'

  const first = new Graph('encoder', arrays)
  const told = labels ? first.input('label', classes) : null
  let here = first.input('image', pixels)
  if (mean !== null) here = first.centred(here, mean)
  for (const place of encoder.slice(0, -1)) here = first.through(place, here, told)
  const heads = [encoder.at(-1)!, ...(logVariance ? [logVariance] : [])]
  const outputs = heads.map((place) => first.through(place, here, told))

  const second = new Graph('decoder', arrays)
  const toldAgain = labels ? second.input('label', classes) : null
  here = second.input('code', recipe.code.size)
  for (const place of decoder) here = second.through(place, here, toldAgain)
  here = second.rows(here)
  if (recipe.decode.output === 'bernoulli') here = second.sigmoid(here)
  const of = { recipe, step }
  return { encoder: first.file(outputs, of), decoder: second.file([here], of) }
}

/** What flows out of a layer. */
interface Flow {
  readonly layer: string
  readonly shape: Shape
  readonly form: 'rows' | 'pictures'
}

type Config = Readonly<Record<string, unknown>>

/** A functional model as it is put together: its layers as Keras writes them, and their weights. */
class Graph {
  readonly #name: string
  readonly #arrays: ReadonlyMap<string, NamedArray>
  readonly #layers: Config[] = []
  readonly #inputs: string[] = []
  readonly #weights: NamedArray[] = []

  constructor(name: string, arrays: ReadonlyMap<string, NamedArray>) {
    this.#name = name
    this.#arrays = arrays
  }

  input(name: string, size: number): Flow {
    this.#add('InputLayer', name, { batch_input_shape: [null, size], dtype: 'float32', sparse: false }, [])
    this.#inputs.unshift(name)
    return { layer: name, shape: name === 'image' ? image : [1, 1, size], form: 'rows' }
  }

  /** The mean image taken off, by a normalisation whose variance is 1. */
  centred(from: Flow, mean: Float64Array): Flow {
    const config = { axis: -1, epsilon: 0, center: false, scale: false }
    this.#add('BatchNormalization', 'centre', config, [from])
    this.#weights.push(
      { name: 'centre/moving_mean', shape: [pixels], values: Float32Array.from(mean) },
      { name: 'centre/moving_variance', shape: [pixels], values: new Float32Array(pixels).fill(1) },
    )
    return { ...from, layer: 'centre' }
  }

  sigmoid(from: Flow): Flow {
    return this.#after(from, 'Activation', 'pixels', { activation: 'sigmoid' })
  }

  rows(from: Flow): Flow {
    if (from.form === 'rows') return from
    const flat = this.#after(from, 'Reshape', `${from.layer}_rows`, { target_shape: [sizeOf(from.shape)] })
    return { ...flat, form: 'rows' }
  }

  #pictures(from: Flow): Flow {
    if (from.form === 'pictures') return from
    const shaped = this.#after(from, 'Reshape', `${from.layer}_picture`, { target_shape: [...from.shape] })
    return { ...shaped, form: 'pictures' }
  }

  through(place: Place, from: Flow, labels: Flow | null): Flow {
    const { spec, input, output } = place
    const name = nameOf(place.name)
    const lines = layerLines(spec.kind)
    const inputs = sizeOf(input) + place.labels
    const { className, config, crop, ...weights } = lines.tfjs({ ...place, inputs, initial: 'glorot' })
    const shaped = lines.form === 'rows' ? this.rows(from) : this.#pictures(from)
    const told = place.labels > 0 && labels !== null ? this.#joined(`${name}_told`, shaped, labels) : shaped
    const to: Flow = { layer: name, shape: output, form: lines.form }
    this.#add(className, name, config, [told])
    if (weights.kernel) this.#learn(place, weights.kernel, weights.inputsLast ?? false)
    if (crop === undefined || crop.flat().every((cut) => cut === 0)) return to
    return this.#after(to, 'Cropping2D', `${name}_cut`, { cropping: crop, ...channelsLast })
  }

  file(outputs: readonly Flow[], about: Config): LayersModelFile {
    const bytes = new Uint8Array(this.#weights.reduce((sum, { values }) => sum + 4 * values.length, 0))
    const view = new DataView(bytes.buffer)
    let at = 0
    for (const { values } of this.#weights) {
      for (const value of values) {
        view.setFloat32(at, value, true)
        at += 4
      }
    }
    const config = {
      name: this.#name,
      layers: this.#layers,
      input_layers: this.#inputs.map((name) => [name, 0, 0]),
      output_layers: outputs.map(({ layer }) => [layer, 0, 0]),
    }
    const model = {
      format: 'layers-model',
      generatedBy: 'Bottleneck',
      convertedBy: null,
      modelTopology: {
        class_name: 'Model',
        config,
        keras_version: 'tfjs-layers 4.22.0',
        backend: 'tensor_flow.js',
      },
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: this.#weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
        },
      ],
      userDefinedMetadata: about,
    }
    return { model, bytes }
  }

  #joined(name: string, from: Flow, labels: Flow): Flow {
    this.#add('Concatenate', name, { axis: -1 }, [from, labels])
    return { ...from, layer: name }
  }

  #after(from: Flow, kind: string, name: string, config: Config): Flow {
    this.#add(kind, name, config, [from])
    return { ...from, layer: name }
  }

  #add(kind: string, name: string, config: Config, inputs: readonly Flow[]): void {
    const nodes = inputs.map(({ layer }) => [layer, 0, 0, {}])
    this.#layers.push({
      class_name: kind,
      name,
      config: { name, trainable: true, ...config },
      inbound_nodes: nodes.length > 0 ? [nodes] : [],
    })
  }

  /** Kernel and bias of a layer; a tied kernel is written out, and the tie is gone. */
  #learn(place: Place, shape: readonly number[], inputsLast: boolean): void {
    const own = place.tiedTo === undefined ? this.#array(`${place.name}/kernel`) : null
    const matrix = own ?? transposed(this.#array(`${place.tiedTo}/kernel`))
    const ordered = inputsLast ? transposed(matrix) : matrix
    const name = nameOf(place.name)
    this.#weights.push({ name: `${name}/kernel`, shape, values: widened(ordered.values, shape) })
    this.#weights.push({ ...this.#array(`${place.name}/bias`), name: `${name}/bias` })
  }

  #array(name: string): NamedArray {
    const found = this.#arrays.get(name)
    if (found === undefined) throw new RangeError(`These weights are of another network: ${name} is missing.`)
    return found
  }
}

/** A kernel of square windows at the beginning of one of this shape, zeros behind it where that is larger. */
function widened(values: Float32Array, shape: readonly number[]): Float32Array {
  if (values.length === shape.reduce((product, side) => product * side, 1)) return values
  const [rows, columns, ...rest] = shape
  const each = rest[0]! * rest[1]!
  const size = Math.sqrt(values.length / each)
  const wide = new Float32Array(rows! * columns! * each)
  for (let row = 0; row < size; row++) {
    wide.set(values.subarray(row * size * each, (row + 1) * size * each), row * columns! * each)
  }
  return wide
}

function transposed({ name, shape, values }: NamedArray): NamedArray {
  const [rows, columns] = shape as [number, number]
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column]!
    }
  }
  return { name, shape: [columns, rows], values: turned }
}
