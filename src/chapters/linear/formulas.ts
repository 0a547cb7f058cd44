// The formulas of this chapter.

import { number, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  leastLinearError: {
    tex: String.raw`\min_{\term{decoder}{D},\,\term{encoder}{E}} \term{reconstruction}{\mathbb{E}\,\lVert x - \bar x - \term{decoder}{D}\term{encoder}{E}(x - \bar x)\rVert^2} = \sum_{i>k} \lambda_i`,
    withNumbers: ({ recipe, evaluation: { msePerPixel }, pca, step }) => {
      if (pca === null) return null
      const k = recipe.code.size
      const least = pca.values.slice(k).reduce((sum, value) => sum + value, 0)
      return {
        tex: String.raw`\min = \sum_{i>${k}}\lambda_i = ${number(least)}, \qquad \term{reconstruction}{\text{this run: } ${number(784 * msePerPixel)}}`,
        unit: {
          en: `squared error per image, summed over pixels: the least of any linear net with ${k} numbers, mean over the training images; and the run’s at step ${step}, mean over the test images`,
        },
      }
    },
  },
}
