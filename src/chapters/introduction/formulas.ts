import { inTex, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  squaredError: {
    tex: String.raw`\term{reconstruction}{\frac{1}{784}\lVert x - \term{decoder}{g}(\term{encoder}{f}(x))\rVert^2}`,
    withNumbers: ({ evaluation: { msePerPixel }, step }) => ({
      tex: String.raw`\term{reconstruction}{\tfrac{1}{784}\cdot ${inTex(784 * msePerPixel)} = ${inTex(msePerPixel)}}`,
      unit: { en: `squared error, mean over pixels and test images, at step ${step}` },
    }),
  },
}
