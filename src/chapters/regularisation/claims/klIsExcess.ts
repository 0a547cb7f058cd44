// The divergence is what a code for the wrong distribution costs too much: never below 0, and not the same both ways (Q1 to Q3).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'kl-is-excess',
  quote: 'The KL Divergence is always larger or equal to 0',
  lecture: 'S2',
  section: 'Evidence Lower Bound (ELBO)',
  items: ['Q1', 'Q2', 'Q3'],
  recipes: [],
  measure: async () => {
    const { klBernoulli } = await import('../../../numerics/entropy.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const p = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
    const uniform = [1 / 4, 1 / 4, 1 / 4, 1 / 4]
    const draws = openStream(1, 'claim').uniforms(0, pairs * 12)
    const drawn = (from: number): number[] => {
      // exponential draws, divided by their sum, are spread evenly over all distributions
      const parts = Array.from(draws.subarray(from, from + 6), (u) => -Math.log(u))
      const total = parts.reduce((sum, part) => sum + part, 0)
      return parts.map((part) => part / total)
    }
    let [least, furthest] = [Infinity, 0]
    for (let i = 0; i < pairs; i++) {
      const [one, other] = [drawn(i * 12), drawn(i * 12 + 6)]
      const [there, back] = [divergence(one, other), divergence(other, one)]
      least = Math.min(least, there, back)
      furthest = Math.max(furthest, Math.abs(there - back))
    }
    return [
      {
        name: { en: `least KL(P‖Q) of ${pairs} pairs drawn at random, six bars each, nats` },
        value: least,
        bound: { atLeast: 0 },
      },
      { name: { en: 'KL(P‖P), nats' }, value: Math.abs(divergence(p, p)), bound: { atMost: 1e-12 } },
      {
        name: { en: 'H(P,Q) − H(P) − KL(P‖Q), with P = (½, ¼, ⅛, ⅛) and Q uniform, bits: 2 − 1.75 − 0.25' },
        value: Math.abs(crossed(p, uniform) - crossed(p, p) - divergence(p, uniform)) / Math.LN2,
        bound: { atMost: 1e-12 },
      },
      {
        name: { en: 'greatest difference between KL(P‖Q) and KL(Q‖P) among the pairs, nats' },
        value: furthest,
        bound: { atLeast: 0.1 },
      },
      { name: { en: 'KL(0.05‖0.2) of two coins, nats' }, value: klBernoulli(0.05, 0.2) },
      { name: { en: 'KL(0.2‖0.05), nats' }, value: klBernoulli(0.2, 0.05) },
    ]
  },
  finding: 'holds',
  note: {
    en: 'It is 0 for equal distributions alone. It is no distance: the two directions differ, so that it matters which of the two is named first.',
  },
  seconds: 1,
}

const pairs = 10_000

/** −Σ p ln q: what a message of P costs in the code of Q, nats. */
const crossed = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, each, i) => sum - each * Math.log(q[i]!), 0)

/** Σ p ln(p/q). */
const divergence = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, each, i) => sum + each * Math.log(each / q[i]!), 0)
