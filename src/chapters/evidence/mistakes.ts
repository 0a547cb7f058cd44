// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'
import { printedMean } from './gradientEstimators.ts'

/** A code of two values: q(z|x), p(z) and p(x|z) of each. */
const worked = [
  { q: 0.9, prior: 0.5, likelihood: 0.4 },
  { q: 0.1, prior: 0.5, likelihood: 0.2 },
] as const

/** log p(x), the ELBO, and what the printed line makes of the same numbers, nats. */
export function bounds(): { evidence: number; elbo: number; printed: number } {
  const sum = (of: (value: (typeof worked)[number]) => number) =>
    worked.reduce((total, value) => total + of(value), 0)
  return {
    evidence: Math.log(sum(({ prior, likelihood }) => prior * likelihood)),
    elbo: sum(({ q, prior, likelihood }) => q * Math.log((likelihood * prior) / q)),
    printed: sum(({ q, prior, likelihood }) => q * Math.log(likelihood / q) + q * Math.log(prior / q)),
  }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-32',
    lecture: 'S3',
    section: 'TODO CHECK',
    printed: String.raw`\sum_z q(z\mid x)\log\frac{p(x\mid z)}{q(z\mid x)} + \sum_z q(z\mid x)\log\frac{p(z)}{q(z\mid x)}`,
    corrected: String.raw`\sum_z q(z\mid x)\log p(x\mid z) + \sum_z q(z\mid x)\log\frac{p(z)}{q(z\mid x)}`,
    question: { en: 'One step before the two terms of the ELBO. What is wrong?' },
    options: [
      { en: 'There should be a minus between the sums' },
      { en: 'q stands below both fractions' },
      { en: 'p(z) should be p(z | x)' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const { evidence, elbo, printed } = bounds()
        return `For a code of two values with q = (0.9, 0.1), p(z) = (0.5, 0.5) and p(x|z) = (0.4, 0.2), log p(x) is ${formatNumber(evidence, 3)} and the ELBO ${formatNumber(elbo, 3)}; the printed line gives ${formatNumber(printed, 3)}, which is above what it should bound from below.`
      },
    },
  },
  {
    id: 'E-42',
    lecture: 'S1',
    section: 'Problem',
    printed: String.raw`\nabla_\phi\, \mathbb{E}_{q}[f] = \mathbb{E}_q\bigl[\nabla_q\, q_\phi(z)\, f(z)\bigr]`,
    corrected: String.raw`\mathbb{E}_q\bigl[f(z)\, \nabla_\phi \log q_\phi(z)\bigr]`,
    question: { en: 'A gradient that is to be estimated by samples of q. What is missing?' },
    options: [{ en: 'A logarithm before q' }, { en: 'A logarithm before f' }, { en: 'The derivative of f' }],
    answer: 0,
    proof: {
      en: () =>
        `For f(z) = z² at N(1, 1) the gradient by the mean is 2; without the logarithm the average of the samples is ${formatNumber(printedMean(), 3)}.`,
    },
  },
]
