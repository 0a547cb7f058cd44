// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/**
 * One pixel x ~ N(0, 4) under noise of σ = 1, seen at x̃ = 2: the best denoiser’s step over σ², the slope of the log density
 * of what is seen, and the slope of that density itself.
 */
export function scoresAt(seen = 2): { step: number; ofLog: number; ofDensity: number } {
  const [variance, sigma] = [4, 1]
  const blurred = variance + sigma ** 2
  const density = Math.exp(-(seen ** 2) / (2 * blurred)) / Math.sqrt(2 * Math.PI * blurred)
  const restored = (variance / blurred) * seen
  return {
    step: (restored - seen) / sigma ** 2,
    ofLog: -seen / blurred,
    ofDensity: (-seen / blurred) * density,
  }
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-23',
    lecture: 'S4',
    section: 'Training Process',
    printed: String.raw`\text{Apply corruption process: } \tilde{\mathbf{x}} = q(\tilde{\mathbf{x}}\mid\mathbf{x})`,
    corrected: String.raw`\tilde{\mathbf{x}} \sim q(\tilde{\mathbf{x}}\mid\mathbf{x})`,
    question: { en: 'One sign is wrong. Which?' },
    options: [
      { en: 'The bar: it should be a comma' },
      { en: 'The sign of equality: an image is no density, it is drawn from one' },
      { en: 'The tilde: it belongs on the x behind the bar' },
    ],
    answer: 1,
    proof: {
      en: () =>
        'q(x̃|x) is a number, how likely a corrupted image is, and x̃ is an image of 784 of them. An image is drawn from q, a fresh one each time.',
    },
  },
  {
    id: 'E-25',
    lecture: 'S2',
    section: 'Estimating the scores',
    printed: String.raw`\text{the score is the gradient of the log-density } \nabla_x P(x)`,
    corrected: String.raw`\nabla_x \log P(x)`,
    question: { en: 'Words and formula do not agree. Which is wrong?' },
    options: [
      { en: 'The words: it is the density itself' },
      { en: 'The formula: the logarithm is missing' },
      { en: 'Neither: both have the same direction' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const { step, ofLog, ofDensity } = scoresAt()
        return `One pixel x ~ N(0, 4) under noise of σ = 1, seen at 2: the best denoiser’s step over σ² is ${formatNumber(step, 3)}. The slope of the log density of what is seen is ${formatNumber(ofLog, 3)}; that of the density is ${formatNumber(ofDensity, 3)}. Both point the same way, but only one has the right length.`
      },
    },
  },
]
