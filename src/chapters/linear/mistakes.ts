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
    corrected: String.raw`E(A,B)=\sum_t\lVert y_t-ABx_t\rVert^2,\qquad A^\top\!AB\,\Sigma_{XX}=A^\top\Sigma_{YX}`,
    question: {
      en: 'On this slide B is the encoder (16 rows, 784 columns) and A the decoder (784 rows, 16 columns); A is held still. The first line lacks its square, and has the two in the wrong order. And the second, which is to give the best B?',
    },
    options: [
      { en: 'It should say nothing of A, only of B' },
      { en: 'The factors A and Aᵀ belong before B, not behind it' },
      { en: 'Nothing: it comes to the same on whichever side of B they stand' },
    ],
    answer: 1,
    proof: {
      en: () => {
        // two independent pixels of variance 1, one code: A = (1, 0)ᵀ and B = (1, b)
        const error = (b: number): number => 1 + b ** 2
        return `Take two independent pixels of variance 1 and A = (1, 0)ᵀ. The printed line then asks for B · A Aᵀ = Aᵀ, and B = (1, b) does that with any b. But the error is 1 + b²: ${error(0)} for b = 0, ${error(1)} for b = 1, where the second pixel leaks into the drawing of the first. Aᵀ A B = Aᵀ has only the solution b = 0.`
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
      { en: 'The last one: UUᵀ with all its columns is the identity, which drops nothing' },
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
