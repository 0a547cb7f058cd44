// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** How many times smaller a code of `size` numbers of so many bits is than 784 pixels of 8 bits. */
function ratioOf(size: number, bits: number): number {
  return (784 * 8) / (size * bits)
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-57',
    lecture: 'S4',
    section: 'Image Data Processing',
    printed: String.raw`784\ \text{pixels}\to 32\ \text{numbers}:\qquad 784 : 32 = 24.5 : 1`,
    corrected: String.raw`\frac{784\cdot 8\ \text{bits}}{32\cdot b\ \text{bits}}`,
    question: { en: 'The division is right. What does it count?' },
    options: [
      { en: 'Pixels, of which there are 28, not 784' },
      { en: 'Numbers, where storage is counted in bits' },
      { en: 'Only the decoder’s half' },
    ],
    answer: 1,
    proof: {
      en: () =>
        `A pixel is one byte. A number as the net computes it is four, so that 32 of them make ${formatNumber(ratioOf(32, 32), 1)} : 1. Rounded to one byte each they make ${formatNumber(ratioOf(32, 8), 1)} : 1, to four bits ${formatNumber(ratioOf(32, 4), 1)} : 1, each with an error of its own.`,
    },
  },
]
