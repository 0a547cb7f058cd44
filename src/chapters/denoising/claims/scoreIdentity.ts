// The best denoiser’s step is σ² times the score of the *blurred* density, exactly and for every σ (Tweedie; curriculum I6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'score-identity',
  quote:
    'Para ruído Gaussiano pequeno ( $\\sigma \\rightarrow 0$ ), treinar um DAE é equivalente a estimar o score da distribuição de dados',
  translation:
    'For small Gaussian noise (σ → 0), training a DAE is equivalent to estimating the score of the data distribution',
  lecture: 'S0',
  section: 'Score Matching e DAE',
  items: ['I6', 'I14', 'E-25'],
  recipes: [],
  measure: async () => {
    const { denoiserOf } = await import('../../../numerics/leastSquaresDenoiser.ts')
    const { inverse } = await import('../../../numerics/linearAlgebra.ts')
    const { multiply } = await import('../../../numerics/matrices.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const points = openStream(1, 'claim').normals(0, 20 * n)

    /** For a Gaussian: greatest distance of the least-squares denoiser’s step / σ² from the score, relative to that score. */
    const offBy = (sigma: number, blurred: boolean) => {
      const noisy = covariance.map((entry, at) => entry + (at % (n + 1) === 0 ? sigma ** 2 : 0))
      const zeros = new Float64Array(n)
      const { weights } = denoiserOf({ mean: zeros, seenMean: zeros, seen: noisy, cross: covariance })
      const precision = inverse(blurred ? noisy : covariance, n)
      let [off, size] = [0, 0]
      for (let from = 0; from < points.length; from += n) {
        const x = Float64Array.from(points.subarray(from, from + n))
        const step = multiply(weights, x, n, n, 1).map((restored, i) => (restored - x[i]!) / sigma ** 2)
        const score = multiply(precision, x, n, n, 1).map((entry) => -entry)
        step.forEach((entry, i) => (off += (entry - score[i]!) ** 2))
        score.forEach((entry) => (size += entry ** 2))
      }
      return Math.sqrt(off / size)
    }
    const levels = [0.1, 0.3, 1]
    const exact = levels.map((sigma) => offBy(sigma, true))
    const mixed = levels.map(mixtureOffBy)
    return [
      {
        name: {
          en: 'Gaussian data in six dimensions, σ = 0.1, 0.3, 1: (E[x|x̃] − x̃)/σ² against the score of the noisy density, relative',
        },
        value: Math.max(...exact),
        range: [Math.min(...exact), Math.max(...exact)],
        bound: { atMost: 0.001 },
      },
      {
        name: { en: 'mixture of two Gaussians in one dimension, the same' },
        value: Math.max(...mixed),
        range: [Math.min(...mixed), Math.max(...mixed)],
        bound: { atMost: 0.001 },
      },
      {
        name: { en: 'the same step against the score of the data themselves, σ = 1, relative' },
        value: offBy(1, false),
        bound: { atLeast: 0.5 },
      },
      {
        name: { en: 'against the score of the data themselves, σ = 0.03' },
        value: offBy(0.03, false),
        bound: { atMost: 0.05 },
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The slide states the limit, and it is one. At every σ it is, exactly, the score of the data with the noise on them: the gradient of the logarithm of the density, not of the density.',
  },
  seconds: 1,
}

const n = 6

/** Neighbours go together: 0.6 to the power of how far apart they are. */
const covariance = Float64Array.from(
  { length: n * n },
  (_, at) => 0.6 ** Math.abs(Math.floor(at / n) - (at % n)),
)

/** Two Gaussians at ±1 of deviation ½, weights ¼ and ¾: the posterior mean in closed form, the score by small differences. */
function mixtureOffBy(sigma: number): number {
  const parts = [
    { weight: 0.25, mean: -1 },
    { weight: 0.75, mean: 1 },
  ]
  const variance = 0.25 + sigma ** 2
  const density = (x: number) =>
    parts.reduce((sum, { weight, mean }) => sum + weight * Math.exp(-((x - mean) ** 2) / (2 * variance)), 0)
  let [off, size] = [0, 0]
  for (let x = -3; x <= 3; x += 0.1) {
    const posterior = parts.reduce((sum, { weight, mean }) => {
      const responsibility = (weight * Math.exp(-((x - mean) ** 2) / (2 * variance))) / density(x)
      return sum + responsibility * (mean + (0.25 / variance) * (x - mean))
    }, 0)
    const score = (Math.log(density(x + 1e-5)) - Math.log(density(x - 1e-5))) / 2e-5
    off += ((posterior - x) / sigma ** 2 - score) ** 2
    size += score ** 2
  }
  return Math.sqrt(off / size)
}
