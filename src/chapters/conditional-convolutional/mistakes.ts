// Mistakes in print that this chapter puts right.

import type { Mistake } from '../mistakes.ts'
import { convolved, differentValues, edges, meant, printed } from './printedConvolution.ts'

/** An upright stroke, two pixels wide. */
const stroke = Float64Array.from({ length: 28 * 28 }, (_, pixel) => {
  const [row, column] = [Math.floor(pixel / 28), pixel % 28]
  return row >= 6 && row < 22 && (column === 13 || column === 14) ? 1 : 0
})

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-12',
    lecture: 'S1',
    section: 'At the center of this is the Convolution for multiple filters',
    printed: String.raw`Y_i(x,y) = B_i(x,y) + \sum_j \sum_{u,v} Y_j(i-u,\, j-v)\, K_{ij}(u,v)`,
    corrected: String.raw`\mathrm{Y}_i(x,y) = B_i(x,y) + \sum_j \sum_{u,v} \mathrm{Y}_j(x-u,\, y-v)\, K_{ij}(u,v)`,
    question: { en: 'The value of filter i at pixel (x, y). What is wrong?' },
    options: [
      { en: 'The bias should be inside the sum' },
      { en: 'The kernel should be K(−u, −v)' },
      { en: 'The window is at (i, j), which are no pixels' },
    ],
    answer: 2,
    proof: {
      en: () =>
        `A stroke through a filter for edges: with x and y the sum takes ${differentValues(convolved(stroke, edges, meant))} different values among 784 pixels. As printed it takes ${differentValues(convolved(stroke, edges, printed(14, 14)))}.`,
    },
  },
]
