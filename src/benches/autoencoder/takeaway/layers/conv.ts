// A convolution in a notebook: TensorFlow's padding, of which the odd row lies below and the odd column on the right.

import type { ConvSpec } from '../../encode/layer.ts'
import { windowsIn } from '../../encode/layers/conv.ts'
import type { Shape } from '../../shapes.ts'
import { windowsConfig } from '../kerasConfig.ts'
import { kerasArguments } from '../kerasArguments.ts'
import type { LayerLines, LinePlace } from '../lines.ts'
import { given, sides } from '../python.ts'

export const lines: LayerLines<ConvSpec> = {
  kind: 'conv',
  form: 'pictures',
  keras: {
    make: (place) => {
      const { filters, size, stride, padding } = place.spec
      const more = given(`strides=${stride}`, `padding="${padding}"`, kerasArguments(place))
      return `layers.Conv2D(${filters}, ${size}, ${more})`
    },
    apply: (layer, h) => `${layer}(${h})`,
    tied: (kernel, h, { spec: { stride, padding } }) =>
      `ops.conv(${h}, ${kernel}, strides=${stride}, padding="${padding}")`,
    kernel: (saved, { spec: { size, filters }, input }) =>
      `${saved}.reshape(${size}, ${size}, ${input[2]}, ${filters})`,
  },
  torch: {
    make: (place) => {
      const { filters, size, stride } = place.spec
      return `nn.Conv2d(${given(`${place.input[2]}, ${filters}, ${size}`, `stride=${stride}`, evenPadding(place))})`
    },
    apply: (layer, h, place) => `${layer}(${padded(h, place)})`,
    tied: (kernel, h, place) =>
      `F.conv2d(${given(padded(h, place), kernel, `stride=${place.spec.stride}`, evenPadding(place))})`,
    kernel: (saved, { spec: { size, filters }, input }) =>
      `${saved}.reshape(${size}, ${size}, ${input[2]}, ${filters}).transpose(3, 2, 0, 1)`,
  },
  tfjs: ({ spec: { filters, size, stride, padding }, input, activation }) => ({
    className: 'Conv2D',
    config: { ...windowsConfig(filters, [size, size], stride), padding, activation },
    kernel: [size, size, input[2], filters],
  }),
}

/** Zeros on each side of the picture. */
function zerosAround({ spec, input }: { spec: Pick<ConvSpec, 'size' | 'stride' | 'padding'>; input: Shape }) {
  const { size, stride, top, left, rows, columns } = windowsIn(input, spec)
  const after = (windows: number, side: number, before: number) =>
    Math.max(0, (windows - 1) * stride + size - side - before)
  return { top, left, bottom: after(rows, input[0], top), right: after(columns, input[1], left) }
}

function isEven(place: LinePlace<ConvSpec>): boolean {
  const { top, left, bottom, right } = zerosAround(place)
  return top === bottom && left === right
}

/** PyTorch's own padding lays as many zeros before as after. */
function evenPadding(place: LinePlace<ConvSpec>): string | null {
  const { top, left } = zerosAround(place)
  return isEven(place) && top + left > 0 ? `padding=${sides(top, left)}` : null
}

function padded(h: string, place: LinePlace<ConvSpec>): string {
  const { top, left, bottom, right } = zerosAround(place)
  return isEven(place) ? h : `F.pad(${h}, (${left}, ${right}, ${top}, ${bottom}))`
}
