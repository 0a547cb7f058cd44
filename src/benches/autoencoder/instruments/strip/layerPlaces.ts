// Layers behind one another: the shape that goes in and comes out of each, its weights, and which of them cannot stand there.

import type { LayerSpec } from '../../encode/layer.ts'
import { layerOf } from '../../encode/layers.ts'
import type { Shape } from '../../shapes.ts'

/** A layer in its place; behind one that is refused nothing can be said. */
export interface LayerPlace {
  readonly input: Shape
  readonly output: Shape
  /** weights and biases of its own */
  readonly weights: number
  /** why it cannot stand here, as the end of a sentence */
  readonly refusal: string | null
}

/**
 * The places of `layers` behind `input`, up to the first that is refused; unlike the architecture's own, of layers that
 * may be impossible.
 * @param labels inputs that come in beside those of the first dense layer: 0, or the number of classes
 */
export function layerPlaces(layers: readonly LayerSpec[], input: Shape, labels = 0): readonly LayerPlace[] {
  const places: LayerPlace[] = []
  let here = input
  let waiting = labels
  for (const spec of layers) {
    const layer = layerOf(spec)
    const refusal = layer.refusal(spec, here)
    if (refusal !== null) return [...places, { input: here, output: here, weights: 0, refusal }]
    const output = layer.shape(spec, here)
    const weights = layer
      .build(spec, here, spec.kind === 'dense' ? waiting : 0)
      .reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)
    places.push({ input: here, output, weights, refusal })
    if (spec.kind === 'dense') waiting = 0
    here = output
  }
  return places
}

/** 14×14×16, or 256 for units that form no picture. */
export function shapeText([height, width, channels]: Shape): string {
  return height === 1 && width === 1 ? String(channels) : `${height}×${width}×${channels}`
}

/** A layer in few letters: its units, filters with their window, or a window alone. */
function layerText(spec: LayerSpec): string {
  if (spec.kind === 'dense') return String(spec.units)
  if (spec.kind === 'pool') return `÷${spec.size}`
  if (spec.kind === 'upsample') return `×${spec.factor}`
  return `${spec.filters}×${spec.size}²`
}

/** `256 · 64`, or the word for none. */
export function layersText(layers: readonly LayerSpec[], none: string): string {
  return layers.map(layerText).join(' · ') || none
}
