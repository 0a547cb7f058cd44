// KL ≥ 0, zero only between equals, and not the same both ways (curriculum L6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'kl-never-negative',
  quote: 'Equality holds if and only if : q = p almost surely (i.e., the distributions are identical).',
  lecture: 'S1',
  section: 'Properties of KL Divergence',
  items: ['L6'],
  recipes: [],
  measure: async (_, { openSet }) => {
    const { digitGaussians, pairsOf } = await import('../digitGaussians.ts')
    const { divergence } = await import('../gaussians.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const digits = digitGaussians((await openSet('mnist')).test)
    const pairs = pairsOf(digits)
    return [
      figureOver(
        'KL between the Gaussians of two different digits’ ink, nats, 90 ordered pairs',
        pairs.map(([one, other]) => divergence(one, other)),
        { atLeast: 0.001 },
      ),
      figureOver(
        '|KL of a Gaussian to itself|, nats, ten digits',
        digits.map((one) => Math.abs(divergence(one, one))),
        { atMost: 1e-9 },
      ),
      {
        name: { en: 'the most that KL(p‖q) and KL(q‖p) differ, nats: it is no distance' },
        value: Math.max(...pairs.map(([p, q]) => Math.abs(divergence(p, q) - divergence(q, p)))),
        bound: { atLeast: 1 },
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Never negative, and 0 only from a distribution to itself. But the order matters: how much a reader of twos loses on ones is another number than the reverse.',
  },
  seconds: 3,
}
