// What was learned of digits is of no use for clothes, and the other way round (curriculum A10).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../../deep/networks.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'data-specific',
  quote: 'Autoencoder for pictures of cats would do poorly in compressing pictures of trees',
  lecture: 'S1',
  section: 'Autoencoders differ from General Data Compression',
  items: ['A10'],
  recipes: [
    ...seeds.map((seed) => deepOf(16, seed)),
    ...seeds.map((seed) => recipeOf({ ...deepOf(16, seed), data: { set: 'fashion-mnist' } })),
  ],
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const [ofDigits, ofClothes] = [errors.slice(0, seeds.length), errors.slice(seeds.length)]
    const clothes = trained[seeds.length]!
    const { errorsOn } = await import('../../../numerics/pca.ts')
    const { secondMoment } = await import('../../../numerics/moments.ts')
    const sums = secondMoment(clothes.data.test.pixels, clothes.data.test.count)
    let moments = sums.next()
    while (!moments.done) moments = sums.next()
    const ofDigitsPca = errorsOn(await trained[0]!.pca(), moments.value)[16]!
    return [
      {
        name: {
          en: 'on clothes: error of the net trained on digits over that of the net trained on clothes',
        },
        ...over(ofDigits.map(({ other }, i) => other / ofClothes[i]!.test)),
        bound: { atLeast: 2 },
      },
      {
        name: { en: 'on digits: error of the net trained on clothes over that of the net trained on digits' },
        ...over(ofClothes.map(({ other }, i) => other / ofDigits[i]!.test)),
        bound: { atLeast: 2 },
      },
      {
        name: { en: 'the net trained on digits: its error on clothes as a share of their variance' },
        ...over(ofDigits.map(({ other, otherVariance }) => other / otherVariance)),
      },
      {
        name: {
          en: 'PCA with 16 numbers on clothes: error with the components of digits over that with those of clothes',
        },
        value: ofDigitsPca / (await clothes.pca()).testErrors[16]!,
      },
    ]
  },
  finding: 'holds',
  note: { en: 'Sixteen numbers, spent on what the training images have in common.' },
  seconds: 100,
}
