// Dense layer: input · kernel + bias, kernel (in × out).

import type * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { flat, sizeOf } from '../../shapes.ts'
import { whole } from '../../whole.ts'
import type { DenseSpec, Layer } from '../layer.ts'

export const dense: Layer<DenseSpec> = {
  kind: 'dense',
  label: { en: 'dense' },
  schema: {
    units: whole(8, 4096),
    shape: z.optional(z.readonly(z.tuple([whole(1, 28), whole(1, 28), whole(1, 1024)]))),
  },
  initial: { kind: 'dense', units: 128 },
  learns: true,
  refusal: ({ units, shape }) =>
    shape && sizeOf(shape) !== units
      ? `${units} units cannot form a picture of ${shape.join(' × ')}, which has ${sizeOf(shape)} places`
      : null,
  shape: ({ units, shape }) => shape ?? flat(units),
  build: ({ units }, input, labels) => {
    const inputs = sizeOf(input) + labels
    return [
      { name: 'kernel', shape: [inputs, units], fan: { in: inputs, out: units } },
      { name: 'bias', shape: [units] },
    ]
  },
  apply: (ops, { kernel, bias }, input, { activation }) =>
    ops.dense(input, kernel as tf.Tensor2D, bias as tf.Tensor1D, activation),
  mirror: (_spec, input) => ({
    kind: 'dense',
    units: sizeOf(input),
    ...(input[0] * input[1] > 1 ? { shape: input } : {}),
  }),
}
