// The nets that the claims of this chapter share: one width, each trained against its own noise or against none.

import { underSeeds } from '../seeds.ts'

const short = { family: 'denoising', optimise: { steps: 600 } }

export const plain = underSeeds({ ...short, corrupt: { kind: 'none' } })
export const gaussian = underSeeds(short)
export const trainedLonger = underSeeds({ family: 'denoising' })
export const unclipped = underSeeds({ ...short, corrupt: { clip: false } })
export const masking = underSeeds({ ...short, corrupt: { kind: 'masking', rate: 0.5 } })
export const saltAndPepper = underSeeds({
  family: 'denoising',
  corrupt: { kind: 'salt-and-pepper', rate: 0.3 },
})
