// First-layer features: the weights with which each unit of the first layer looks at the image.

import type { Measure } from '../instrument.ts'
import { pixels } from '../../shapes.ts'

export interface FeaturesPart {
  /** units of the first layer, of which the first ones are here */
  readonly units: number
  /** (units here × 784), signed */
  readonly kernels: Float32Array
}

const most = 64

export const measure: Measure<FeaturesPart> = {
  id: 'features',
  applies: ({ encode: { layers } }) => layers.length === 0 || layers[0]!.kind === 'dense',
  measure: async (rest) => {
    const name = rest.recipe.encode.layers.length > 0 ? 'encode/0/kernel' : 'code/kernel'
    const { values, shape } = rest.arrays.find((array) => array.name === name)!
    const units = shape[1]!
    const here = Math.min(most, units)
    const kernels = new Float32Array(here * pixels)
    // labels come behind the pixels
    for (let j = 0; j < pixels; j++) {
      for (let unit = 0; unit < here; unit++) kernels[unit * pixels + j] = values[j * units + unit]!
    }
    return { units, kernels }
  },
}
