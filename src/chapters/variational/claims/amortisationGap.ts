// What one network for all images loses against a q fitted to each image by itself (curriculum L26).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

const images = [0, 1000, 2000, 3000, 5000, 7000, 8000, 9999]

export const claim: Claim<AutoencoderRecipe> = {
  id: 'amortisation-gap',
  quote:
    'Amortized inference in which a second model, the encoder network, is used to approximate the posterior distributions over latent variables',
  lecture: 'S2',
  section: 'Implementing VAEs',
  items: ['L26', 'L4'],
  recipes: [onPlane(seeds[0])],
  measure: async ([trained]) => {
    const { exactEvidence } = await import('../../evidence/exactEvidence.ts')
    const { climb, splitEvidence } = await import('../../../numerics/gridPosterior.ts')
    const { figureOver } = await import('../figures.ts')
    return trained!.open(async (model) => {
      const [whole, lost, ofPrior]: [number[], number[], number[]] = [[], [], []]
      for (const index of images) {
        const { posterior, q, gap } = await exactEvidence(model, index)
        let best = q
        for (const better of climb(posterior, q)) best = better
        whole.push(gap)
        lost.push(gap - splitEvidence(posterior, best).gap)
        ofPrior.push(splitEvidence(posterior, { mean: [0, 0], deviation: [1, 1] }).gap)
      }
      const median = (values: readonly number[]) =>
        values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
      return [
        {
          name: { en: `KL(q‖posterior) of the encoder’s q, nats, median of ${images.length} test images` },
          value: median(whole),
          bound: { atMost: 5 },
        },
        figureOver('beside: the same with the prior as q, nats', ofPrior, { atLeast: 60 }),
        figureOver('the encoder’s KL(q‖posterior), nats, mean and range', whole),
        figureOver('what fitting q to each image by itself would win, nats', lost),
      ]
    })
  },
  finding: 'condition',
  note: {
    en: 'For most images one pass through the encoder comes within a few nats of the exact posterior, where the prior is many tens away. But not for every one: now and then it points to a wrong place, and a q of this image’s own would win tens of nats. That is the amortisation gap; what no Gaussian can win is small here.',
  },
  seconds: 30,
}
