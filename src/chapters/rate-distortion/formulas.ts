import { weighed, type RunFormula } from '../formula.ts'

export const formulas: Readonly<Record<string, RunFormula>> = {
  rateAndDistortion: {
    tex: String.raw`L = \term{reconstruction}{\text{distortion}} + \term{penalty}{\beta\cdot\text{rate}}`,
    withNumbers: (now) => weighed(now, 'kl', 'nats'),
  },
}
