// Transposed convolution: every place paints its window, what overlaps adds up; kernel (channels × size · size · filters).

import type * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { whole } from '../../whole.ts'
import type { Shape } from '../../shapes.ts'
import type { ConvTransposeSpec, Layer } from '../layer.ts'
import { entriesOf, windowsIn, windowsRefused } from './conv.ts'

const largestSide = 64

export const convTranspose: Layer<ConvTransposeSpec> = {
  kind: 'convTranspose',
  label: { en: 'transposed convolution' },
  schema: {
    filters: whole(1, 64),
    size: whole(1, 9),
    stride: whole(1, 4),
    padding: z.enum(['same', 'valid']),
    to: z.optional(z.readonly(z.tuple([whole(1, largestSide), whole(1, largestSide)]))),
  },
  initial: { kind: 'convTranspose', filters: 16, size: 3, stride: 2, padding: 'same' },
  learns: true,
  refusal: (spec, input) => {
    const output = outputOf(spec, input)
    const [height, width] = output
    if (Math.max(height, width) > largestSide)
      return `${height} × ${width} is larger than ${largestSide} × ${largestSide}`
    const refused = windowsRefused(spec, output)
    if (refused !== null) return refused
    const { rows, columns } = windowsIn(output, spec)
    return rows !== input[0] || columns !== input[1]
      ? `${height} × ${width} has ${rows} × ${columns} windows, but ${input[0]} × ${input[1]} come in`
      : null
  },
  shape: outputOf,
  build: ({ filters, size }, [, , channels]) => [
    {
      name: 'kernel',
      shape: [channels, size * size * filters],
      fan: { in: size * size * channels, out: size * size * filters },
    },
    { name: 'bias', shape: [filters] },
  ],
  apply: (ops, { kernel, bias }, input, { spec, shape, activation }) =>
    ops.convTranspose(
      input,
      kernel as tf.Tensor2D,
      bias as tf.Tensor1D,
      windowsIn(outputOf(spec, shape), spec),
      activation,
    ),
  room: (spec, input) => entriesOf(spec, outputOf(spec, input)),
  mirror: ({ size, stride, padding }, [, , channels]) => ({
    kind: 'conv',
    filters: channels,
    size,
    stride,
    padding,
  }),
}

function outputOf({ filters, size, stride, padding, to }: ConvTransposeSpec, [height, width]: Shape): Shape {
  const grown = (side: number) => (padding === 'same' ? side * stride : (side - 1) * stride + size)
  return [to?.[0] ?? grown(height), to?.[1] ?? grown(width), filters]
}
