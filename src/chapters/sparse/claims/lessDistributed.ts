// A distributed code spreads over many units, a sparse one does not (E-22).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { free, sparse } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'less-distributed',
  quote: 'Creates more distributed and efficient representations',
  lecture: 'S4',
  section: 'Sparse Autoencoders',
  items: ['H6', 'E-22'],
  recipes: [...free, ...sparse],
  measure: async (trained) => {
    const { codesOf, evenly } = await import('../../regularisation/denseNet.ts')
    const { meanSpread } = await import('../activity.ts')
    const spreadOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      return meanSpread(codesOf(net, evenly(net.data.test, 1000)), net.recipe.code.size)
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(spreadOf)))
    const [plain, held] = all as [number[], number[]]
    return [
      {
        name: {
          en: 'units over which an image’s code is spread, (Σ|h|)²/Σh², mean over test images: with the penalty over without',
        },
        ...over(held.map((spread, i) => spread / plain[i]!)),
        bound: { atMost: 0.7 },
      },
      { name: { en: 'units over which it is spread, with the penalty' }, ...over(held) },
      { name: { en: 'units over which it is spread, without' }, ...over(plain) },
    ]
  },
  finding: 'refuted',
  note: { en: 'Efficient, perhaps; less distributed, certainly: fewer units carry each image.' },
  seconds: 45,
}
