// The nets that the claims of this chapter share: tied and untied, held by the penalty and free of it.

import { underSeeds } from '../seeds.ts'

const short = { family: 'contractive', optimise: { steps: 500 } }

export const held = underSeeds(short)
export const free = underSeeds({ ...short, objective: { contraction: { weight: 0 } } })
export const heldUntied = underSeeds({ ...short, decode: { tied: false } })
export const freeUntied = underSeeds({
  ...short,
  decode: { tied: false },
  objective: { contraction: { weight: 0 } },
})
