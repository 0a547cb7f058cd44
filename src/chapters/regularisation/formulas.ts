import { entropyFloor } from '../../benches/autoencoder/instruments/objective/lines.ts'
import { reductionOf } from '../../benches/autoencoder/objective/reconstruction.ts'
import { activeTerms, totalOf, weightOf } from '../../benches/autoencoder/objective/terms.ts'
import { inTex, lines, perImage, type Now, type RunFormula } from '../formula.ts'

/** H(P) of the images, kept for those seen last: a run asks at each frame. */
const entropyOf = keptLast(entropyFloor)

export const formulas: Readonly<Record<string, RunFormula>> = {
  total: {
    tex: String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\,\Omega}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const distance = reconstruction * reductionOf(recipe)
      const total = totalOf(recipe, distance, terms)
      const isMean = recipe.objective.reconstruction.reduce === 'mean'
      return {
        tex: String.raw`${inTex(total)} = \term{reconstruction}{${inTex(distance)}} + \term{penalty}{${inTex(total - distance)}}`,
        unit: isMean
          ? { en: `the distance as a mean over pixels, mean over the test images, at step ${step}` }
          : perImage(step, 'in the units of the objective'),
      }
    },
  },
  threeSquares: {
    tex: String.raw`\term{reconstruction}{\sum_j (x_j-\hat x_j)^2} \qquad \term{penalty}{\tfrac{\lambda}{2}\sum W^2} \qquad \term{penalty}{\lambda\sum_j h_j^2}`,
    withNumbers: ({ recipe, evaluation: { msePerPixel, terms }, step }) => {
      const decay = activeTerms(recipe).find(({ id }) => id === 'l2Weights')
      const weight = decay ? weightOf(recipe, decay) : 0
      return {
        tex: String.raw`\term{reconstruction}{${inTex(784 * msePerPixel)}} \qquad \term{penalty}{${inTex(decay ? weight * terms['l2Weights']! : 0)}}`,
        unit: {
          en: `squared error per image, summed over pixels, mean over the test images, at step ${step}; weight decay with λ = ${weight}, summed over all weights. The third is no term of this lab’s objectives: on the code it has L1.`,
        },
      }
    },
  },
  crossEntropy: {
    tex: String.raw`\term{reconstruction}{-\sum_{j}\bigl[x_j\log\hat x_j + (1-x_j)\log(1-\hat x_j)\bigr]}`,
    withNumbers: ({ recipe, evaluation, step }) =>
      recipe.decode.output === 'bernoulli'
        ? {
            tex: String.raw`\term{reconstruction}{${inTex(evaluation.reconstruction)}}`,
            unit: perImage(step, 'nats'),
          }
        : 'absent',
  },
  excess: {
    tex: lines(
      String.raw`\term{penalty}{\mathrm{KL}(P\,\Vert\,Q)} = H(P,Q) - H(P)`,
      String.raw`{} = \sum_x P(x)\log\frac{P(x)}{Q(x)}`,
    ),
    withNumbers: ({ recipe, evaluation: { reconstruction }, test, step }) => {
      if (recipe.decode.output !== 'bernoulli') return 'absent'
      if (test === null) return 'waiting'
      const entropy = entropyOf(test, recipe.data.pixels)
      const shows = recipe.data.pixels === 'grey' ? 'the image’s grey' : 'black or white for certain'
      return {
        tex: String.raw`\term{penalty}{${inTex(reconstruction - entropy)}} = ${inTex(reconstruction)} - ${inTex(entropy)}`,
        unit: { en: `${perImage(step, 'nats').en}; P: each pixel ${shows}, Q: the net’s answer` },
      }
    },
  },
}

function keptLast(entropy: typeof entropyFloor): typeof entropyFloor {
  let last: { test: Now['test']; mode: Parameters<typeof entropyFloor>[1]; value: number } | null = null
  return (test, mode) => {
    if (last?.test !== test || last.mode !== mode)
      last = { test: test as Now['test'], mode, value: entropy(test, mode) }
    return last.value
  }
}
