import { trailingSum } from '../../numerics/pca.ts'
import { inTex, lines, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  leastLinearError: {
    tex: String.raw`\min_{\term{decoder}{D},\,\term{encoder}{E}} \term{reconstruction}{\mathbb{E}\,\lVert x - \bar x - \term{decoder}{D}\term{encoder}{E}(x - \bar x)\rVert^2} = \sum_{i>k} \lambda_i`,
    withNumbers: ({ recipe, evaluation: { msePerPixel }, pca, step }) => {
      if (pca === null) return 'waiting'
      const k = recipe.code.size
      return {
        tex: lines(
          String.raw`\sum_{i>${k}}\lambda_i = ${inTex(trailingSum(pca.values, k))},`,
          String.raw`\text{PCA: } ${inTex(pca.testErrors[Math.min(k, 784)]!)}, \quad \term{reconstruction}{\text{this run: } ${inTex(784 * msePerPixel)}}`,
        ),
        unit: {
          en: `squared error per image, summed over pixels: the least of any linear net with ${k} numbers, mean over the training images; then PCA’s and the run’s at step ${step}, mean over the test images`,
        },
      }
    },
  },
}
