// A denoiser applied to its own results: a projection would change nothing the second time (curriculum I5).

import type { AgainAnswer } from '../../../benches/autoencoder/instruments/denoising/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over } from '../../seeds.ts'
import { unclipped } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'not-a-projector',
  quote: 'The model should learn to project them back to the manifold',
  lecture: 'S3',
  section: 'Interpretation: Manifold Learning',
  items: ['I5', 'I12'],
  recipes: unclipped,
  measure: async (trained) => {
    const chains: AgainAnswer[] = []
    for (const net of trained) {
      const question = { kind: 'again', image: { kind: 'test', index: 0 }, draw: 0 }
      chains.push(await net.open(async (model) => (await model.ask('denoising', question)) as AgainAnswer))
    }
    return [
      {
        name: { en: 'once: squared error of noisy images, after over before' },
        ...over(chains.map(({ fromNoisy: { mean } }) => mean[1]! / mean[0]!)),
        bound: { atMost: 0.2 },
      },
      {
        name: { en: 'clean digits passed eight times: squared error over that of one passage' },
        ...over(chains.map(({ fromClean: { mean } }) => mean[8]! / mean[1]!)),
        bound: { atLeast: 1.5 },
      },
      {
        name: { en: 'noisy digits passed eight times: squared error over that of one passage' },
        ...over(chains.map(({ fromNoisy: { mean } }) => mean[8]! / mean[1]!)),
      },
      {
        name: { en: 'clean digits passed once: squared error per pixel' },
        ...over(chains.map(({ fromClean: { mean } }) => mean[1]!)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Towards the manifold, yes, but as far as the mean of all images that could have become this noisy one, for the noise it was trained on. A projection would leave its own results alone; this one goes on, and real digits get worse.',
  },
  seconds: 45,
}
