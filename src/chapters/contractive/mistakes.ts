// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** Both norms, squared, of the diagonal Jacobian with these stretches. */
export function normsOf(stretches: readonly number[] = [3, 2, 2]): { frobenius: number; spectral: number } {
  return {
    frobenius: stretches.reduce((sum, each) => sum + each ** 2, 0),
    spectral: Math.max(...stretches) ** 2,
  }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-27',
    lecture: 'S1',
    section: 'Thus, we have',
    printed: String.raw`\arg\min_{A,B} E\left(\Delta\left(x, B\circ A(x)\right)\right) + \lambda\left\lVert J_A(x)\right\rVert_2^2`,
    corrected: String.raw`\dots + \lambda\left\lVert J_A(x)\right\rVert_F^2, \qquad J_{ji} = \frac{\partial h_j(x)}{\partial x_i}`,
    question: { en: 'It is to be a ridge penalty on all entries of the Jacobian. What is wrong?' },
    options: [
      { en: 'The index 2: of a matrix it is the largest stretch alone' },
      { en: 'The square: a ridge has none' },
      { en: 'The Jacobian should be the decoder’s' },
    ],
    answer: 0,
    proof: {
      en: () => {
        const { frobenius, spectral } = normsOf()
        return `A Jacobian that stretches three directions by 3, 2 and 2 has the squared norm ${formatNumber(frobenius, 0)} when all entries are summed, and ${formatNumber(spectral, 0)} by the largest stretch alone: the other two directions would go free.`
      },
    },
  },
]
