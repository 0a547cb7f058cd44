// The same subspace: the two matrices of a linear autoencoder, which any invertible C between them leaves as good.

import * as z from 'zod/mini'
import type { Pca } from '../../../../numerics/pca.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import type { NamedArray } from '../../../../tensors/parameters.ts'
import { pixels } from '../../shapes.ts'
import { floats, parsed } from '../question.ts'

export interface SubspacePart {
  readonly size: number
  /** decoder D (784 × size) and encoder E (size × 784) */
  readonly decoder: Float32Array
  readonly encoder: Float32Array
  /** (784): x̂ = offset + D E x, with the biases and the centring in it; no C alters it */
  readonly offset: Float32Array
}

/** Asks for the C that turns the columns of D C into the principal axes of the reconstructions. */
export interface SubspaceQuestion {
  readonly pca: Pca
}

export interface SubspaceAnswer {
  /** size × size */
  readonly C: Float64Array
}

/** codes wider than this are not drawn */
const widest = 64

const doubles = (length: number) => z.instanceof(Float64Array).check(z.refine((of) => of.length === length))
const asked = z.object({
  pca: z.object({
    mode: z.enum(['grey', 'threshold', 'sampled']),
    mean: doubles(pixels),
    values: doubles(pixels),
    components: floats(pixels * pixels),
  }),
}) as unknown as z.ZodMiniType<SubspaceQuestion>

export const measure: Measure<SubspacePart, SubspaceQuestion, SubspaceAnswer> = {
  id: 'subspace',
  applies: ({ encode, code, decode }) =>
    encode.layers.length === 0 &&
    code.kind === 'point' &&
    code.condition === 'none' &&
    (decode.layers === 'mirror' || decode.layers.length === 0) &&
    code.activation === 'linear' &&
    decode.output === 'gaussian' &&
    code.size <= widest,
  measure: async (rest) => partOf(rest),
  // 0.12 s at 64, too long for the page
  ask: async (rest, question) => {
    const { pca } = parsed(asked, question)
    const { rotateToPca } = await import('../../../../numerics/subspace.ts')
    const { decoder, encoder, size } = partOf(rest)
    return { C: rotateToPca(decoder, encoder, size, pca).C }
  },
}

function partOf({ arrays, recipe, mean }: ModelAtRest): SubspacePart {
  const { size } = recipe.code
  const valuesOf = (name: string): Float32Array =>
    arrays.find((array: NamedArray) => array.name === name)!.values
  // the kernel of a dense layer is (inputs × units)
  const encoder = transposed(valuesOf('code/kernel'), pixels, size)
  // a copy, because a part is given away
  const decoder = recipe.decode.tied
    ? valuesOf('code/kernel').slice()
    : transposed(valuesOf('output/kernel'), size, pixels)
  const centre = recipe.data.centre ? mean : null
  const codeBias = Float64Array.from(valuesOf('code/bias'), (bias, i) => {
    let shift = 0
    if (centre) for (let j = 0; j < pixels; j++) shift += encoder[i * pixels + j]! * centre[j]!
    return bias - shift
  })
  const offset = valuesOf('output/bias').map((bias, j) => {
    let sum = bias
    for (let i = 0; i < size; i++) sum += decoder[j * size + i]! * codeBias[i]!
    return sum
  })
  return { size, decoder, encoder, offset }
}

/** (rows × columns) → (columns × rows) */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!)
}
