// What β above 1 costs and does: rate falls, distortion rises (curriculum L30, L33).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

const betas = [1, 4, 16] as const

export const claim: Claim<AutoencoderRecipe> = {
  id: 'beta-costs-reconstruction',
  quote:
    'When β > 1, the model emphasizes disentangling the latent space at the cost of reconstruction accuracy.',
  lecture: 'S2',
  section: 'Disentangled autoencoders',
  items: ['L30', 'L33', 'L31'],
  recipes: betas.flatMap((beta) => seeds.map((seed) => atBeta(beta, seed))),
  measure: async (trained) => {
    const { measuredAll, neighbourAccuracy } = await import('../../variational/measured.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const all = await measuredAll(trained)
    const [one, four, sixteen] = betas.map((_, i) => all.slice(i * seeds.length, (i + 1) * seeds.length)) as [
      typeof all,
      typeof all,
      typeof all,
    ]
    const ratios = (more: typeof all, less: typeof all) =>
      more.map(({ msePerPixel }, i) => msePerPixel / less[i]!.msePerPixel)
    const votes: number[] = []
    for (const last of trained) votes.push(await neighbourAccuracy(last))
    return [
      figureOver('squared error per pixel at β = 4 over that at β = 1, three seeds', ratios(four, one), {
        atLeast: 1.1,
      }),
      figureOver('squared error per pixel at β = 16 over that at β = 4', ratios(sixteen, four), {
        atLeast: 1.1,
      }),
      ...betas.map((beta, i) =>
        figureOver(
          `β = ${beta}: KL, the rate, nats per image`,
          all.slice(i * seeds.length, (i + 1) * seeds.length).map(({ kl }) => kl),
        ),
      ),
      ...betas.map((beta, i) =>
        figureOver(
          `β = ${beta}: 5-NN accuracy of the codes`,
          votes.slice(i * seeds.length, (i + 1) * seeds.length),
        ),
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'The cost is certain: every step up in β makes the reconstructions worse, whatever the seed. That what is left is disentangled needs data whose factors are known, and independent to begin with; on digits nobody can check it, and nothing here does.',
  },
  seconds: 145,
}
