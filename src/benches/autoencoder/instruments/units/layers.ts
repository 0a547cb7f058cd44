// The encoder's layers as rows of units: a dense unit is one, and so is a filter of a convolution with all its places.

import { layerOf } from '../../encode/layers.ts'
import { placesOf, type Plan } from '../../architecture.ts'
import { sizeOf } from '../../shapes.ts'

export interface UnitLayer {
  /** `encode/0`, …, `code` */
  readonly name: string
  /** its place among all of the encoder's layers, those that learn nothing included */
  readonly depth: number
  readonly units: number
  /** places of one unit in a picture: 1 of a dense layer, height × width of a convolution */
  readonly places: number
  /** is the input that maximises a unit known in closed form? */
  readonly closedForm: boolean
}

/** Every layer of the encoder that learns, the code last. */
export function layersOf(recipe: Plan): UnitLayer[] {
  return placesOf(recipe).encoder.flatMap(({ name, spec, output }, depth) => {
    if (!layerOf(spec).learns) return []
    const isPicture = spec.kind !== 'dense'
    const places = isPicture ? output[0] * output[1] : 1
    return [
      {
        name,
        depth,
        units: sizeOf(output) / places,
        places,
        closedForm: depth === 0 && spec.kind === 'dense',
      },
    ]
  })
}

/**
 * One image's activations of a layer (places · units) → one for each unit: of a filter, the one farthest from 0 among
 * its places.
 */
export function unitsOf(activations: ArrayLike<number>, units: number): Float32Array {
  const result = new Float32Array(units)
  for (let i = 0; i < activations.length; i++) {
    const value = activations[i]!
    if (Math.abs(value) > Math.abs(result[i % units]!)) result[i % units] = value
  }
  return result
}
