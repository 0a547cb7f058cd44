import type { DenoisingPart, VerdictAnswer } from '../../benches/autoencoder/instruments/denoising/measure.ts'
import { inTex, lines, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  denoising: {
    tex: lines(
      String.raw`\tilde x \sim C(\tilde x\mid x),`,
      String.raw`\min\; \mathbb{E}\;\term{reconstruction}{d\bigl(x,\, \term{decoder}{g}(\term{encoder}{f}(\tilde x))\bigr)}`,
    ),
    withNumbers: async ({ recipe, parts, ask, step }) => {
      if (recipe.corrupt.kind === 'none' || parts['denoising'] === undefined) return 'absent'
      const { noisy, restored, images } = (await ask('denoising', { kind: 'verdict' })) as VerdictAnswer
      return {
        tex: lines(
          String.raw`\mathbb{E}\,\lVert x-\tilde x\rVert^2 = ${inTex(784 * noisy)},`,
          String.raw`\term{reconstruction}{\mathbb{E}\,\lVert x-g(f(\tilde x))\rVert^2 = ${inTex(784 * restored)}}`,
        ),
        unit: perImage(step, 'squared error', `${images} test images`),
      }
    },
  },
  tweedie: {
    tex: String.raw`\mathbb{E}[x\mid\tilde x] - \tilde x = \sigma^2\,\nabla\log p_\sigma(\tilde x)`,
    // of the mean of all clean images, the arrow is as long as its share in the way back to the clean image
    withNumbers: ({ recipe: { corrupt }, parts, step }) => {
      const part = parts['denoising'] as DenoisingPart | undefined
      // noise that is cut to [0, 1] is not Gaussian
      if (part === undefined || corrupt.kind !== 'gaussian' || corrupt.clip === true) return 'absent'
      const { clean, corrupted, restored, indices } = part
      let [own, back] = [0, 0]
      restored.forEach((value, i) => {
        const arrow = value - corrupted[i]!
        own += arrow ** 2
        back += arrow * (clean[i]! - corrupted[i]!)
      })
      const [length2, along] = [own / indices.length, back / indices.length]
      return {
        tex: lines(
          String.raw`\mathbb{E}\,\lVert r(\tilde x)-\tilde x\rVert^2 = ${inTex(length2)},`,
          String.raw`\mathbb{E}\,(r(\tilde x)-\tilde x)\cdot(x-\tilde x) = ${inTex(along)}`,
        ),
        unit: {
          en: `${perImage(step, 'squared length of the net’s arrow and its product with the way to the clean image,', `${indices.length} test images`).en}. For the mean of the formula, the two are the same.`,
        },
      }
    },
  },
}
