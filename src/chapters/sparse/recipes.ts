// The nets that the claims of this chapter share: one wide code, with nothing, with L1 on it, or with L1 on the weights.

import { underSeeds } from '../seeds.ts'

const short = { family: 'sparse-l1', optimise: { steps: 500 } }

export const free = underSeeds({ ...short, objective: { l1: { weight: 0 } } })
export const sparse = underSeeds(short)
export const sparseWeights = underSeeds({
  ...short,
  objective: { l1: { weight: 0 }, l1Weights: { weight: 0.003 } },
})
