// U Uᵀ with all columns is the identity; the optimum of rank k keeps the first k (Eckart and Young 1936; curriculum C4, E-08).

import { linear } from '../../../benches/autoencoder/families/linear.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'rank-k-is-a-projector',
  quote: 'Assim, o autoencoder linear aprende o mesmo subespaço do PCA.',
  translation: 'Thus the linear autoencoder learns the same subspace as PCA.',
  lecture: 'S0',
  section: 'Solução Analítica do Autoencoder Linear',
  items: ['C4', 'E-08', 'E-09'],
  recipes: [linear.recipe],
  measure: async ([trained]) => {
    const { snapshot, recipe, pca } = trained!
    const { multiply, transpose } = await import('../../../numerics/matrices.ts')
    const { trailingSum } = await import('../../../numerics/pca.ts')
    const [n, k] = [784, recipe.code.size]
    const { components: U, values } = await pca()
    const total = values.reduce((sum, value) => sum + value, 0)
    const valuesOf = (name: string) => snapshot.parameters.find((one) => one.name === name)!.values
    // what the net makes of each principal component, whose share of the images' variance is its eigenvalue
    const codes = multiply(U, valuesOf('code/kernel'), n, n, k)
    const images = multiply(codes, valuesOf('output/kernel'), n, k, n)
    const distanceFrom = (rank: number): number => {
      let sum = 0
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          sum += values[i]! * (images[i * n + j]! - (i < rank ? U[i * n + j]! : 0)) ** 2
        }
      }
      return sum / total
    }
    const whole = multiply(transpose(U, n, n), U, n, n, n)
    let fromIdentity = 0
    for (let i = 0; i < whole.length; i++) fromIdentity += (whole[i]! - Number(i % (n + 1) === 0)) ** 2
    return [
      {
        name: {
          en: 'distance of U Uᵀ with all 784 columns from the identity, Frobenius, over that of the identity from 0',
        },
        value: Math.sqrt(fromIdentity / n),
        bound: { atMost: 1e-3 },
      },
      {
        name: {
          en: 'the trained net beside U Uᵀ of the first 16 columns: mean squared difference on the training images, over their variance',
        },
        value: distanceFrom(k),
        bound: { atMost: 0.02 },
      },
      {
        name: { en: 'the trained net beside the identity: the same figure' },
        value: distanceFrom(n),
        bound: { atLeast: 0.3 },
      },
      { name: { en: 'the trained net beside U Uᵀ of the first 15 columns' }, value: distanceFrom(k - 1) },
      {
        name: { en: 'share of the variance after the 16th eigenvalue' },
        value: trailingSum(values, k) / total,
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The conclusion holds, the way to it does not: (USUᵀ)⁻¹USUᵀ is the identity again, because U is square. Only the limit to rank k, of which the chain makes no use, cuts U down to its first k columns.',
  },
  seconds: 16,
}
