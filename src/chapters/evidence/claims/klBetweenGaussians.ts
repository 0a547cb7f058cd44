// The closed form of the divergence between two Gaussians against Monte Carlo (curriculum L39).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

const draws = 4000

export const claim: Claim<AutoencoderRecipe> = {
  id: 'kl-between-gaussians',
  quote: 'KL-divergence between two multivariate Gaussian distributions',
  lecture: 'S3',
  section: 'KL-divergence between two multivariate Gaussian distributions',
  items: ['L39'],
  recipes: [],
  measure: async (_, { openSet }) => {
    const { digitGaussians, pairsOf } = await import('../digitGaussians.ts')
    const { divergence, logDensity, sample } = await import('../gaussians.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const { mean, variance } = await import('../../../numerics/statistics.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const stream = openStream(42, 'claim')
    const pairs = pairsOf(digitGaussians((await openSet('mnist')).test))
    const found = pairs.map(([p, q], pair) => {
      const noise = stream.normals(pair, draws * 3)
      const ratios = Float64Array.from({ length: draws }, (_, draw) => {
        const x = sample(p, noise.subarray(draw * 3, draw * 3 + 3))
        return logDensity(p, x) - logDensity(q, x)
      })
      const closed = divergence(p, q)
      const sampled = mean(ratios)
      return { closed, sampled, errors: Math.abs(sampled - closed) / Math.sqrt(variance(ratios) / draws) }
    })
    return [
      {
        name: {
          en: `distance of the formula from ${draws} samples of the logarithm’s ratio, in standard errors, worst of 90 pairs of digits`,
        },
        value: Math.max(...found.map(({ errors }) => errors)),
        bound: { atMost: 4.5 },
      },
      figureOver(
        'the formula, nats',
        found.map(({ closed }) => closed),
      ),
      figureOver(
        'the samples’ mean, nats',
        found.map(({ sampled }) => sampled),
      ),
    ]
  },
  finding: 'holds',
  note: {
    en: 'The slide’s formula agrees with sampling for all ninety pairs, each with its own full 3 × 3 covariance. With μ₁ = 0 and Σ₁ = I it is the penalty of a variational autoencoder.',
  },
  seconds: 3,
}
