// The architecture that a recipe describes: layers in their places, their widths and the shapes of their parameters.

import type { ActivationName } from '../../tensors/activationNames.ts'
import { dense, type DenseSpec } from './encode/dense.ts'
import type { ParameterSpec } from './encode/layer.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** One layer in its place. */
export interface Place {
  readonly name: string
  readonly spec: DenseSpec
  readonly width: number
  readonly activation: ActivationName
  /** step of the stream `weights` from which this layer's first values are drawn, the same whatever stands around it */
  readonly draw: number
  /** name of the encoder's layer whose kernel, transposed, is this one's */
  readonly tiedTo?: string
}

/** widths of all layers from image to image, code included: [784, 256, 64, 2, 64, 256, 784] */
export function widthsOf(recipe: AutoencoderRecipe): number[] {
  const { encoder, decoder } = placesOf(recipe)
  return [pixels, ...[...encoder, ...decoder].map((place) => dense.shape(place.spec, place.width))]
}

/** Name and shape of every parameter. */
export function parametersOf(recipe: AutoencoderRecipe): ParameterSpec[] {
  const { encoder, decoder } = placesOf(recipe)
  return [...encoder, ...decoder].flatMap(ownParameters)
}

/** Parameters that are multiplied: what weight penalties count. */
export function isKernel(name: string): boolean {
  return name.endsWith('/kernel')
}

export function placesOf(recipe: AutoencoderRecipe): { encoder: Place[]; decoder: Place[] } {
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

/** The parameters of one layer; a tied one has no kernel of its own. */
export function ownParameters(place: Place): ParameterSpec[] {
  return dense
    .build(place.spec, place.width)
    .filter((spec) => place.tiedTo === undefined || spec.name !== 'kernel')
    .map((spec) => ({ ...spec, name: `${place.name}/${spec.name}` }))
}
