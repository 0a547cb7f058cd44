// The same subspace: the two matrices of a linear autoencoder, which any invertible C between them leaves as good.

import type { Measure } from '../instrument.ts'
import type { NamedArray } from '../../../../tensors/parameters.ts'
import { pixels } from '../../shapes.ts'

export interface SubspacePart {
  readonly size: number
  /** decoder D (784 × size) and encoder E (size × 784): x̂ = x̄ + D E (x − x̄) but for the biases */
  readonly decoder: Float32Array
  readonly encoder: Float32Array
}

/** codes wider than this are not drawn */
const widest = 64

export const measure: Measure<SubspacePart> = {
  id: 'subspace',
  applies: ({ encode, code, decode }) =>
    encode.layers.length === 0 &&
    (decode.layers === 'mirror' || decode.layers.length === 0) &&
    code.activation === 'linear' &&
    decode.output === 'gaussian' &&
    code.size <= widest,
  measure: async ({ arrays, recipe }) => {
    const kernel = (name: string): NamedArray => arrays.find((array) => array.name === name)!
    const encoder = transposed(kernel('code/kernel').values, pixels, recipe.code.size)
    const decoder = recipe.decode.tied ? encoder : kernel('output/kernel').values
    return { size: recipe.code.size, encoder, decoder: transposed(decoder, recipe.code.size, pixels) }
  },
}

/** (rows × columns) → (columns × rows) */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!)
}
