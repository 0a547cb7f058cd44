// Two numbers for a picture: which of both methods keeps the classes apart, which neither was told (curriculum D10).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf } from '../networks.ts'
import { over, seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'nonlinear-pca',
  quote: 'Using nonlinear activation functions the network effectively performs a nonlinear form of PCA.',
  lecture: 'S2',
  section: 'Deep Autoencoder',
  items: ['D2', 'D10', 'M1'],
  recipes: seeds.map((seed) => deepOf(2, seed)),
  measure: async (trained) => {
    const { knnAccuracy } = await import('../../../numerics/neighbours.ts')
    const { project } = await import('../../../numerics/pca.ts')
    const { train, test } = trained[0]!.data
    const pca = await trained[0]!.pca()
    const voters = 10_000
    const codesOf = (pixels: Uint8Array, images: number) =>
      project(
        pca,
        Float32Array.from(pixels.subarray(0, images * 784), (byte) => byte / 255),
        2,
      )
    const ofPca = knnAccuracy(
      codesOf(train.pixels, voters),
      train.labels.subarray(0, voters),
      codesOf(test.pixels, test.count),
      test.labels,
      2,
    )
    const ofDeep: number[] = []
    for (const one of trained) {
      const answer = await one.open((model) => model.ask('summary', undefined))
      ofDeep.push((answer as { knn5Accuracy: number }).knn5Accuracy)
    }
    return [
      {
        name: {
          en: 'test digits whose class their five nearest codes of two numbers name: share, less that of PCA',
        },
        ...over(ofDeep.map((share) => share - ofPca)),
        bound: { atLeast: 0.1 },
      },
      { name: { en: 'the share for the deep autoencoder' }, ...over(ofDeep) },
      { name: { en: 'the share for PCA' }, value: ofPca },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Neither was told a class. The nearest neighbours tell more than the error does, because no objective of either method knows of them.',
  },
  seconds: 45,
}
