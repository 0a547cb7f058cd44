// Dense layer: input · kernel + bias, kernel (in × out).

import type * as tf from '@tensorflow/tfjs-core'
import type { Layer } from './layer.ts'

export interface DenseSpec {
  readonly kind: 'dense'
  readonly units: number
}

export const dense: Layer<DenseSpec> = {
  kind: 'dense',
  shape: (spec) => spec.units,
  build: (spec, width) => [
    { name: 'kernel', shape: [width, spec.units], fan: { in: width, out: spec.units } },
    { name: 'bias', shape: [spec.units] },
  ],
  apply: (ops, { kernel, bias }, input) =>
    ops.addBias(ops.matMul(input, kernel as tf.Tensor2D), bias as tf.Tensor1D),
  mirror: (_spec, width) => ({ kind: 'dense', units: width }),
}
