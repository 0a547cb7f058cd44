// The same subspace as PCA needs centred data or a bias: without both, the first direction is spent on the mean (curriculum C2, E-06).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { covarianceOfDigits } from '../landscape.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'centre-first',
  quote: 'o autoencoder busca a melhor reconstrução no sentido dos mínimos quadrados, exatamente como o PCA.',
  translation:
    'the autoencoder looks for the best reconstruction in the least-squares sense, exactly as PCA does.',
  lecture: 'S0',
  section: 'Undercomplete Autoencoders: Correspondência com PCA/SVD',
  items: ['C2', 'C6', 'E-06'],
  recipes: [],
  measure: async (_, tools) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { dot } = await import('../../../numerics/matrices.ts')
    const { meanOf } = await import('../../../numerics/moments.ts')
    const { trailingSum } = await import('../../../numerics/pca.ts')
    const { n, moments, covariance } = await covarianceOfDigits(tools)
    const mean = meanOf(moments)
    const centred = symmetricEigen(covariance, n)
    const raw = symmetricEigen(
      covariance.map((entry, i) => entry + mean[i % n]! * mean[Math.floor(i / n)]!),
      n,
    )
    const first = raw.vectors.subarray(0, n)
    const squaredCosine = (vector: Float64Array) => dot(first, vector) ** 2 / dot(vector, vector)
    const ratio = (k: number) => trailingSum(raw.values, k) / trailingSum(centred.values, k)
    return [
      {
        name: { en: 'least error with one number, no bias and no centring, over that of PCA' },
        value: ratio(1),
        bound: { atLeast: 1.02 },
      },
      {
        name: { en: 'squared cosine of its direction with the mean digit' },
        value: squaredCosine(mean),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'squared cosine of its direction with the first principal component' },
        value: squaredCosine(centred.vectors.subarray(0, n)),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'least error with 16 numbers, no bias and no centring, over that of PCA' },
        value: ratio(16),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Centre the images, or give the decoder a bias that learns their mean, as every net of the lab has. With neither, the first number is spent on the mean, and the span is that of the uncentred second moments. With 16 numbers it hardly costs anything any more: one number in 16, and the last one is worth little.',
  },
  seconds: 10,
}
