// The theorem of four of the five decks: a linear autoencoder spans the principal subspace (curriculum C2).

import { linear } from '../../../benches/autoencoder/families/linear.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'linear-spans-pca',
  quote:
    'When the decoder is linear and L is the mean squared error, an undercomplete autoencoder learns to span the same subspace as PCA.',
  lecture: 'S3',
  section: 'Dimensional reduction methods',
  items: ['C2', 'C6', 'E-06'],
  recipes: [linear.recipe],
  measure: async ([trained]) => {
    const { snapshot, recipe, pca } = trained!
    // what the page does not need to tell of the claim comes when it is judged
    const { rowSpaceAffinity } = await import('../../../numerics/subspace.ts')
    const kernel = snapshot.parameters.find(({ name }) => name === 'output/kernel')!.values
    const value = rowSpaceAffinity(kernel, recipe.code.size, await pca())
    return [
      {
        name: { en: 'affinity of the decoder’s span to the first 16 principal components, 0 to 1' },
        value,
        bound: { atLeast: 0.99 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The span, not the axes: each column of the decoder is a mixture of principal components. Either the data are centred, as here, or the decoder has a bias, which learns what the mean needs; without both, the span is that of the uncentred second moments.',
  },
  seconds: 12,
}
