// The ELBO bounds log p(x) from below, not p(x) (curriculum L7, E-34).

import type { BoundsAnswer } from '../../../benches/autoencoder/instruments/bounds/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

const images = 6

export const claim: Claim<AutoencoderRecipe> = {
  id: 'elbo-below-evidence',
  quote:
    'The KL Divergence is always larger or equal to 0, so that the ELBO is a lower bound of the probability distribution p(x).',
  lecture: 'S2',
  section: 'Evidence Lower Bound (ELBO)',
  items: ['L7', 'L6', 'E-33', 'E-34'],
  recipes: [onPlane(seeds[0])],
  measure: async ([trained]) => {
    const { exactEvidence } = await import('../exactEvidence.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    return trained!.open(async (model) => {
      const { indices, bounds } = (await model.ask('bounds', { from: 0, to: images })) as BoundsAnswer
      const sampled = bounds.subarray(0, images)
      const [above, elbos, evidence]: [number[], number[], number[]] = [[], [], []]
      for (const index of indices) {
        const { elbo, posterior } = await exactEvidence(model, index)
        elbos.push(elbo)
        evidence.push(posterior.logEvidence)
        above.push(posterior.logEvidence - elbo)
      }
      const apart = elbos.map((elbo, i) => Math.abs(elbo - sampled[i]!))
      return [
        figureOver(`log p(x) − ELBO, nats, ${images} test images`, above, { atLeast: 0 }),
        figureOver('log p(x), nats', evidence),
        figureOver('p(x) itself, a probability', evidence.map(Math.exp)),
        figureOver('ELBO, nats: a bound on p(x) would be met by any negative number', elbos, { atMost: 0 }),
        figureOver('beside: |ELBO on the grid − ELBO from 50 samples of q|, nats', apart),
      ]
    })
  },
  finding: 'condition',
  note: {
    en: 'It bounds log p(x), not p(x), which is far below 1 here and above every negative number anyway. The two are equal only where q is the posterior itself, so the sign is ≥ (S3 prints >); here a gap is left for every image.',
  },
  seconds: 30,
}
