// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

interface Gaussian {
  readonly mean: readonly number[]
  readonly variance: readonly number[]
}

/** The worked case: a code of two numbers. */
const worked: Gaussian = { mean: [1.5, -0.5], variance: [0.25, 2] }

/** KL(N(μ, σ²) ‖ N(0, 1)) in nats, summed over the code, and what the printed line makes of the same numbers. */
export function divergences({ mean, variance }: Gaussian = worked): { right: number; printed: number } {
  const sum = (of: (mu: number, v: number) => number): number =>
    mean.reduce((total, mu, j) => total + of(mu, variance[j]!), 0)
  return {
    right: -0.5 * sum((mu, v) => 1 + Math.log(v) - mu ** 2 - v),
    printed: -0.5 * sum((mu, v) => Math.log(v) + 1 - 0.5 * mu ** 2 + v),
  }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-50',
    lecture: 'S1',
    section: 'Therefore, we apply the expected value',
    printed: String.raw`\mathrm{KL} = -\tfrac12\sum_j\bigl(\log\sigma_j^2 + 1 - \tfrac12\mu_j^2 + \sigma_j^2\bigr)`,
    corrected: String.raw`-\tfrac12\sum_j\bigl(1 + \log\sigma_j^2 - \mu_j^2 - \sigma_j^2\bigr)`,
    question: {
      en: 'A divergence is never negative, and 0 for the prior itself, μ = 0 and σ = 1. Try that, and then a very large σ. What is wrong?',
    },
    options: [
      { en: 'The factor before the sum' },
      { en: 'The ½ on μ² and the sign of σ²' },
      { en: 'The logarithm, which should be of σ' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const { right, printed } = divergences()
        return `For μ = (1.5, −0.5) and σ² = (0.25, 2) the printed line gives ${formatNumber(printed, 3)} nats, which no divergence can be; the right one gives ${formatNumber(right, 3)}.`
      },
    },
  },
  {
    id: 'E-52',
    lecture: 'S1',
    section: 'Therefore the final Loss function is',
    printed: String.raw`L = \mathrm{KL} + \mathrm{BCE}\bigl[\sigma(z),\, x\bigr]`,
    corrected: String.raw`\mathrm{KL} + \mathrm{BCE}\bigl[\sigma(a),\, x\bigr],\qquad a = g(z)`,
    question: {
      en: 'The loss of a variational autoencoder, with BCE the cross-entropy and σ the sigmoid. Until here z was the code. What is it in this line?',
    },
    options: [
      { en: 'The code: σ makes probabilities of its numbers' },
      { en: 'What the decoder gives out, before the sigmoid' },
      { en: 'The noise ε' },
    ],
    answer: 1,
    proof: {
      en: () =>
        `A code of ${worked.mean.length} numbers gives ${worked.mean.length} values of a sigmoid, and the image has 784 pixels. The slide says that σ(z) is the decoder’s output: one letter stands for two things.`,
    },
  },
]
