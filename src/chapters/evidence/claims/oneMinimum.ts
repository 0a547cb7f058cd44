// Convex in q does not make one minimum among Gaussians (curriculum L6, E-31).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'one-minimum',
  quote:
    'This ensures that the optimization problem in variational inference (minimizing KL divergence) has a unique global minimum',
  lecture: 'S1',
  section: 'Properties of KL Divergence',
  items: ['L6', 'E-31'],
  recipes: [],
  measure: async () => {
    const { divergenceTo, fitFrom, densityOf } = await import('../twoHills.ts')
    const [left, right] = [fitFrom(-1), fitFrom(1)]
    const wide = { mean: 0, deviation: Math.sqrt(left.mean ** 2 + left.deviation ** 2) }
    const middle = divergenceTo(densityOf(wide))
    const [ofLeft, ofRight] = [left, right].map((q) => divergenceTo(densityOf(q))) as [number, number]
    const mixed = divergenceTo((z) => (densityOf(left)(z) + densityOf(right)(z)) / 2)
    return [
      {
        name: { en: 'distance between the means of the two Gaussians that descent ends at' },
        value: right.mean - left.mean,
        bound: { atLeast: 3 },
      },
      {
        name: { en: 'difference of their divergences, nats: both are the least there is' },
        value: Math.abs(ofLeft - ofRight),
        bound: { atMost: 1e-6 },
      },
      {
        name: { en: 'divergence of the Gaussian over both hills above theirs, nats' },
        value: middle - Math.max(ofLeft, ofRight),
        bound: { atLeast: 0.05 },
      },
      { name: { en: 'divergence of each of the two, nats' }, value: ofLeft },
      {
        name: { en: 'divergence of half the one and half the other, which is no Gaussian, nats' },
        value: mixed,
      },
    ]
  },
  finding: 'refuted',
  note: {
    en: 'Convexity counts only where mixtures are allowed: half the one and half the other is far better than either, as it should be. But the family of single Gaussians, a network’s answers or not, does not contain its own mixtures. A target with two hills has two best Gaussians, and where descent ends depends on where it began.',
  },
  seconds: 2,
}
