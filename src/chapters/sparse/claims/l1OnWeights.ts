// L1 on the weights makes weights vanish, not activations (E-16).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { free, sparse, sparseWeights } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'l1-on-weights',
  quote: 'L1 – Regularization: Adds a penalization proportional to the absolute values of the weights.',
  lecture: 'S2',
  section: 'Sparsity regularization term',
  items: ['G2', 'H1', 'E-16'],
  recipes: [...free, ...sparse, ...sparseWeights],
  measure: async (trained) => {
    const { codesOf, evenly, weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { meanActive } = await import('../activity.ts')
    const useOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const weights = weightsNamed(net, 'output/kernel')
      return {
        active: meanActive(codesOf(net, evenly(net.data.test, 1000)), net.recipe.code.size),
        vanished: weights.filter((w) => Math.abs(w) < 0.001).length / weights.length,
      }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(useOf)))
    const [plain, onCode, onWeights] = all as [Use[], Use[], Use[]]
    return [
      {
        name: { en: 'active units per image: L1 on the weights over L1 on the code' },
        ...over(onWeights.map(({ active }, i) => active / onCode[i]!.active)),
        bound: { atLeast: 3 },
      },
      {
        name: { en: 'share of the decoder’s weights below 0.001: L1 on the weights less L1 on the code' },
        ...over(onWeights.map(({ vanished }, i) => vanished - onCode[i]!.vanished)),
        bound: { atLeast: 0.2 },
      },
      {
        name: { en: 'active units per image with neither' },
        ...over(plain.map(({ active }) => active)),
      },
      {
        name: { en: 'active units per image, L1 on the weights' },
        ...over(onWeights.map(({ active }) => active)),
      },
      {
        name: { en: 'active units per image, L1 on the code' },
        ...over(onCode.map(({ active }) => active)),
      },
    ]
  },
  finding: 'refuted',
  note: {
    en: 'For a sparse code the absolute values have to be those of the activations. Small weights are another wish: they make pixels drop out of a unit’s view, not units out of an image’s code.',
  },
  seconds: 65,
}

interface Use {
  readonly active: number
  readonly vanished: number
}
