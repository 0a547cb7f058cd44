// The rule of thumb "squared error for grey images" on grey images (curriculum B5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const short = { code: { size: 32 }, optimise: { steps: 400 } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'either-loss-suits-grey',
  quote: 'Mean Squared error for continuous variables (gray-scale or RGB images).',
  lecture: 'S2',
  section: 'Hyperparameters',
  items: ['B1', 'B5'],
  recipes: [...underSeeds(short), ...underSeeds({ ...short, decode: { output: 'gaussian' } })],
  measure: async (trained) => {
    const { codesOf, evenly, imagesOf } = await import('../denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const errorOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const x = evenly(net.data.test, 1000)
      return meanSquaredError(imagesOf(net, codesOf(net, x)), x)
    }
    const errors = []
    for (const row of bySetting(trained)) errors.push(await Promise.all(row.map(errorOf)))
    const [crossed, squared] = errors as [number[], number[]]
    return [
      {
        name: {
          en: 'squared error of a net trained by cross-entropy over that of one trained by squared error, grey test images, equal steps',
        },
        ...over(crossed.map((error, i) => error / squared[i]!)),
        bound: { atMost: 1.1 },
      },
      { name: { en: 'trained by squared error: mean squared error per pixel' }, ...over(squared) },
    ]
  },
  finding: 'condition',
  note: {
    en: 'A good habit, no law: both losses are least at the same x̂, the mean of all images that share a code.',
  },
  seconds: 30,
}
