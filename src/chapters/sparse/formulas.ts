// The formulas of this chapter.

import type { FeaturesPart } from '../../benches/autoencoder/instruments/features/measure.ts'
import type { TermSetting } from '../../benches/autoencoder/objective/term.ts'
import { number, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  l1OnCode: {
    tex: String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\sum_j |h_j|}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const [{ weight }, size] = [recipe.objective['l1'] as TermSetting, terms['l1']]
      if (size === undefined) return null
      return {
        tex: String.raw`${number(reconstruction + weight * size)} = \term{reconstruction}{${number(reconstruction)}} + \term{penalty}{${number(weight)}\cdot ${number(size)}}`,
        unit: perImage({ step }, 'in the units of the objective'),
      }
    },
  },
  meanActivation: {
    tex: String.raw`\hat\rho_j = \frac1N\sum_{n=1}^N h_j(x_n), \qquad \term{penalty}{\Omega = \sum_j \mathrm{KL}(\rho\,\Vert\,\hat\rho_j)}`,
    withNumbers: ({ recipe, evaluation: { terms }, step }) => {
      const omega = terms['klSparsity']
      if (omega === undefined) return null
      const { target } = recipe.objective['klSparsity'] as TermSetting & { readonly target: number }
      return {
        tex: String.raw`\rho = ${number(target)}, \qquad \term{penalty}{\Omega = ${number(omega)}}`,
        unit: { en: `nats, summed over units, of their means over the test images at step ${step}` },
      }
    },
  },
  maximisingInput: {
    tex: String.raw`x_i = \frac{W_{ij}}{\sqrt{\sum_m W_{mj}^2}}`,
    withNumbers: ({ parts, step }) => {
      const features = parts['features'] as FeaturesPart | undefined
      if (features === undefined) return null
      const kernel = features.kernels.subarray(0, 784)
      const length = Math.sqrt(kernel.reduce((sum, weight) => sum + weight ** 2, 0))
      const pixel = kernel.reduce((best, weight, i) => (weight > kernel[best]! ? i : best), 0)
      return {
        tex: String.raw`x_{${pixel + 1}} = \frac{${number(kernel[pixel]!)}}{${number(length)}} = ${number(kernel[pixel]! / length)}`,
        unit: {
          en: `unit 1 of the first layer at step ${step}, and the pixel that it wants most: row ${Math.floor(pixel / 28) + 1}, column ${(pixel % 28) + 1}`,
        },
      }
    },
  },
}
