import type { SparsityPart } from '../../benches/autoencoder/instruments/sparsity/measure.ts'
import type { FeaturesPart } from '../../benches/autoencoder/instruments/features/measure.ts'
import { settingOf } from '../../benches/autoencoder/objective/term.ts'
import { activeTerms } from '../../benches/autoencoder/objective/terms.ts'
import { klBernoulli } from '../../numerics/entropy.ts'
import { lengthOf } from '../../numerics/matrices.ts'
import { inTex, lines, weighed, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  l1OnCode: {
    tex: String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\sum_j |h_j|}`,
    withNumbers: (now) => weighed(now, 'l1', 'in the units of the objective'),
  },
  meanActivation: {
    tex: lines(
      String.raw`\hat\rho_j = \frac1N\sum_{n=1}^N h_j(x_n),`,
      String.raw`\term{penalty}{\Omega = \sum_j \mathrm{KL}(\rho\,\Vert\,\hat\rho_j)}`,
    ),
    withNumbers: ({ recipe, evaluation: { terms }, parts, step }) => {
      const [term, size] = [activeTerms(recipe).find(({ id }) => id === 'klSparsity'), terms['klSparsity']]
      const sparsity = parts['sparsity'] as SparsityPart | undefined
      if (term === undefined || size === undefined || sparsity === undefined) return 'absent'
      const target = Number(settingOf(recipe, term).target)
      // a code between 0 and 1 is as large as its magnitude
      const mean = sparsity.means[0]!
      return {
        tex: lines(
          String.raw`\hat\rho_1 = ${inTex(mean)},`,
          String.raw`\mathrm{KL}(${inTex(target)}\,\Vert\,${inTex(mean)}) = ${inTex(klBernoulli(target, mean))},`,
          String.raw`\term{penalty}{\Omega = ${inTex(size)}}`,
        ),
        unit: {
          en: `nats, of the code’s first unit and summed over all ${recipe.code.size}, of their means over the test images at step ${step}`,
        },
      }
    },
  },
  maximisingInput: {
    tex: String.raw`x_i = \frac{W_{ij}}{\sqrt{\sum_m W_{mj}^2}}`,
    withNumbers: ({ parts, step }) => {
      const features = parts['features'] as FeaturesPart | undefined
      if (features === undefined) return 'absent'
      const kernel = features.kernels.subarray(0, 784)
      const length = lengthOf(kernel)
      const pixel = kernel.reduce((best, weight, i) => (weight > kernel[best]! ? i : best), 0)
      return {
        tex: String.raw`x_{${pixel + 1}} = \frac{${inTex(kernel[pixel]!)}}{${inTex(length)}} = ${inTex(kernel[pixel]! / length)}`,
        unit: {
          en: `unit 1 of the first layer at step ${step}, and the pixel that it wants most: row ${Math.floor(pixel / 28) + 1}, column ${(pixel % 28) + 1}`,
        },
      }
    },
  },
}
