// Masking noise: each pixel is put out with probability ν, whatever it was (Vincent et al. 2008).

import { rateParameter, rateSchema, type Corruption, type Rate } from './corruption.ts'

export const corruption: Corruption<Rate> = {
  id: 'masking',
  label: { en: 'masking' },
  tex: '\\tilde x_i = (1 - m_i)\\, x_i,\\quad m_i \\sim \\mathrm{Bernoulli}(\\nu)',
  parameters: [rateParameter(0.5)],
  switches: [],
  schema: { rate: rateSchema },
  defaults: { rate: 0.5 },
  hides: true,
  corrupt: (x, { rate }, draws) => {
    const mask = draws.uniforms(x.length).map((uniform) => (uniform < rate ? 1 : 0))
    return { x: x.map((value, i) => (mask[i] === 1 ? 0 : value)), mask }
  },
  given: (value, { rate }) => ({ mean: (1 - rate) * value, variance: rate * (1 - rate) * value ** 2 }),
}
