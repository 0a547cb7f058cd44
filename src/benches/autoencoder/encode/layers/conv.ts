// Convolution: every window of the image times the same kernel, kernel (size · size · channels × filters).

import type * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { windowsOf } from '../../../../tensors/windows.ts'
import { sizeOf, type Shape } from '../../shapes.ts'
import { whole } from '../../whole.ts'
import type { ConvSpec, Layer } from '../layer.ts'

/** numbers that the windows of one image may hold, so that a batch of them fits into memory */
const mostEntries = 200_000

export const conv: Layer<ConvSpec> = {
  kind: 'conv',
  label: { en: 'convolution' },
  schema: {
    filters: whole(1, 64),
    size: whole(1, 9),
    stride: whole(1, 4),
    padding: z.enum(['same', 'valid']),
  },
  initial: { kind: 'conv', filters: 16, size: 3, stride: 2, padding: 'same' },
  learns: true,
  refusal: (spec, input) => windowsRefused(spec, input),
  shape: (spec, input) => {
    const { rows, columns } = windowsIn(input, spec)
    return [rows, columns, spec.filters]
  },
  build: ({ filters, size }, [, , channels]) => [
    {
      name: 'kernel',
      shape: [size * size * channels, filters],
      fan: { in: size * size * channels, out: size * size * filters },
    },
    { name: 'bias', shape: [filters] },
  ],
  apply: (ops, { kernel, bias }, input, { spec, shape, activation }) =>
    ops.conv(input, kernel as tf.Tensor2D, bias as tf.Tensor1D, windowsIn(shape, spec), activation),
  room: entriesOf,
  mirror: ({ size, stride, padding }, [height, width, channels]) => ({
    kind: 'convTranspose',
    filters: channels,
    size,
    stride,
    padding,
    to: [height, width],
  }),
}

/** The windows that a convolution of this kind looks through at a picture. */
export function windowsIn(
  [height, width, channels]: Shape,
  { size, stride, padding }: Pick<ConvSpec, 'size' | 'stride' | 'padding'>,
) {
  return windowsOf({ height, width, channels }, { size, stride, padding })
}

/** Numbers in all windows over one picture. */
export function entriesOf(spec: Pick<ConvSpec, 'size' | 'stride' | 'padding'>, input: Shape): number {
  const { rows, columns } = windowsIn(input, spec)
  return rows * columns * spec.size ** 2 * input[2]
}

/** Why these windows cannot be laid over a picture; null where they can. */
export function windowsRefused(
  spec: Pick<ConvSpec, 'size' | 'stride' | 'padding'>,
  input: Shape,
): string | null {
  const [height, width] = input
  if (spec.padding === 'valid' && (spec.size > height || spec.size > width)) {
    return `a window of ${spec.size} × ${spec.size} does not fit into ${height} × ${width}`
  }
  const entries = entriesOf(spec, input)
  return entries > mostEntries
    ? `its windows hold ${entries} numbers of ${sizeOf(input)} for each image, more than ${mostEntries}`
    : null
}
