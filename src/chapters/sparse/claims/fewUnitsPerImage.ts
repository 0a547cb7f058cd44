// L1 on the code: each image uses few of many units, and still more is restored than by as many principal components (H1).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { free, sparse } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'few-units-per-image',
  quote: 'Sparse autoencoders enforce most hidden units to be inactive',
  lecture: 'S4',
  section: 'Sparse Autoencoders',
  items: ['H1', 'E-17', 'E-18'],
  recipes: [...free, ...sparse],
  measure: async (trained) => {
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const { meanActive } = await import('../activity.ts')
    const { testErrors } = await trained[0]!.pca()
    const useOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const x = evenly(net.data.test, 1000)
      const codes = codesOf(net, x)
      return {
        active: meanActive(codes, net.recipe.code.size),
        error: meanSquaredError(imagesOf(net, codes), x),
      }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(useOf)))
    const [plain, held] = all as [Use[], Use[]]
    // between two whole numbers of components, on the straight line
    const pcaWith = ({ active }: Use) => {
      const [below, part] = [Math.floor(active), active % 1]
      return ((1 - part) * testErrors[below]! + part * testErrors[below + 1]!) / 784
    }
    return [
      {
        name: {
          en: 'share of the 256 units that are active (above 0.01) on an image, mean over test images',
        },
        ...over(held.map(({ active }) => active / 256)),
        bound: { atMost: 0.25 },
      },
      {
        name: { en: 'active units without the penalty over those with it' },
        ...over(held.map(({ active }, i) => plain[i]!.active / active)),
        bound: { atLeast: 2 },
      },
      {
        name: { en: 'squared error over that of PCA with as many components as units are active' },
        ...over(held.map((use) => use.error / pcaWith(use))),
        bound: { atMost: 1 },
      },
      {
        name: { en: 'squared error per pixel with the penalty' },
        ...over(held.map(({ error }) => error)),
        bound: { atMost: 0.03 },
      },
      { name: { en: 'squared error per pixel without it' }, ...over(plain.map(({ error }) => error)) },
      { name: { en: 'active units per image with it' }, ...over(held.map(({ active }) => active)) },
    ]
  },
  finding: 'holds',
  note: {
    en: 'It has a price: the error without the penalty is lower. But a few units chosen for each image do more than as many fixed ones.',
  },
  seconds: 45,
}

interface Use {
  readonly active: number
  /** mean squared error per pixel */
  readonly error: number
}
