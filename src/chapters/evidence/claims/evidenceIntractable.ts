// The sum over all codes: done for two numbers, hopeless for twenty (curriculum L4).

import type { BoundsAnswer } from '../../../benches/autoencoder/instruments/bounds/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { onPlane, sampledWide } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

const images = 6
const draws = 2000

export const claim: Claim<AutoencoderRecipe> = {
  id: 'evidence-intractable',
  quote: 'Calculate p(x) is usually intractable, because it requires integrating over all z',
  lecture: 'S2',
  section: 'Latent variable model (LVM)',
  items: ['L4', 'E-29'],
  recipes: [onPlane(seeds[0]), sampledWide(seeds[0])],
  measure: async ([plane, wide]) => {
    const { exactEvidence } = await import('../exactEvidence.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const { priorEstimates } = await import('../priorEstimates.ts')
    const boundsOf = (trained: Trained<AutoencoderRecipe>) =>
      trained.open((model) => model.ask('bounds', { from: 0, to: images })) as Promise<BoundsAnswer>
    const short = async (trained: Trained<AutoencoderRecipe>, draws: number) => {
      const { indices, bounds } = await boundsOf(trained)
      const estimates = priorEstimates(trained, indices, draws)
      return estimates.map((estimate, i) => bounds[2 * images + i]! - estimate)
    }
    const finer = await plane!.open(async (model) => {
      const differences: number[] = []
      for (const index of [0, 3000]) {
        const [coarse, fine] = [
          await exactEvidence(model, index, 200),
          await exactEvidence(model, index, 250),
        ]
        differences.push(Math.abs(coarse.posterior.logEvidence - fine.posterior.logEvidence))
      }
      return differences
    })
    const [shortOfTwo, shortOfTwenty] = [await short(plane!, draws), await short(wide!, draws)]
    return [
      figureOver('code of 2: |log p(x) on 200² − on 250² grid points|, nats, two images', finer, {
        atMost: 0.05,
      }),
      {
        name: { en: 'grid points for a code of 20 at the same spacing, log₁₀' },
        value: 20 * Math.log10(200),
      },
      figureOver(
        `code of 20: how far 2,000 draws from the prior fall short of L₅₀, nats, ${images} images`,
        shortOfTwenty,
        { atLeast: 3 },
      ),
      figureOver('beside, code of 2: the same (below 0: the draws do better)', shortOfTwo),
    ]
  },
  finding: 'condition',
  note: {
    en: 'In two dimensions 40,000 decoded points are enough, which the exact posterior of this lab uses. In twenty a grid is out of the question, and guesses drawn from the prior hit no code that explains the image: the encoder, which says where to look, finds nats that they do not. So S3’s “can be calculated” is not so either.',
  },
  seconds: 45,
}
