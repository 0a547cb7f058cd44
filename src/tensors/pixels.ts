// Images on the device, from the bytes in which they are stored.

import * as tf from '@tensorflow/tfjs-core'
import { valuesOf } from '../numerics/bytes.ts'
import { runOr } from './kernels/kernel.ts'
import { pixelsKernel } from './kernels/pixels.ts'

/** Bytes / 255 (images × pixels); the caller disposes of it. The bytes are a multiple of four. */
export function pixelsOf(bytes: Uint8Array, shape: readonly [images: number, pixels: number]): tf.Tensor2D {
  return runOr(pixelsKernel, {}, { bytes, shape }, () => tf.tensor2d(valuesOf(bytes), [...shape]))
}
