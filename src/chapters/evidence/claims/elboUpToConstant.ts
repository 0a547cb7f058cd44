// log p(x) = ELBO(q) + KL(q ‖ posterior), whatever q is (curriculum L7).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'elbo-up-to-constant',
  quote: 'but we can minimize a function that is equal to it up to a constant',
  lecture: 'S1',
  section: 'Furthermore',
  items: ['L7', 'L4', 'E-35'],
  recipes: [onPlane(seeds[0])],
  measure: async ([trained]) => {
    const { exactEvidence } = await import('../exactEvidence.ts')
    const { splitEvidence } = await import('../../../numerics/gridPosterior.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    return trained!.open(async (model) => {
      const [off, spread]: [number[], number[]] = [[], []]
      for (const index of [0, 3000]) {
        const coarse = await exactEvidence(model, index, 200)
        // the evidence of a finer grid, so that the sum proves something
        const { logEvidence } = (await exactEvidence(model, index, 250)).posterior
        const { mean, deviation } = coarse.q
        const qs = [
          coarse.q,
          { mean: [mean[0] + 0.3, mean[1] - 0.2], deviation },
          { mean, deviation: [2 * deviation[0], 3 * deviation[1]] },
          { mean: [0, 0], deviation: [1, 1] },
        ] as const
        const splits = qs.map((q) => splitEvidence(coarse.posterior, q))
        const elbos = splits.map(({ elbo }) => elbo)
        off.push(...splits.map(({ elbo, gap }) => Math.abs(elbo + gap - logEvidence)))
        spread.push(Math.max(...elbos) - Math.min(...elbos))
      }
      return [
        figureOver('|ELBO + KL(q‖posterior) − log p(x)|, nats, two images and four q of each', off, {
          atMost: 0.05,
        }),
        figureOver('how far apart the four ELBOs of an image are, nats', spread, { atLeast: 10 }),
      ]
    })
  },
  finding: 'holds',
  note: {
    en: 'Four choices of q, from the encoder’s answer to the prior itself, have ELBOs that are many nats apart; yet ELBO and divergence always add up to the same log p(x), summed over a finer grid. So the one goes up by what the other goes down. (The E of ELBO is for evidence, not for expectation.)',
  },
  seconds: 30,
}
