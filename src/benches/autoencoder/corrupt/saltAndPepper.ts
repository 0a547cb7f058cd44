// Salt and pepper: with probability ν a pixel becomes 0 or 1, each half of the time, whatever it was (Vincent
// et al. 2010).

import { rateParameter, rateSchema, type Corruption, type Rate } from './corruption.ts'

export const corruption: Corruption<Rate> = {
  id: 'salt-and-pepper',
  label: { en: 'salt and pepper' },
  tex: '\\tilde x_i = \\begin{cases} 0 & \\nu/2 \\\\ 1 & \\nu/2 \\\\ x_i & 1 - \\nu \\end{cases}',
  parameters: [rateParameter(0.3)],
  switches: [],
  schema: { rate: rateSchema },
  defaults: { rate: 0.3 },
  hides: false,
  corrupt: (x, { rate }, draws) => {
    const uniforms = draws.uniforms(x.length)
    const noisy = x.map((value, i) => (uniforms[i]! < rate / 2 ? 0 : uniforms[i]! < rate ? 1 : value))
    return { x: noisy, mask: null }
  },
  given: (value, { rate }) => {
    const mean = (1 - rate) * value + rate / 2
    return { mean, variance: (1 - rate) * (value - mean) ** 2 + (rate / 2) * (mean ** 2 + (1 - mean) ** 2) }
  },
}
