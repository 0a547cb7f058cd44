import { boundOf, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  conditionalBound: {
    tex: String.raw`\term{reconstruction}{\mathbb{E}_q[\log p(x\mid z,c)]} - \term{penalty}{\mathrm{KL}(q(z\mid x,c)\,\Vert\,p(z\mid c))}`,
    withNumbers: (now) => {
      const terms = now.recipe.code.condition === 'label' ? boundOf(now) : null
      if (terms === null) return 'absent'
      const { bound, fit, kl, unit } = terms
      return { tex: String.raw`\term{reconstruction}{${fit}} - \term{penalty}{${kl}} = ${bound}`, unit }
    },
  },
}
