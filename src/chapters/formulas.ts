// The displayed formulas that run: each in TeX, and with the numbers of what the bench shows.

import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { formatSignificant } from '../ui/format.ts'

export interface Now {
  readonly recipe: AutoencoderRecipe
  readonly step: number
  /** over all test images */
  readonly evaluation: Evaluation
}

export interface RunFormula {
  readonly tex: string
  /** the same with numbers, and what they are measured in; null where the run has no such term */
  readonly withNumbers: (now: Now) => { readonly tex: string; readonly unit: Readonly<{ en: string }> } | null
}

const number = (x: number): string => formatSignificant(x, 4).replaceAll(',', '{,}').replace('−', '-')

const perImage = (step: number, unit: string) => ({
  en: `${unit} per image, summed over pixels, mean over the test images, at step ${step}`,
})

export const formulas: Readonly<Record<string, RunFormula>> = {
  squaredError: {
    tex: String.raw`\term{reconstruction}{\frac{1}{784}\lVert x - \term{decoder}{g}(\term{encoder}{f}(x))\rVert^2}`,
    withNumbers: ({ evaluation: { msePerPixel }, step }) => ({
      tex: String.raw`\term{reconstruction}{\tfrac{1}{784}\cdot ${number(784 * msePerPixel)} = ${number(msePerPixel)}}`,
      unit: { en: `squared error, mean over pixels and test images, at step ${step}` },
    }),
  },
  crossEntropy: {
    tex: String.raw`\term{reconstruction}{-\sum_{j}\bigl[x_j\log\hat x_j + (1-x_j)\log(1-\hat x_j)\bigr]}`,
    withNumbers: ({ recipe, evaluation, step }) =>
      recipe.decode.output === 'bernoulli' && recipe.objective.reconstruction.reduce === 'sum'
        ? {
            tex: String.raw`\term{reconstruction}{${number(evaluation.reconstruction)}}`,
            unit: perImage(step, 'nats'),
          }
        : null,
  },
  total: {
    tex: String.raw`L = \term{reconstruction}{d(x,\hat x)} + \term{penalty}{\lambda\,\Omega}`,
    withNumbers: ({ evaluation: { reconstruction, total }, step }) => ({
      tex: String.raw`${number(total)} = \term{reconstruction}{${number(reconstruction)}} + \term{penalty}{${number(total - reconstruction)}}`,
      unit: perImage(step, 'in the units of the objective'),
    }),
  },
  elbo: {
    tex: String.raw`\mathrm{ELBO} = \term{reconstruction}{\mathbb{E}_q[\log p(x\mid z)]} - \term{penalty}{\mathrm{KL}(q(z\mid x)\,\Vert\,p(z))}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const kl = terms['kl']
      if (recipe.code.kind !== 'gaussian' || kl === undefined) return null
      return {
        tex: String.raw`${number(-reconstruction - kl)} = \term{reconstruction}{${number(-reconstruction)}} - \term{penalty}{${number(kl)}}`,
        unit: perImage(step, 'nats'),
      }
    },
  },
}
