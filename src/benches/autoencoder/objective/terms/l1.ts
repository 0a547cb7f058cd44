// L1 on activations: Σ |h_j| of the code, per image, as in the LASSO (curriculum H1).

import type { Scalar } from '@tensorflow/tfjs-core'
import type { Term } from '../term.ts'

export const term: Term = {
  id: 'l1',
  label: { en: 'L1 on the code' },
  tex: '\\sum_j |h_j|',
  symbol: '\\lVert h \\rVert_1',
  colour: 'penalty',
  unit: { en: 'activation per image, summed over the code' },
  off: { weight: 0 },
  schema: {},
  parameters: [{ name: 'weight', label: { en: 'L1 code' }, min: 0.001, max: 100, step: 0, initial: 1 }],
  value: ({ encoded, batch }, { ops }) =>
    ops.mul<Scalar>(ops.sum<Scalar>(ops.abs(encoded.code)), 1 / batch.x.shape[0]),
}
