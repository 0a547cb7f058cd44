// The closed-form divergence against Monte Carlo, and the slide's line, which goes negative (curriculum L19, E-50).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

const [cases, draws] = [40, 4000]

export const claim: Claim<AutoencoderRecipe> = {
  id: 'kl-printed-negative',
  quote: 'D_KL(q_φ(z|x_i)||p_Θ(z)) = −½ Σ (log σ_i² + 1 − ½μ_i² + σ_i²)',
  lecture: 'S1',
  section: 'Therefore, we apply the expected value',
  items: ['L19', 'E-50', 'E-51'],
  recipes: [],
  measure: async () => {
    const { divergences } = await import('../mistakes.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const { mean, variance } = await import('../../../numerics/statistics.ts')
    const stream = openStream(42, 'claim')
    const errors = Array.from({ length: cases }, (_, i) => {
      const [a, b, c, d] = stream.normals(2 * i, 4) as unknown as [number, number, number, number]
      const q = { mean: [a, b], variance: [Math.exp(c), Math.exp(d)] }
      const noise = stream.normals(2 * i + 1, draws * 2)
      // log q(z) − log p(z) = ½ Σ z² − ε² − log σ²
      const ratios = Float64Array.from({ length: draws }, (_, draw) =>
        q.mean.reduce((sum, m, j) => {
          const epsilon = noise[2 * draw + j]!
          const z = m + Math.sqrt(q.variance[j]!) * epsilon
          return sum + 0.5 * (z * z - epsilon * epsilon - Math.log(q.variance[j]!))
        }, 0),
      )
      return Math.abs(mean(ratios) - divergences(q).right) / Math.sqrt(variance(ratios) / draws)
    })
    const { right, printed } = divergences()
    const atPrior = divergences({ mean: [0, 0], variance: [1, 1] })
    return [
      {
        name: { en: 'the printed line at μ = (1.5, −0.5), σ² = (0.25, 2), nats: no divergence is below 0' },
        value: printed,
        bound: { atMost: -0.1 },
      },
      {
        name: { en: 'the printed line where q is the prior, nats: a divergence is 0 there' },
        value: atPrior.printed,
        bound: { atMost: -0.1 },
      },
      {
        name: {
          en: `the right line’s distance from ${draws} samples, in standard errors, worst of ${cases} Gaussians`,
        },
        value: Math.max(...errors),
        bound: { atMost: 4.5 },
      },
      { name: { en: 'the right line for the first case, nats' }, value: right },
      { name: { en: 'the right line where q is the prior, nats' }, value: atPrior.right },
    ]
  },
  finding: 'refuted',
  note: {
    en: 'It is −½ Σ (1 + log σ² − μ² − σ²). The printed line halves μ² once too often and adds σ² where it should subtract it; minimised, it would blow σ up without end. The same lecture’s next line, the loss, has it right.',
  },
  seconds: 1,
}
