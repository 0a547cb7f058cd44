// L2 on weights: ½ Σ W² over all kernels, biases left out (curriculum G2).

import type { Scalar } from '@tensorflow/tfjs-core'
import { kernelsOf } from '../../architecture.ts'
import type { Term } from '../term.ts'

export const term: Term = {
  id: 'l2Weights',
  label: { en: 'L2 on weights' },
  tex: '\\tfrac12 \\sum W^2',
  symbol: '\\tfrac12 \\lVert W \\rVert^2',
  colour: 'penalty',
  unit: { en: 'half the squared weights, summed over kernels' },
  off: { weight: 0 },
  schema: {},
  parameters: [{ name: 'weight', label: { en: 'L2 λ' }, min: 0.00001, max: 1, step: 0, initial: 0.001 }],
  value: ({ parameters }, { ops }) => {
    const squares = kernelsOf(parameters).map((name) => ops.sum<Scalar>(ops.square(parameters[name]!)))
    return ops.mul(ops.addN(squares), 0.5)
  },
}
