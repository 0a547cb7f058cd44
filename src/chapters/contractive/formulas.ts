// The formulas of this chapter.

import type { ContractionPart } from '../../benches/autoencoder/instruments/contraction/measure.ts'
import type { ClippingAnswer } from '../../benches/autoencoder/instruments/denoising/measure.ts'
import type { TermSetting } from '../../benches/autoencoder/objective/term.ts'
import { number, perImage, type RunFormula } from '../formula.ts'

/** at which noise the expansion is looked at */
const sigma = 0.1

export const formulas: Readonly<Record<string, RunFormula>> = {
  contraction: {
    tex: String.raw`J_{ji} = \frac{\partial h_j(x)}{\partial x_i}, \qquad L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\,\lVert J\rVert_F^2}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const [{ weight }, size] = [recipe.objective['contraction'] as TermSetting, terms['contraction']]
      if (size === undefined) return null
      return {
        tex: String.raw`L = ${number(reconstruction + weight * size)} = \term{reconstruction}{${number(reconstruction)}} + \term{penalty}{${number(weight)}\cdot ${number(size)}}`,
        unit: perImage({ step }, 'in the units of the objective'),
      }
    },
  },
  closedForm: {
    tex: String.raw`\lVert J\rVert_F^2 = \sum_j \bigl(h_j(1-h_j)\bigr)^2 \sum_i W_{ij}^2`,
    withNumbers: ({ recipe, parts, step }) => {
      const part = parts['contraction'] as ContractionPart | undefined
      if (part?.norm.method !== 'closed' || recipe.code.activation !== 'sigmoid') return null
      return {
        tex: String.raw`\lVert J\rVert_F^2 = ${number(part.norm.value)}, \qquad \textstyle\sum_{ij} W_{ij}^2 = ${number(part.weights.encoder ** 2)}`,
        unit: {
          en: `squared code per squared pixel, mean over ${part.norm.images} test images, at step ${step}; slopes are at most ¼, so that at most a sixteenth of the squared weights counts`,
        },
      }
    },
  },
  smallNoise: {
    tex: String.raw`\mathbb{E}\lVert r(x+\varepsilon)-x\rVert^2 \approx \lVert r(x)-x\rVert^2 + \term{penalty}{\sigma^2\lVert J_r(x)\rVert_F^2}`,
    withNumbers: async ({ parts, ask, step }) => {
      if (parts['denoising'] === undefined) return null
      const question = { kind: 'clipping', image: { kind: 'test', index: 0 }, sigma, draw: 0 }
      const { restored, images } = (await ask('denoising', question)) as ClippingAnswer
      const [clean, , noisy] = restored.map((error) => 784 * error)
      return {
        tex: String.raw`${number(noisy!)} \approx ${number(clean!)} + \term{penalty}{${number(noisy! - clean!)}}`,
        unit: {
          en: `squared error, summed over pixels, mean over ${images} test images, without noise and with noise of σ = ${sigma}, at step ${step}; the last is what is left`,
        },
      }
    },
  },
}
