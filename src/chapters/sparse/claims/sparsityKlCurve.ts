// The curve of the KL penalty: what a unit pays for its mean activation (curriculum H3).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'sparsity-kl-curve',
  quote:
    'Kullback-Leibler divergence between the desired sparsity and the actual average activation of neuron',
  lecture: 'S4',
  section: 'Sparsity Constraint',
  items: ['H2', 'H3', 'Q3', 'E-19', 'E-20'],
  recipes: [],
  measure: async () => {
    const { klBernoulli } = await import('../../../numerics/entropy.ts')
    const target = 0.05
    const pays = (average: number) => klBernoulli(target, average)
    const elsewhere = Array.from({ length: 998 }, (_, i) => (i + 1) / 999).filter(
      (average) => Math.abs(average - target) > 1e-3,
    )
    const slope = (average: number) => (pays(average + 1e-6) - pays(average - 1e-6)) / 2e-6
    const written = (average: number) => -target / average + (1 - target) / (1 - average)
    const missed = [0.01, 0.05, 0.2, 0.5, 0.9].map((average) => Math.abs(slope(average) - written(average)))
    return [
      {
        name: { en: 'distance of KL(0.05‖0.2) from 0.0939 nats' },
        value: Math.abs(pays(0.2) - 0.0939),
        bound: { atMost: 0.0001 },
      },
      {
        name: { en: 'penalty of a unit on target, KL(0.05‖0.05), nats' },
        value: pays(target),
        bound: { atMost: 1e-12 },
      },
      {
        name: { en: 'least penalty of a unit at any other mean activation between 0 and 1, nats' },
        value: Math.min(...elsewhere.map(pays)),
        bound: { atLeast: 1e-6 },
      },
      {
        name: { en: 'greatest distance of the curve’s slope from −ρ/ρ̂ + (1 − ρ)/(1 − ρ̂), at five places' },
        value: Math.max(...missed),
        bound: { atMost: 1e-4 },
      },
      { name: { en: 'penalty of a unit at 0.01, nats' }, value: pays(0.01) },
      { name: { en: 'penalty of a unit at 0.5, nats' }, value: pays(0.5) },
      { name: { en: 'penalty of a unit all but dead, at one in a million, nats' }, value: pays(1e-6) },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Two coins are compared, so that activations have to lie between 0 and 1. The wall at 0 is low: a unit all but dead pays no more than one at a half.',
  },
  seconds: 1,
}
