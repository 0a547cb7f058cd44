import type { ContractionPart } from '../../benches/autoencoder/instruments/contraction/measure.ts'
import type { ClippingAnswer } from '../../benches/autoencoder/instruments/denoising/measure.ts'
import { inTex, lines, perImage, weighed, type RunFormula } from '../formula.ts'

/** at which noise the expansion is looked at; the penalty in it is measured at half of that */
const sigma = 0.1

export const formulas: Readonly<Record<string, RunFormula>> = {
  contraction: {
    tex: lines(
      String.raw`J_{ji} = \frac{\partial h_j(x)}{\partial x_i},`,
      String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\,\lVert J\rVert_F^2}`,
    ),
    withNumbers: (now) => weighed(now, 'contraction', 'in the units of the objective'),
  },
  closedForm: {
    tex: String.raw`\lVert J\rVert_F^2 = \sum_j \bigl(h_j(1-h_j)\bigr)^2 \sum_i W_{ij}^2`,
    withNumbers: ({ recipe, parts, step }) => {
      const part = parts['contraction'] as ContractionPart | undefined
      if (part?.norm.method !== 'closed' || recipe.code.activation !== 'sigmoid') return 'absent'
      return {
        tex: String.raw`\lVert J\rVert_F^2 = ${inTex(part.norm.value)}, \qquad \textstyle\sum_{ij} W_{ij}^2 = ${inTex(part.weights.encoder ** 2)}`,
        unit: {
          en: `squared code per squared pixel, mean over ${part.norm.images} test images, at step ${step}; slopes are at most ¼, so that at most a sixteenth of the squared weights counts`,
        },
      }
    },
  },
  smallNoise: {
    tex: lines(
      String.raw`\mathbb{E}\lVert r(x+\varepsilon)-x\rVert^2`,
      String.raw`{} \approx \lVert r(x)-x\rVert^2 + \term{penalty}{\sigma^2\lVert J_r(x)\rVert_F^2}`,
    ),
    withNumbers: async ({ parts, ask, step }) => {
      if (parts['denoising'] === undefined) return 'absent'
      const errorsAt = async (level: number) => {
        const question = { kind: 'clipping', image: { kind: 'test', index: 0 }, sigma: level, draw: 0 }
        const { restored, images } = (await ask('denoising', question)) as ClippingAnswer
        return { clean: 784 * restored[0]!, noisy: 784 * restored[2]!, images }
      }
      const [whole, half] = [await errorsAt(sigma), await errorsAt(sigma / 2)]
      return {
        tex: String.raw`${inTex(whole.noisy)} \approx ${inTex(whole.clean)} + \term{penalty}{${inTex(4 * (half.noisy - half.clean))}}`,
        unit: {
          en: `${perImage(step, 'squared error', `${whole.images} test images`).en}, with noise of σ = ${sigma} and without; the penalty is four times what noise of half that width adds`,
        },
      }
    },
  },
}
