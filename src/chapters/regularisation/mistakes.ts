// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** A net of one unit, x̂ = d e x with x = 2: its squared code and its squared weights when the encoder shrinks and the decoder grows. */
export function squaresAt(shrunk: number): { code: number; weights: number } {
  const [encoder, decoder, x] = [1 / shrunk, shrunk, 2]
  return { code: (encoder * x) ** 2, weights: encoder ** 2 + decoder ** 2 }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-15',
    lecture: 'S4',
    section: 'Types of Regularization',
    printed: String.raw`\text{L2 (weight decay):}\quad \mathcal L_{L2} = \sum_{i=1}^{d} z_i^2`,
    corrected: String.raw`\text{weight decay:}\quad \tfrac12\sum W^2 \qquad\text{(the printed sum is a penalty on activity)}`,
    question: { en: 'What is wrong with this line?' },
    options: [
      { en: 'It should be absolute values, not squares' },
      { en: 'What decays is weights, and z is the code' },
      { en: 'The sum should run over the pixels' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const [before, after] = [squaresAt(1), squaresAt(10)]
        return `A net of one unit, x̂ = d·e·x at x = 2. With e = d = 1 the squared code is ${formatNumber(before.code, 2)} and the squared weights sum to ${formatNumber(before.weights, 2)}. With e = 0.1 and d = 10 the reconstruction is the same, the squared code ${formatNumber(after.code, 2)} and the squared weights ${formatNumber(after.weights, 2)}: one falls while the other rises.`
      },
    },
  },
]
