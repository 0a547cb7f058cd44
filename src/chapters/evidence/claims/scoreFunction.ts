// The score-function estimator against the reparameterised one, f(z) = z² at N(1, 1) (curriculum L12, L13, E-42).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'score-function-variance',
  quote: 'This gradient estimator exhibits exhibits very high variance and non practical',
  lecture: 'S1',
  section: 'Problem with this first attempt of using this for maximization',
  items: ['L12', 'L13', 'E-42'],
  recipes: [],
  measure: async () => {
    const { exactMoments, sampledVariances } = await import('../gradientEstimators.ts')
    const score = exactMoments((epsilon) => (1 + epsilon) ** 2 * epsilon)
    const path = exactMoments((epsilon) => 2 * (1 + epsilon))
    const wide = sampledVariances(20)
    return [
      {
        name: { en: 'how far the two means are from the gradient 2, the greater' },
        value: Math.max(Math.abs(score.mean - 2), Math.abs(path.mean - 2)),
        bound: { atMost: 1e-6 },
      },
      {
        name: { en: 'variance of one sample of the score-function estimator, a code of 1' },
        value: score.variance,
        bound: { atLeast: 29.9 },
      },
      {
        name: { en: 'variance of one sample of the reparameterised estimator, a code of 1' },
        value: path.variance,
        bound: { atMost: 4.1 },
      },
      {
        name: { en: 'the first variance over the second for a code of 20, 20,000 samples' },
        value: wide.score / wide.path,
        bound: { atLeast: 100 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The estimator that is meant is f(z) ∇ log q(z); the slide’s line lacks the logarithm and estimates nothing. It is right on average, but it takes 7½ samples of it to be as sure as one that goes through z = μ + σε, and the disadvantage grows with the code. Where f has no derivative, such as for choices, it is what there is.',
  },
  seconds: 1,
}
