// Without the constraint the best map copies; on real images it copies only what ever varied (curriculum C4).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { covarianceOfDigits } from '../landscape.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'without-the-bottleneck',
  quote: 'ou seja, o mapeamento ótimo (sem a restrição) seria a identidade.',
  translation: 'that is, the optimal map (without the constraint) would be the identity.',
  lecture: 'S0',
  section: 'Relaxação: Ignorando a Restrição',
  items: ['C4', 'E3'],
  recipes: [],
  measure: async (_, tools) => {
    const { pcaOf, errorsOn } = await import('../../../numerics/pca.ts')
    const { secondMoment } = await import('../../../numerics/moments.ts')
    const { moments } = await covarianceOfDigits(tools)
    const pca = pcaOf(moments)
    const rank = pca.values.filter((value) => value > 1e-9).length
    const { test } = await tools.openSet('fashion-mnist')
    const sums = secondMoment(test.pixels, test.count)
    let next = sums.next()
    while (!next.done) next = sums.next()
    const clothes = errorsOn(pca, next.value)
    return [
      {
        name: { en: 'rank of the 60,000 training digits, of 784' },
        value: rank,
        bound: { atMost: 783 },
      },
      {
        name: {
          en: 'squared error of the best map of that rank on the training digits, summed over pixels, mean',
        },
        value: errorsOn(pca, moments)[rank]!,
        bound: { atMost: 1e-4 },
      },
      {
        name: { en: 'its error on clothes, as a share of their error from the mean digit' },
        value: clothes[rank]! / clothes[0]!,
        bound: { atMost: 0.2 },
      },
      { name: { en: 'the same share at rank 16' }, value: clothes[16]! / clothes[0]! },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The slide names the condition: XXᵀ can be inverted. It cannot here, since pixels at the border are paper in every digit. The best map copies whatever lies in the span of the digits, which is most of a shoe, too.',
  },
  seconds: 9,
}
