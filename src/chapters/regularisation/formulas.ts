// The formulas of this chapter.

import type { TermSetting } from '../../benches/autoencoder/objective/term.ts'
import { bernoulliEntropy } from '../../numerics/entropy.ts'
import { number, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  total: {
    tex: String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\,\Omega}`,
    withNumbers: ({ evaluation: { reconstruction, total }, step }) => ({
      tex: String.raw`${number(total)} = \term{reconstruction}{${number(reconstruction)}} + \term{penalty}{${number(total - reconstruction)}}`,
      unit: perImage({ step }, 'in the units of the objective'),
    }),
  },
  threeSquares: {
    tex: String.raw`\term{reconstruction}{\sum_j (x_j-\hat x_j)^2} \qquad \term{penalty}{\tfrac{\lambda}{2}\sum W^2} \qquad \term{penalty}{\lambda\sum_j h_j^2}`,
    withNumbers: ({ recipe, evaluation: { msePerPixel, terms }, step }) => {
      const { weight } = recipe.objective['l2Weights'] as TermSetting
      const decay = weight * (terms['l2Weights'] ?? 0)
      return {
        tex: String.raw`\term{reconstruction}{${number(784 * msePerPixel)}} \qquad \term{penalty}{${number(decay)}}`,
        unit: {
          en: `squared error per image, summed over pixels, mean over the test images, at step ${step}; weight decay with λ = ${weight}, summed over all weights. The third is no term of this lab’s objectives: on the code it has L1.`,
        },
      }
    },
  },
  crossEntropy: {
    tex: String.raw`\term{reconstruction}{-\sum_{j}\bigl[x_j\log\hat x_j + (1-x_j)\log(1-\hat x_j)\bigr]}`,
    withNumbers: ({ recipe, evaluation, step }) =>
      recipe.decode.output === 'bernoulli' && recipe.objective.reconstruction.reduce === 'sum'
        ? {
            tex: String.raw`\term{reconstruction}{${number(evaluation.reconstruction)}}`,
            unit: perImage({ step }, 'nats'),
          }
        : null,
  },
  excess: {
    tex: String.raw`\term{penalty}{\mathrm{KL}(P\,\Vert\,Q)} = H(P,Q) - H(P) = \sum_x P(x)\log\frac{P(x)}{Q(x)}`,
    withNumbers: ({ recipe, evaluation: { reconstruction }, testPixels, step }) => {
      const isSum = recipe.objective.reconstruction.reduce === 'sum'
      if (recipe.decode.output !== 'bernoulli' || !isSum || testPixels === null) return null
      const isGrey = recipe.data.pixels === 'grey'
      const entropy = isGrey ? bernoulliEntropy(testPixels, testPixels.length / 784) : 0
      return {
        tex: String.raw`\term{penalty}{${number(reconstruction - entropy)}} = ${number(reconstruction)} - ${number(entropy)}`,
        unit: {
          en: `${perImage({ step }, 'nats').en}; P: each pixel a coin with the image’s grey, Q: the net’s answer`,
        },
      }
    },
  },
}
