// Not each posterior but their average has to be near the prior (curriculum L21, L22, E-53).

import { cells } from '../../../benches/autoencoder/instruments/posteriors/aggregate.ts'
import type { Marginal, PosteriorsPart } from '../../../benches/autoencoder/instruments/posteriors/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

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
    const joints: number[] = []
    for (const one of trained) {
      const plane = { kind: 'coordinates', first: 0, second: 1 }
      const answer = await one.open((model) => model.ask('posteriors', plane))
      marginals.push(...(answer as PosteriorsPart).marginals)
      joints.push(divergenceOf(answer as PosteriorsPart))
    }
    return [
      figureOver(
        `KL of the average of all posteriors to N(0, I), nats, both dimensions together on ${cells} × ${cells} cells, three seeds`,
        joints,
        { atMost: 1 },
      ),
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

/** KL of the joint density to N(0, I), in nats, summed over its cells with the prior's density at their middles. */
function divergenceOf({ joint, reach }: PosteriorsPart): number {
  const width = (2 * reach) / cells
  const middle = (cell: number) => (cell + 0.5) * width - reach
  return joint.reduce((sum, density, cell) => {
    if (density === 0) return sum
    const [z1, z2] = [middle(cell % cells), middle(Math.floor(cell / cells))]
    const logPrior = -Math.log(2 * Math.PI) - (z1 ** 2 + z2 ** 2) / 2
    return sum + density * width ** 2 * (Math.log(density) - logPrior)
  }, 0)
}
