// The kernels of convolution where a matrix of all windows would cost more than it saves, on WebGL: elsewhere im2col and
// products compute, which also say what these do.

import type { ActivationName } from '../activationNames.ts'
import type { Windows } from '../windows.ts'
import { registered } from './kernel.ts'
import { channelSums, windowKernelGradient, windowProduct, windowSpread } from './webgl/convolution.ts'

interface Layer {
  readonly windows: Windows
  readonly activation: ActivationName
}

/** Of which layer a gradient is; the kernel of `convTranspose` lies transposed. */
interface Origin {
  readonly windows: Windows
  readonly isTranspose: boolean
}

/** As `conv` in ../convolution.ts, for an even number of filters. */
export const convKernel = registered<'x' | 'kernel' | 'bias', Layer>({
  name: 'WindowConv',
  webgl: ({ inputs: { x, kernel, bias }, attributes: { windows, activation }, backend }) =>
    windowProduct(backend, x, { info: kernel, isTransposed: false }, windows, { bias, activation }),
})

/** As `convTranspose` in ../convolution.ts, for an even number of channels of its input. */
export const convTransposeKernel = registered<'x' | 'kernel' | 'bias', Layer>({
  name: 'WindowConvTranspose',
  webgl: ({ inputs: { x, kernel, bias }, attributes: { windows, activation }, backend }) =>
    windowSpread(backend, x, { info: kernel, isTransposed: true }, windows, { bias, activation }),
})

/** The gradient of either's input from that of its net input. */
export const convInputGradientKernel = registered<'dz' | 'kernel', Origin>({
  name: 'WindowConvInputGradient',
  webgl: ({ inputs: { dz, kernel }, attributes: { windows, isTranspose }, backend }) =>
    isTranspose
      ? windowProduct(backend, dz, { info: kernel, isTransposed: true }, windows)
      : windowSpread(backend, dz, { info: kernel, isTransposed: false }, windows),
})

/** The gradient of either's kernel from its input and the gradient of its net input. */
export const convKernelGradientKernel = registered<'x' | 'dz', Origin>({
  name: 'WindowConvKernelGradient',
  webgl: ({ inputs: { x, dz }, attributes: { windows, isTranspose }, backend }) =>
    isTranspose
      ? windowKernelGradient(backend, dz, x, windows, true)
      : windowKernelGradient(backend, x, dz, windows, false),
})

/** x (batch × pixels·channels) → (channels), summed over images and pixels. */
export const channelSumsKernel = registered<'x', { readonly channels: number }>({
  name: 'ChannelSums',
  webgl: ({ inputs: { x }, attributes: { channels }, backend }) => channelSums(backend, x, channels),
})
