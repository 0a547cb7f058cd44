// A trained net of dense layers as plain arithmetic on its weights: codes and reconstructions of images that no instrument
// is asked about.

import { gather } from '../../data/pixels.ts'
import type { Images } from '../../data/dataset.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'
import { openStream } from '../../numerics/streams.ts'
import type { NamedArray } from '../../tensors/parameters.ts'

export const pixels = 784

type Net = Pick<Trained<AutoencoderRecipe>, 'recipe' | 'snapshot'>

/** Places of `count` images, evenly over the file. */
export function evenIndices(images: Pick<Images, 'count'>, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((i * images.count) / count))
}

/** Those images (count × 784, in [0,1]). */
export function evenly(images: Images, count: number): Float32Array {
  return gather(images, evenIndices(images, count), 'grey', openStream(0, 'pixels'), 0)
}

export function weightsNamed({ snapshot }: Net, name: string): Float32Array {
  return arrayNamed(snapshot.parameters, name)!.values
}

function arrayNamed(arrays: readonly NamedArray[], name: string): NamedArray | undefined {
  return arrays.find((array) => array.name === name)
}

type Activate = (a: number) => number

const activations: Readonly<Record<string, Activate>> = {
  linear: (a) => a,
  relu: (a) => Math.max(0, a),
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  tanh: Math.tanh,
}

/** Codes of images (images × 784 → images × code size). */
export function codesOf(net: Net, images: Float32Array): Float32Array {
  const { encode, code } = net.recipe
  const hidden = encode.layers.map((_, i) => `encode/${i}`)
  const inner = hidden.reduce((here, name) => layer(net, name, here, activations[encode.activation]!), images)
  return layer(net, 'code', inner, activations[code.activation]!)
}

/** What the decoder makes of codes (images × code size → images × 784). */
export function imagesOf(net: Net, codes: Float32Array): Float32Array {
  const { encode, decode } = net.recipe
  const hidden = encode.layers.map((_, i) => `decode/${i}`)
  const inner = hidden.reduce((here, name) => layer(net, name, here, activations[encode.activation]!), codes)
  return layer(net, 'output', inner, activations[decode.output === 'bernoulli' ? 'sigmoid' : 'linear']!)
}

function layer(net: Net, name: string, input: Float32Array, activate: Activate): Float32Array {
  const bias = weightsNamed(net, `${name}/bias`)
  const kernel = kernelOf(net, name)
  const units = bias.length
  const width = kernel.length / units
  const count = input.length / width
  const output = new Float32Array(count * units)
  const sums = new Float64Array(units)
  for (let image = 0; image < count; image++) {
    sums.set(bias)
    for (let i = 0; i < width; i++) {
      const value = input[image * width + i]!
      if (value === 0) continue
      for (let unit = 0; unit < units; unit++) sums[unit]! += value * kernel[i * units + unit]!
    }
    for (let unit = 0; unit < units; unit++) output[image * units + unit] = activate(sums[unit]!)
  }
  return output
}

/** inputs × units; of a tied output the code's own, turned over. */
function kernelOf(net: Net, name: string): Float32Array {
  const own = arrayNamed(net.snapshot.parameters, `${name}/kernel`)
  if (own !== undefined) return own.values
  const tied = arrayNamed(net.snapshot.parameters, 'code/kernel')!
  const [rows, columns] = tied.shape as [number, number]
  return Float32Array.from(
    { length: rows * columns },
    (_, at) => tied.values[(at % rows) * columns + Math.floor(at / rows)]!,
  )
}
