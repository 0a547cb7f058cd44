// A transposed convolution in a notebook: every place paints its window, and what TensorFlow's padding adds is cut off again.

import type { ConvTransposeSpec } from '../../encode/layer.ts'
import { windowsIn } from '../../encode/layers/conv.ts'
import { windowsConfig } from '../kerasConfig.ts'
import { kerasArguments } from '../kerasArguments.ts'
import type { LayerLines, LinePlace } from '../lines.ts'
import { given, sides } from '../python.ts'

type Here = LinePlace<ConvTransposeSpec>

export const lines: LayerLines<ConvTransposeSpec> = {
  kind: 'convTranspose',
  form: 'pictures',
  keras: {
    make: (place) => {
      const { filters, size, stride } = place.spec
      const more = given(
        `strides=${stride}`,
        `padding="${kerasPadding(place)}"`,
        outputPadding(place),
        // Keras' kernel is (size, size, outputs, inputs)
        kerasArguments(place, 'fan_out'),
      )
      return `layers.Conv2DTranspose(${filters}, ${size}, ${more})`
    },
    apply: (layer, h, place) => `${layer}(${h})${kerasCut(place)}`,
    tied: (kernel, h, place) =>
      `ops.conv_transpose(${given(h, kernel, `strides=${place.spec.stride}`, `padding="${kerasPadding(place)}"`, outputPadding(place))})${kerasCut(place)}`,
    kernel: (saved, { spec: { size, filters }, input }) =>
      `${saved}.reshape(${input[2]}, ${size}, ${size}, ${filters}).transpose(1, 2, 3, 0)`,
  },
  torch: {
    make: (place) => {
      const { filters, size, stride } = place.spec
      return `nn.ConvTranspose2d(${given(`${place.input[2]}, ${filters}, ${size}`, `stride=${stride}`, torchPadding(place))})`
    },
    apply: (layer, h, place) => `${layer}(${h})${torchCut(place)}`,
    tied: (kernel, h, place) =>
      `F.conv_transpose2d(${given(h, kernel, `stride=${place.spec.stride}`, torchPadding(place))})${torchCut(place)}`,
    kernel: (saved, { spec: { size, filters }, input }) =>
      `${saved}.reshape(${input[2]}, ${size}, ${size}, ${filters}).transpose(0, 3, 1, 2)`,
  },
  tfjs: (place) => {
    const { filters, size, stride } = place.spec
    // zeros at the ends of the kernel reach the rows and columns that have a bias alone
    const [rows, columns] = unreached(place)
    const sides: [number, number] = [size + rows, size + columns]
    const { activation, input } = place
    return {
      className: 'Conv2DTranspose',
      config: { ...windowsConfig(filters, sides, stride), padding: kerasPadding(place), activation },
      kernel: [...sides, filters, input[2]],
      inputsLast: true,
      crop: kerasCrop(place),
    }
  },
}

/** How far the windows reach, and what of it is the picture. */
function reachOf({ spec, input, output }: Here) {
  const { top, left } = windowsIn(output, spec)
  const along = (windows: number, before: number, side: number) => {
    const full = (windows - 1) * spec.stride + spec.size
    return {
      before,
      side,
      full,
      missing: Math.max(0, side - full),
      over: Math.max(0, full - 2 * before - side),
    }
  }
  return { vertical: along(input[0], top, output[0]), horizontal: along(input[1], left, output[1]) }
}

/** Keras' `same` paints stride times the picture, its `valid` all that the windows reach. */
function kerasPadding({ spec, input, output }: Here): 'same' | 'valid' {
  const isGrown = [0, 1].every((i) => output[i] === input[i]! * spec.stride)
  return spec.padding === 'same' && isGrown ? 'same' : 'valid'
}

/** Rows and columns of the picture that no window reaches: its bias alone. */
function unreached(place: Here): [rows: number, columns: number] {
  if (kerasPadding(place) === 'same') return [0, 0]
  const { vertical, horizontal } = reachOf(place)
  return [vertical.missing, horizontal.missing]
}

/** What Keras' `valid` paints beyond the picture: rows above and below, columns left and right. */
function kerasCrop(place: Here): [vertical: [number, number], horizontal: [number, number]] {
  if (kerasPadding(place) === 'same')
    return [
      [0, 0],
      [0, 0],
    ]
  const { vertical, horizontal } = reachOf(place)
  const ends = ({ before, side, full, missing }: typeof vertical): [number, number] => {
    // windows that are smaller than the stride are filled up to it
    const filled = Math.max(0, place.spec.stride - place.spec.size - missing)
    return [before, full + missing + filled - before - side]
  }
  return [ends(vertical), ends(horizontal)]
}

function outputPadding(place: Here): string | null {
  const [rows, columns] = unreached(place)
  return rows + columns > 0 ? `output_padding=${sides(rows, columns)}` : null
}

function kerasCut(place: Here): string {
  const { vertical, horizontal } = reachOf(place)
  // told of an output padding, Keras fills nothing up
  const crops =
    outputPadding(place) === null
      ? kerasCrop(place).flat()
      : [vertical, horizontal].flatMap(({ before, side, full, missing }) => [
          before,
          full + missing - before - side,
        ])
  if (crops.every((cut) => cut === 0)) return ''
  const [height, width] = place.output
  return `[:, ${cutOf(vertical.before, height)}, ${cutOf(horizontal.before, width)}, :]`
}

const cutOf = (before: number, side: number): string => `${before}:${before + side}`

function torchPadding(place: Here): string | null {
  const { vertical, horizontal } = reachOf(place)
  const padding = vertical.before + horizontal.before > 0
  const more = vertical.missing + horizontal.missing > 0
  const both = given(
    padding ? `padding=${sides(vertical.before, horizontal.before)}` : null,
    more ? `output_padding=${sides(vertical.missing, horizontal.missing)}` : null,
  )
  return both === '' ? null : both
}

/** PyTorch cuts as much off after as before; what TensorFlow's padding has more of after is cut off here. */
function torchCut(place: Here): string {
  const { vertical, horizontal } = reachOf(place)
  return vertical.over + horizontal.over > 0 ? `[:, :, :${vertical.side}, :${horizontal.side}]` : ''
}
