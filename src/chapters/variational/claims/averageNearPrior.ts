// Not each posterior but their average has to be near the prior (curriculum L21, L22, E-53).

import type { Marginal, PosteriorsPart } from '../../../benches/autoencoder/instruments/posteriors/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane, seeds } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'average-near-prior',
  quote: 'the q(z|x) (simple and tractable posteriors) must close enough to N(0,I)',
  lecture: 'S1',
  section: 'Therefore the final Loss function is',
  items: ['L21', 'L22', 'E-53'],
  recipes: seeds.map(onPlane),
  measure: async (trained) => {
    const { measuredAll } = await import('../measured.ts')
    const { figureOver } = await import('../figures.ts')
    const all = await measuredAll(trained)
    const own = all.flatMap(({ meanVariance }) => [...meanVariance])
    const marginals: Marginal[] = []
    for (const one of trained) {
      const plane = { kind: 'coordinates', first: 0, second: 1 }
      const answer = await one.open((model) => model.ask('posteriors', plane))
      marginals.push(...(answer as PosteriorsPart).marginals)
    }
    return [
      figureOver(
        'KL of the average of all posteriors to N(0, 1), nats, each of two dimensions, three seeds',
        marginals.map(({ kl }) => kl),
        { atMost: 0.5 },
      ),
      figureOver(
        'KL of one image’s posterior to N(0, I), nats, mean over the test images',
        all.map(({ kl }) => kl),
        { atLeast: 3 },
      ),
      figureOver(
        'variance of the average, each dimension (the prior’s is 1)',
        marginals.map(({ variance }) => variance),
      ),
      figureOver('mean variance of one image’s posterior, each dimension', own, { atMost: 0.2 }),
    ]
  },
  finding: 'condition',
  note: {
    en: 'Close on average, not one by one. Each image’s Gaussian is small and far from the prior, nats away, or it could not tell images apart; it is their average that fills the prior’s place, if somewhat wider. That is what lets one draw from N(0, I) and decode: a generative model, exactly so.',
  },
  seconds: 35,
}
