// The formulas of this chapter.

import type { DenoisingPart, VerdictAnswer } from '../../benches/autoencoder/instruments/denoising/measure.ts'
import { number, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  denoising: {
    tex: String.raw`\tilde x \sim C(\tilde x\mid x), \qquad \min\; \mathbb{E}\;\term{reconstruction}{d\bigl(x,\, \term{decoder}{g}(\term{encoder}{f}(\tilde x))\bigr)}`,
    withNumbers: async ({ parts, ask, step }) => {
      if (parts['denoising'] === undefined) return null
      const { noisy, restored, images } = (await ask('denoising', { kind: 'verdict' })) as VerdictAnswer
      return {
        tex: String.raw`\mathbb{E}\,\lVert x-\tilde x\rVert^2 = ${number(784 * noisy)}, \qquad \term{reconstruction}{\mathbb{E}\,\lVert x-g(f(\tilde x))\rVert^2 = ${number(784 * restored)}}`,
        unit: { en: `squared error, summed over pixels, mean over ${images} test images, at step ${step}` },
      }
    },
  },
  tweedie: {
    tex: String.raw`\mathbb{E}[x\mid\tilde x] - \tilde x = \sigma^2\,\nabla\log p_\sigma(\tilde x)`,
    withNumbers: ({ recipe: { corrupt }, parts, step }) => {
      const part = parts['denoising'] as DenoisingPart | undefined
      if (part === undefined || corrupt.kind !== 'gaussian') return null
      const { sigma, clip } = corrupt as unknown as { readonly sigma: number; readonly clip: boolean }
      let sum = 0
      part.restored.forEach((value, i) => (sum += (value - part.corrupted[i]!) ** 2))
      const length = Math.sqrt(sum / part.indices.length)
      return {
        tex: String.raw`${number(length)} = ${number(sigma)}^2 \cdot ${number(length / sigma ** 2)}`,
        unit: {
          en: `${perImage({ step }, 'root of the mean squared length of the net’s arrow').en.replace('the test images', `${part.indices.length} of them`)}, and of the score for which it stands${clip ? '; only roughly, since the noise is cut to [0, 1]' : ''}`,
        },
      }
    },
  },
}
