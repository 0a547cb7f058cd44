// The formulas of this chapter.

import type { TermSetting } from '../../benches/autoencoder/objective/term.ts'
import { number, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  rateAndDistortion: {
    tex: String.raw`L = \term{reconstruction}{\text{distortion}} + \term{penalty}{\beta\cdot\text{rate}}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const [{ weight }, rate] = [recipe.objective['kl'] as TermSetting, terms['kl']]
      if (rate === undefined) return null
      return {
        tex: String.raw`${number(reconstruction + weight * rate)} = \term{reconstruction}{${number(reconstruction)}} + \term{penalty}{${number(weight)}\cdot ${number(rate)}}`,
        unit: perImage({ step }, 'nats'),
      }
    },
  },
}
