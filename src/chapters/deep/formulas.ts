import { inTex, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  summedSquares: {
    tex: String.raw`\term{reconstruction}{\lVert x-\hat x\rVert^2 = \sum_{j=1}^{784}(x_j-\hat x_j)^2}`,
    withNumbers: ({ evaluation: { msePerPixel }, step }) => ({
      tex: String.raw`\term{reconstruction}{${inTex(784 * msePerPixel)} = 784\cdot ${inTex(msePerPixel)}}`,
      unit: perImage(step, 'squared error'),
    }),
  },
}
