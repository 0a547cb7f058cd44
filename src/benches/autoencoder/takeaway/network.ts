// The network of a recipe in Python: what makes its layers, and the way of a batch through both halves.

import { placesOf, type Place } from '../architecture.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { sizeOf, type Shape } from '../shapes.ts'
import { layerLines, type Framework, type LinePlace } from './lines.ts'
import { nameOf } from './python.ts'

/** How a framework writes what stands around the layers. */
export interface Idiom {
  readonly framework: Framework
  /** rows (images × size) as pictures */
  pictures(h: string, shape: Shape): string
  rows(h: string, shape: Shape): string
  withLabels(h: string): string
  dropped(h: string, rate: number): string
  /** `h` through an activation */
  activated(activation: string, h: string): string
  /** do its layers with weights have their activation themselves? */
  readonly layersActivate: boolean
}

export interface NetworkLines {
  /** `[name, expression]` of every layer that is made */
  readonly made: readonly (readonly [name: string, expression: string])[]
  /** names and sizes of biases that stand alone, those of tied layers */
  readonly biases: readonly { readonly name: string; readonly saved: string; readonly size: number }[]
  /** of the encoder, up to its heads */
  readonly encode: readonly string[]
  readonly code: string
  readonly logVariance: string | null
  readonly decode: readonly string[]
  /** the layers that have a kernel, by the names of their files */
  readonly kernels: readonly { readonly place: Place; readonly saved: string }[]
}

export function networkLines(recipe: AutoencoderRecipe, idiom: Idiom): NetworkLines {
  const { encoder, logVariance, decoder } = placesOf(recipe)
  const { framework, layersActivate } = idiom
  const made: [string, string][] = []
  const biases: { name: string; saved: string; size: number }[] = []
  const kernels: { place: Place; saved: string }[] = []

  const linePlace = (place: Place): LinePlace => ({
    ...place,
    inputs: sizeOf(place.input) + place.labels,
    initial: recipe.encode.initial,
  })

  /** Declares a layer, and gives what it makes of `h`, which is in the layer's own form. */
  function through(place: Place, h: string): string {
    const lines = layerLines(place.spec.kind)
    const inFramework = lines[framework]
    const at = linePlace(place)
    const layer = `self.${nameOf(place.name)}`
    const isLinear = place.activation === 'linear'
    if (place.tiedTo !== undefined) {
      const bias = `${nameOf(place.name)}_bias`
      biases.push({ name: bias, saved: `${place.name}/bias`, size: biasSize(place) })
      const kernel = `self.${nameOf(place.tiedTo)}.${framework === 'keras' ? 'kernel' : 'weight'}`
      const shaped =
        framework === 'torch' && lines.form === 'pictures' ? `self.${bias}[:, None, None]` : `self.${bias}`
      const sum = `${inFramework.tied!(kernel, h, at)} + ${shaped}`
      return isLinear ? sum : idiom.activated(place.activation, sum)
    }
    const expression = inFramework.make(at)
    if (expression !== null) made.push([nameOf(place.name), expression])
    if (inFramework.kernel)
      kernels.push({ place, saved: inFramework.kernel(`saved["${place.name}/kernel"]`, at) })
    const applied = inFramework.apply(layer, h, at)
    return isLinear || (layersActivate && inFramework.kernel)
      ? applied
      : idiom.activated(place.activation, applied)
  }

  /** The form in which a batch flows. */
  let form: 'rows' | 'pictures' = 'rows'
  function arranged(place: Place): string[] {
    const wanted = layerLines(place.spec.kind).form
    if (wanted === form) return []
    form = wanted
    return [`h = ${wanted === 'rows' ? idiom.rows('h', place.input) : idiom.pictures('h', place.input)}`]
  }

  function half(places: readonly Place[], thinned: number): string[] {
    form = 'rows'
    return places.flatMap((place) => [
      ...arranged(place),
      ...(place.labels > 0 ? [`h = ${idiom.withLabels('h')}`] : []),
      `h = ${through(place, 'h')}`,
      ...(thinned > 0 ? [`h = ${idiom.dropped('h', thinned)}`] : []),
    ])
  }

  const head = encoder.at(-1)!
  const encode = [...half(encoder.slice(0, -1), recipe.encode.dropout), ...arranged(head)]
  if (head.labels > 0) encode.push(`h = ${idiom.withLabels('h')}`)
  const code = through(head, 'h')
  const spread = logVariance && through(logVariance, 'h')
  const decode = half(decoder, 0)
  const last = decoder.at(-1)!
  if (layerLines(last.spec.kind).form === 'pictures') decode.push(`h = ${idiom.rows('h', last.output)}`)
  return { made, biases, encode, code, logVariance: spread, decode, kernels }
}

/** The bias of the layer that gives the image. */
export function lastBias({ tied }: AutoencoderRecipe['decode']): string {
  return tied ? `${nameOf('output')}_bias` : `${nameOf('output')}.bias`
}

/** A dense layer has a bias for each unit, the others one for each channel. */
function biasSize({ spec, output }: Place): number {
  return spec.kind === 'dense' ? sizeOf(output) : output[2]
}
