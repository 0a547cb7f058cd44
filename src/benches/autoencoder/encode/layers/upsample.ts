// Upsampling: every value repeated over a square of places (nearest neighbour).

import { whole } from '../../whole.ts'
import type { Layer, UpsampleSpec } from '../layer.ts'

const largestSide = 64

export const upsample: Layer<UpsampleSpec> = {
  kind: 'upsample',
  label: { en: 'upsampling' },
  schema: { factor: whole(2, 7) },
  initial: { kind: 'upsample', factor: 2 },
  learns: false,
  refusal: ({ factor }, [height, width]) =>
    factor * Math.max(height, width) > largestSide
      ? `${factor * height} × ${factor * width} is larger than ${largestSide} × ${largestSide}`
      : null,
  shape: ({ factor }, [height, width, channels]) => [height * factor, width * factor, channels],
  build: () => [],
  apply: (ops, _none, input, { spec: { factor }, shape: [height, width, channels] }) =>
    ops.upsample(input, { height, width, channels }, factor),
  mirror: ({ factor }) => ({ kind: 'pool', method: 'average', size: factor }),
}
