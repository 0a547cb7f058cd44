// The least error that a linear autoencoder can have, the sum of the trailing eigenvalues, and that it gets there (curriculum C2, E-05).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

const size = 16

export const claim: Claim<AutoencoderRecipe> = {
  id: 'linear-error-is-pcas',
  quote:
    'Equivalent to linear PCA, i.e. projection onto the M-dimensional subspace that is spanned by the first M principal components of the data.',
  lecture: 'S2',
  section: 'Linear autoencoder',
  items: ['C1', 'C2', 'C6', 'E-05'],
  recipes: seeds.map((seed) => recipeOf({ family: 'linear', seed })),
  measure: async (trained) => {
    const pca = await trained[0]!.pca()
    const { trailingSum } = await import('../../../numerics/pca.ts')
    const least = trailingSum(pca.values, size)
    const onTraining: number[] = []
    const onTest: number[] = []
    for (const one of trained) {
      const { train, test } = await one.open((model) => model.report())
      onTraining.push((train as { reconstruction: number }).reconstruction / least)
      onTest.push((784 * (test as { msePerPixel: number }).msePerPixel) / pca.testErrors[size]!)
    }
    return [
      {
        name: {
          en: 'error on all training images over the sum of the eigenvalues after the 16th: never below 1',
        },
        ...over(onTraining),
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'the same ratio, which is to come near 1' },
        ...over(onTraining),
        bound: { atMost: 1.02 },
      },
      {
        name: { en: 'error on the test images over that of PCA' },
        ...over(onTest),
        bound: { atMost: 1.02 },
      },
      {
        name: { en: 'that sum: squared error, summed over pixels, mean over the training images' },
        value: least,
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Three seeds, three different nets, one error: that of PCA, and never less on the images that both were fitted to.',
  },
  seconds: 45,
}
