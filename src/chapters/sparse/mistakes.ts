// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** One ReLU unit with weights (1, 1) and bias −1 on three images of two pixels: the two sums that are both called L1. */
export function twoSums(): { weights: number; activations: number } {
  const images = [
    [0, 0],
    [1, 0],
    [0.5, 0.5],
  ] as const
  const activations = images.map(([a, b]) => Math.max(0, a + b - 1))
  return { weights: 2, activations: activations.reduce((sum, h) => sum + h, 0) }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-16',
    lecture: 'S2',
    section: 'Sparsity regularization term',
    printed: String.raw`\Omega_{\text{sparse}} = \lambda\sum |W|`,
    corrected: String.raw`\Omega_{\text{sparse}} = \lambda\sum_j |h_j(x)|`,
    question: {
      en: 'The sentence “penalization proportional to the absolute values of the weights” as a formula. It is to make codes sparse. What is wrong?',
    },
    options: [
      { en: 'The absolute values should be squares' },
      { en: 'Of the weights: it should be of the activations' },
      { en: 'It should be subtracted' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const { weights, activations } = twoSums()
        return `A ReLU unit with weights (1, 1) and bias −1 gives 0 for the images (0, 0), (1, 0) and (½, ½). Its code is as sparse as can be: the activations sum to ${formatNumber(activations, 1)}. The absolute weights sum to ${formatNumber(weights, 1)}, whatever the images are.`
      },
    },
  },
  {
    id: 'E-19',
    lecture: 'S1',
    section: 'Other Ways',
    printed: String.raw`\hat p_j = \frac1m\sum_i a_i(i), \qquad \Omega = \sum_i \mathrm{KL}(p\,\Vert\,\hat p)`,
    corrected: String.raw`\hat p_j = \frac1m\sum_i a_j(i), \qquad \Omega = \beta\sum_j \mathrm{KL}(p\,\Vert\,\hat p_j)`,
    question: { en: 'i counts the images, j the units. What is wrong?' },
    options: [
      { en: 'The mean takes another unit for each image, and the sum runs over images' },
      { en: 'The divergence should be the other way round' },
      { en: 'The mean should be divided by the number of units' },
    ],
    answer: 0,
    proof: {
      en: () =>
        'Of unit j the mean is taken over all images i, so that a’s index stays j: with a_i(i) there would be one and the same p̂ for all units. And the penalty sums over the units j, with a weight β of its own.',
    },
  },
]
