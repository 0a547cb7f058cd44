// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** A turn by 0.6 in the plane: two orthonormal columns. */
const turn = [
  [Math.cos(0.6), -Math.sin(0.6)],
  [Math.sin(0.6), Math.cos(0.6)],
] as const

/** The first row of U Uᵀ for the first `rank` columns of that U. */
function firstRow(rank: 1 | 2): readonly [number, number] {
  const entry = (row: 0 | 1): number =>
    turn[0].slice(0, rank).reduce((sum, value, column) => sum + value * turn[row][column]!, 0)
  return [entry(0), entry(1)]
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-07',
    lecture: 'S1',
    section: 'Baldani and Hornik [3]',
    printed: String.raw`E(A,B)=\sum_t\lVert y_t-BAx_t\rVert,\qquad BAA^\top\Sigma_{XX}=A^\top\Sigma_{XY}`,
    corrected: String.raw`E(A,B)=\sum_t\lVert y_t-BAx_t\rVert^2,\qquad BA\,\Sigma_{XX}A^\top=\Sigma_{YX}A^\top`,
    question: {
      en: 'A takes 784 pixels to 16 numbers, B takes them back. The first line lacks its square. What is wrong with the second?',
    },
    options: [
      { en: 'It should say nothing of A, only of B' },
      { en: 'Its matrices stand in an order in which they cannot be multiplied' },
      { en: 'Both sides should be transposed' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const [n, k] = [784, 16]
        return `B A Aᵀ has ${n} rows and ${k} columns, and Σ has ${n} rows: ${k} is not ${n}, and there is no such product. With Σ between A and Aᵀ both sides have ${n} rows and ${k} columns. It is what least squares asks of B when the codes A x are given. (In the letters of the original A is the decoder and B the encoder, which is how the slide came to mix them.)`
      },
    },
  },
  {
    id: 'E-08',
    lecture: 'S0',
    section: 'Usando a SVD de $XX^T$',
    printed: String.raw`A^*=(USU^\top)^{-1}(USU^\top)=(U^\top)^{-1}S^{-1}U^{-1}\,USU^\top=UU^\top`,
    corrected: String.raw`(USU^\top)^{-1}(USU^\top)=I;\qquad\text{of rank } k:\; A^*=U_kU_k^\top`,
    question: { en: 'U is square. Which step is meant to lead to PCA, and does not?' },
    options: [
      { en: 'The inverse of the product, whose factors are turned round' },
      { en: 'The last one: UUᵀ with all its columns is the identity, not a projection' },
      { en: 'The first one: XXᵀ has no such decomposition' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const [whole, cut] = [firstRow(2), firstRow(1)]
        const shown = (row: readonly [number, number]) =>
          row.map((entry) => formatNumber(entry, 3)).join(', ')
        return `For two columns turned by 0.6, the first row of UUᵀ is (${shown(whole)}): the identity. With the first column alone it is (${shown(cut)}): a projection onto one line. The chain never uses that the code is narrow; the cut to k columns has to come from the limit of the rank.`
      },
    },
  },
]
