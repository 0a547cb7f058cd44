// A code wider than the image learns to copy, also what it has never seen (curriculum E3, E4).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../../deep/networks.ts'
import { over, seeds } from '../../seeds.ts'
import { copiers } from '../networks.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'overcomplete-copies',
  quote:
    'Even a linear encoder/decoder can learn to copy input to output without learning anything useful about data distribution',
  lecture: 'S1',
  section: 'Cases when Autoencoder Learning Fails',
  items: ['A10', 'E3', 'E4'],
  recipes: [...copiers, ...seeds.map((seed) => deepOf(16, seed))],
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const [wide, narrow] = [errors.slice(0, seeds.length), errors.slice(seeds.length)]
    const { testErrors } = await trained.at(-1)!.pca()
    return [
      {
        name: {
          en: 'clothes, which neither saw: error of the linear net with 1,024 numbers over that of the deep one with 16',
        },
        ...over(wide.map(({ other }, i) => other / narrow[i]!.other)),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'the wide one’s error on clothes as a share of their variance' },
        ...over(wide.map(({ other, otherVariance }) => other / otherVariance)),
        bound: { atMost: 0.5 },
      },
      {
        name: { en: 'its squared error on test digits, mean per pixel' },
        ...over(wide.map(({ test }) => test)),
        bound: { atMost: 0.005 },
      },
      {
        name: { en: 'the deep one’s squared error on test digits, mean per pixel' },
        ...over(narrow.map(({ test }) => test)),
      },
      { name: { en: 'PCA with 16 numbers: the same' }, value: testErrors[16]! / 784 },
      {
        name: {
          en: 'the wide one on uniform noise: squared error, mean per pixel, where noise has a variance of 0.083',
        },
        ...over(wide.map(({ noise }) => noise)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'It is on its way to copying, not there: it fails on uniform noise, because pixels at the border never vary in a digit and nothing was learned of them.',
  },
  seconds: 70,
}
