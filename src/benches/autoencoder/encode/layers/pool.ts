// Pooling: of each window the largest value, or the mean; windows do not overlap.

import * as z from 'zod/mini'
import { whole } from '../../whole.ts'
import type { Layer, PoolSpec } from '../layer.ts'
import { windowsIn } from './conv.ts'

export const pool: Layer<PoolSpec> = {
  kind: 'pool',
  label: { en: 'pooling' },
  schema: { method: z.enum(['max', 'average']), size: whole(2, 7) },
  initial: { kind: 'pool', method: 'max', size: 2 },
  learns: false,
  refusal: ({ size }, [height, width]) =>
    height % size === 0 && width % size === 0
      ? null
      : `${height} × ${width} cannot be divided into windows of ${size} × ${size}`,
  shape: ({ size }, [height, width, channels]) => [height / size, width / size, channels],
  build: () => [],
  apply: (ops, _none, input, { spec: { size, method }, shape }) =>
    ops.pool(input, windowsIn(shape, { size, stride: size, padding: 'valid' }), method),
  mirror: ({ size }) => ({ kind: 'upsample', factor: size }),
}
