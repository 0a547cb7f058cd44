// The formulas of this chapter.

import { number, perImage, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  conditionalBound: {
    tex: String.raw`\term{reconstruction}{\mathbb{E}_q[\log p(x\mid z,c)]} - \term{penalty}{\mathrm{KL}(q(z\mid x,c)\,\Vert\,p(z\mid c))}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const kl = terms['kl']
      if (recipe.code.condition === 'none' || kl === undefined) return null
      return {
        tex: String.raw`\term{reconstruction}{${number(-reconstruction)}} - \term{penalty}{${number(kl)}} = ${number(-reconstruction - kl)}`,
        unit: perImage({ step }, 'nats'),
      }
    },
  },
}
