// One half at a time it is plain least squares; halves in turn arrive at PCA (Baldi and Hornik 1989; curriculum C3, E-07).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import type { multiply as Multiply } from '../../../numerics/matrices.ts'
import { over } from '../../seeds.ts'
import { covarianceOfDigits, landscapeOf, normals } from '../landscape.ts'

const k = 16

export const claim: Claim<AutoencoderRecipe> = {
  id: 'solve-one-half',
  quote: 'E(A, B) is convex in the coefficient of B and attains minimum for B such that',
  lecture: 'S1',
  section: 'Baldani and Hornik [3]',
  items: ['C3', 'E-02', 'E-07'],
  recipes: [],
  measure: async (_, tools) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { multiply, relativeDifference, transpose } = await import('../../../numerics/matrices.ts')
    const { trailingSum } = await import('../../../numerics/pca.ts')
    const digits = await covarianceOfDigits(tools)
    const { n, bestDecoder, bestEncoder, errorOf, trace } = await landscapeOf(digits)
    const least = trailingSum(symmetricEigen(digits.covariance, n).values, k)
    const rises: number[] = []
    const [asDerived, others, otherErrors]: [number[], number[], number[]] = [[], [], []]
    const first: number[] = []
    const last: number[] = []
    const residuals: number[] = []
    for (const start of [1, 2, 3]) {
      let E = await normals(start, k * n)
      const decoder = bestDecoder(E, k)
      const solved = errorOf(E, decoder, k)
      first.push(solved / least)
      residuals.push(residualOf(E, decoder, multiply(E, digits.covariance, k, n, n), k, multiply))
      const direction = await normals(10 + start, k * n)
      for (const step of [-1e-3, 1e-3]) {
        rises.push(
          errorOf(
            E,
            decoder.map((value, i) => value + step * direction[i]!),
            k,
          ) - solved,
        )
      }
      // the encoder for that decoder, and another one that differs from it only where the decoder draws nothing
      const encoder = bestEncoder(decoder, k)
      const other = encoder.map((value, i) => value + direction[i]!)
      const seen = multiply(other, transpose(decoder, k, n), k, n, k)
      const kept = multiply(seen, encoder, k, k, n)
      const elsewhere = other.map((value, i) => value + encoder[i]! - kept[i]!)
      const lengths = multiply(decoder, transpose(decoder, k, n), k, n, k)
      asDerived.push(relativeDifference(decoder, multiply(lengths, encoder, k, k, n)))
      const back = multiply(elsewhere, transpose(decoder, k, n), k, n, k)
      others.push(relativeDifference(decoder, multiply(back, decoder, k, k, n)))
      otherErrors.push(errorOf(elsewhere, decoder, k) / errorOf(encoder, decoder, k))
      for (let round = 0; round < 60; round++) E = bestEncoder(bestDecoder(E, k), k)
      last.push(errorOf(E, bestDecoder(E, k), k) / least)
    }
    return [
      {
        name: { en: 'rise of the error, summed over pixels, when the solved half is moved either way' },
        ...over(rises),
        bound: { atLeast: 0 },
      },
      {
        name: { en: 'what is left of D E Σ Eᵀ = Σ Eᵀ at the solved half, relative' },
        ...over(residuals),
        bound: { atMost: 1e-9 },
      },
      {
        name: { en: 'error after 60 rounds of solving the two halves in turn, over that of PCA' },
        ...over(last),
        bound: { atMost: 1.01 },
      },
      {
        name: { en: 'the best encoder for that decoder: what is left of Dᵀ D E = Dᵀ, relative' },
        ...over(asDerived),
        bound: { atMost: 1e-9 },
      },
      {
        name: { en: 'another encoder: what it leaves of E D Dᵀ = Dᵀ, the order that is printed, relative' },
        ...over(others),
        bound: { atMost: 1e-9 },
      },
      {
        name: { en: 'and its error over that of the best' },
        ...over(otherErrors),
        bound: { atLeast: 1.01 },
      },
      { name: { en: 'error of the first solved half, over that of PCA' }, ...over(first) },
      { name: { en: 'error of the mean image, over that of PCA' }, value: trace / least },
    ]
  },
  finding: 'condition',
  note: {
    en: 'With the squared norm, which the slide leaves out, and with the decoder’s factors before the encoder: in the order that is printed, encoders that are not the best solve the equation, too. Convex in one half at a time, not in both together.',
  },
  seconds: 15,
}

/** ‖(E Σ Eᵀ) Dᵀ − E Σ‖ / ‖E Σ‖ */
function residualOf(
  E: Float64Array,
  Dt: Float64Array,
  product: Float64Array,
  size: number,
  multiply: typeof Multiply,
): number {
  const n = E.length / size
  const codes = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let pixel = 0; pixel < n; pixel++)
        codes[i * size + j]! += product[i * n + pixel]! * E[j * n + pixel]!
    }
  }
  const left = multiply(codes, Dt, size, size, n)
  let [rest, whole] = [0, 0]
  for (const [i, value] of product.entries()) {
    rest += (left[i]! - value) ** 2
    whole += value ** 2
  }
  return Math.sqrt(rest / whole)
}
