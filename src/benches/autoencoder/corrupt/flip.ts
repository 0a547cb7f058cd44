// Flipping: with probability ν a pixel becomes its negative, 1 − xᵢ; the other thing that is called salt and
// pepper.

import { rateParameter, rateSchema, type Corruption, type Rate } from './corruption.ts'

export const corruption: Corruption<Rate> = {
  id: 'flip',
  label: { en: 'flipped pixels' },
  tex: '\\tilde x_i = \\begin{cases} 1 - x_i & \\nu \\\\ x_i & 1 - \\nu \\end{cases}',
  parameters: [rateParameter(0.1)],
  switches: [],
  schema: { rate: rateSchema },
  defaults: { rate: 0.1 },
  hides: false,
  corrupt: (x, { rate }, draws) => {
    const uniforms = draws.uniforms(x.length)
    return { x: x.map((value, i) => (uniforms[i]! < rate ? 1 - value : value)), mask: null }
  },
  given: (value, { rate }) => ({
    mean: value + rate * (1 - 2 * value),
    variance: rate * (1 - rate) * (1 - 2 * value) ** 2,
  }),
}
