// L1 on weights: Σ |W| over all kernels, biases left out (curriculum G2).

import type { Scalar } from '@tensorflow/tfjs-core'
import { kernelsOf } from '../../architecture.ts'
import type { Term } from '../term.ts'

export const term: Term = {
  id: 'l1Weights',
  label: { en: 'L1 on weights' },
  tex: '\\sum |W|',
  symbol: '\\lVert W \\rVert_1',
  colour: 'penalty',
  unit: { en: 'weight, summed over kernels' },
  off: { weight: 0 },
  schema: {},
  parameters: [{ name: 'weight', label: { en: 'L1 λ' }, min: 0.00001, max: 1, step: 0, initial: 0.001 }],
  value: ({ parameters }, { ops }) => {
    const sizes = kernelsOf(parameters).map((name) => ops.sum<Scalar>(ops.abs(parameters[name]!)))
    return ops.addN<Scalar>(sizes)
  },
}
