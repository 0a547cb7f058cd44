// One neuron whose weights grow with what it sees, held at length one, turns to the first component (Oja 1982; curriculum C7).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over } from '../../seeds.ts'
import { covarianceOfDigits, normals } from '../landscape.ts'

/** at the beginning; it falls to 0 along a straight line, so that what single images add averages out */
const rate = 1e-3

export const claim: Claim<AutoencoderRecipe> = {
  id: 'a-neuron-finds-the-first',
  quote: 'projeta os dados no subespaço gerado pelos primeiros',
  translation: 'projects the data onto the subspace spanned by the first … [eigenvectors]',
  lecture: 'S0',
  section: 'Exemplo: Undercomplete Autoencoder Linear (Caso Especial)',
  items: ['C7', 'C2', 'E-63'],
  recipes: [],
  measure: async (_, tools) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { dot, lengthOf, squaredCosine } = await import('../../../numerics/matrices.ts')
    const { meanOf } = await import('../../../numerics/moments.ts')
    const { covariance, moments, n } = await covarianceOfDigits(tools)
    const first = symmetricEigen(covariance, n).vectors.subarray(0, n)
    const mean = meanOf(moments)
    const { train } = await tools.openSet('mnist')
    const starts = await Promise.all([1, 2, 3].map((draw) => normals(draw, n)))

    /** The weights after one pass over the images, less `middle`; `decay` 0 is Hebb's rule, 1 is Oja's. */
    const learned = (start: Float64Array, middle: Float64Array | null, decay: 0 | 1) => {
      const w = start.map((value) => 0.01 * value)
      const x = new Float64Array(n)
      for (let at = 0; at < train.pixels.length; at += n) {
        const step = rate * (1 - at / train.pixels.length)
        for (let i = 0; i < n; i++) x[i] = train.pixels[at + i]! / 255 - (middle?.[i] ?? 0)
        const y = dot(w, x)
        for (let i = 0; i < n; i++) w[i]! += step * y * (x[i]! - decay * y * w[i]!)
      }
      return w
    }
    const centred = starts.map((start) => learned(start, mean, 1))
    return [
      {
        name: {
          en: 'squared cosine of the neuron’s weights with the first component, after one pass over 60,000 centred digits, three starts',
        },
        ...over(centred.map((w) => squaredCosine(w, first))),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'how far the squared length of the weights is from 1' },
        ...over(centred.map((w) => Math.abs(dot(w, w) - 1))),
        bound: { atMost: 0.05 },
      },
      {
        name: {
          en: 'digits not centred: squared cosine of the weights with the mean digit instead of a component',
        },
        ...over(starts.map((start) => squaredCosine(learned(start, null, 1), mean))),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'without what holds it (Hebb’s rule alone): length of the weights at the end' },
        value: lengthOf(learned(starts[0]!, mean, 0)),
        bound: { atLeast: 1000 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The paper that the slide cites is about k = 1 and centred input. For k components the theorem is Bourlard and Kamp’s (1988) and Baldi and Hornik’s (1989).',
  },
  seconds: 12,
}
