// The kernels of convolution where a matrix of all windows would cost more than it saves, on WebGL: elsewhere im2col and
// products compute, which also say what these do.

import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../activationNames.ts'
import type { Windows } from '../windows.ts'
import { registered } from './kernel.ts'
import { fitting, isMatrix, isVector } from './shapes.ts'
import { channelSums } from './webgl/sums.ts'
import { windowKernelGradient } from './webgl/windowKernelGradient.ts'
import { windowProduct } from './webgl/windowProduct.ts'
import { windowSpread } from './webgl/windowSpread.ts'

interface Layer {
  readonly windows: Windows
  readonly activation: ActivationName
}

/** Of which layer a gradient is; the kernel of `convTranspose` lies transposed. */
interface Origin {
  readonly windows: Windows
  readonly isTranspose: boolean
}

const pixelsOf = ({ height, width, channels }: Windows) => height * width * channels
const depthOf = ({ size, channels }: Windows) => size * size * channels

/** Can these kernels compute with so many filters? A texel holds two of a window's numbers, and none of the next one's. */
export function lieInPairs(filters: number): boolean {
  return filters % 2 === 0
}

/** One number of every window and filter. */
function isOfWindows(info: TensorInfo, { rows, columns }: Windows, filters: number): boolean {
  return lieInPairs(filters) && isMatrix(info, null, rows * columns * filters)
}

/** As `conv` in ../convolution.ts, for an even number of filters. */
export const convKernel = registered<'x' | 'kernel' | 'bias', Layer>({
  name: 'WindowConv',
  check: fitting(
    'x (batch × height·width·channels), kernel (size·size·channels × filters) and bias (filters), for an even number of filters',
    ({ x, kernel, bias }, { windows }) =>
      isMatrix(x, null, pixelsOf(windows)) &&
      isMatrix(kernel, depthOf(windows), null) &&
      isVector(bias, kernel.shape[1]!) &&
      lieInPairs(kernel.shape[1]!),
  ),
  webgl: ({ inputs: { x, kernel, bias }, attributes: { windows, activation }, backend }) =>
    windowProduct(backend, x, { info: kernel, isTransposed: false }, windows, { bias, activation }),
})

/** As `convTranspose` in ../convolution.ts, for an even number of channels of its input. */
export const convTransposeKernel = registered<'x' | 'kernel' | 'bias', Layer>({
  name: 'WindowConvTranspose',
  check: fitting(
    'x (batch × rows·columns·filters), kernel (filters × size·size·channels) and bias (channels), for an even number of filters',
    ({ x, kernel, bias }, { windows }) =>
      isMatrix(kernel, null, depthOf(windows)) &&
      isOfWindows(x, windows, kernel.shape[0]!) &&
      isVector(bias, windows.channels),
  ),
  webgl: ({ inputs: { x, kernel, bias }, attributes: { windows, activation }, backend }) =>
    windowSpread(backend, x, { info: kernel, isTransposed: true }, windows, { bias, activation }),
})

/** The gradient of either's input from that of its net input. */
export const convInputGradientKernel = registered<'dz' | 'kernel', Origin>({
  name: 'WindowConvInputGradient',
  check: fitting(
    'dz and kernel of one layer, for an even number of filters',
    ({ dz, kernel }, { windows, isTranspose }) =>
      isTranspose
        ? isMatrix(kernel, null, depthOf(windows)) &&
          isMatrix(dz, null, pixelsOf(windows)) &&
          lieInPairs(kernel.shape[0]!)
        : isMatrix(kernel, depthOf(windows), null) && isOfWindows(dz, windows, kernel.shape[1]!),
  ),
  webgl: ({ inputs: { dz, kernel }, attributes: { windows, isTranspose }, backend }) =>
    isTranspose
      ? windowProduct(backend, dz, { info: kernel, isTransposed: true }, windows)
      : windowSpread(backend, dz, { info: kernel, isTransposed: false }, windows),
})

/** The gradient of either's kernel from its input and the gradient of its net input. */
export const convKernelGradientKernel = registered<'x' | 'dz', Origin>({
  name: 'WindowConvKernelGradient',
  check: fitting(
    'x and dz of one layer and one batch, for an even number of filters',
    ({ x, dz }, { windows, isTranspose }) => {
      const [images, windowed] = isTranspose ? [dz, x] : [x, dz]
      const filters = windowed.shape[1]! / (windows.rows * windows.columns)
      return isMatrix(images, windowed.shape[0], pixelsOf(windows)) && isOfWindows(windowed, windows, filters)
    },
  ),
  webgl: ({ inputs: { x, dz }, attributes: { windows, isTranspose }, backend }) =>
    isTranspose
      ? windowKernelGradient(backend, dz, x, windows, true)
      : windowKernelGradient(backend, x, dz, windows, false),
})

/** x (batch × pixels·channels) → (channels), summed over images and pixels. */
export const channelSumsKernel = registered<'x', { readonly channels: number }>({
  name: 'ChannelSums',
  check: fitting(
    'x (batch × pixels·channels)',
    ({ x }, { channels }) => isMatrix(x) && x.shape[1]! % channels === 0,
  ),
  webgl: ({ inputs: { x }, attributes: { channels }, backend }) => channelSums(backend, x, channels),
})
