// Convolution and pooling on every backend, differentiable any number of times: a convolution is im2col and a matrix
// product (Chellapilla, Puri & Simard 2006), its adjoint a matrix product and col2im.

import * as tf from '@tensorflow/tfjs-core'
// by itself: the namespace `tf.image` would bring all ops on images along
import { resizeNearestNeighbor } from '@tensorflow/tfjs-core/dist/ops/image/resize_nearest_neighbor.js'
import { activationGradient, throughActivation } from './activations.ts'
import { differentiable } from './differentiable.ts'
import { col2imKernel } from './kernels/col2im.ts'
import { im2colKernel } from './kernels/im2col.ts'
import {
  channelSumsKernel,
  convInputGradientKernel,
  convKernel,
  convKernelGradientKernel,
  convTransposeKernel,
  lieInPairs,
} from './kernels/convolution.ts'
import { orStock, run, runOr } from './kernels/kernel.ts'
import type { ActivationName } from './activationNames.ts'
import { addBias, dense } from './dense.ts'
import { columnSums, matMul } from './matmul.ts'
import type { ImageShape, Windows } from './windows.ts'

/** Images (batch × height·width·channels) → patches (batch·rows·columns × size·size·channels), zeros outside the image. */
export function im2col(x: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return differentiable([x], (images) => run(im2colKernel, { x: images }, windows) as tf.Tensor2D, {
    again: (dy) => [() => col2im(dy, windows)],
  })
}

/** The adjoint of `im2col`: patches (batch·rows·columns × size·size·channels) → images, summed where they overlap. */
export function col2im(columns: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return differentiable([columns], (patches) => run(col2imKernel, { x: patches }, windows) as tf.Tensor2D, {
    again: (dy) => [() => im2col(dy, windows)],
  })
}

/**
 * x (batch × height·width·channels) with a kernel (size·size·channels × filters), a bias (filters) and an activation
 * → (batch × rows·columns·filters). As everywhere in the field a correlation: the kernel is not flipped.
 */
export function conv(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  windows: Windows,
  activation: ActivationName = 'linear',
): tf.Tensor2D {
  const filters = kernel.shape[1]
  const features = windows.rows * windows.columns * filters
  const byPatches = (): tf.Tensor2D =>
    tf.reshape(dense(im2col(x, windows), kernel, bias, activation), [x.shape[0], features])
  const whole = () =>
    differentiable(
      [x, kernel, bias],
      (x, kernel, bias) => run(convKernel, { x, kernel, bias }, { windows, activation }) as tf.Tensor2D,
      {
        again: (dy, x, kernel, bias) => {
          const patches = im2col(x, windows)
          const netInput = tf.add<tf.Tensor2D>(matMul(patches, kernel), bias)
          const dz = throughActivation(activation, perPosition(dy, filters), netInput)
          return [
            () => col2im(matMul(dz, kernel, false, true), windows),
            () => matMul(patches, dz, true, false),
            () => columnSums(dz),
          ]
        },
        once: (dy, y, x, kernel) => convGradients(activationGradient(activation, dy, y), x, kernel, windows),
      },
    )
  return lieInPairs(filters) ? orStock(convKernel, whole, byPatches) : byPatches()
}

/**
 * x (batch × rows·columns·inChannels) with a kernel (inChannels × size·size·channels), a bias (channels) and an activation
 * → (batch × height·width·channels), where the windows are those of the output. But for the bias, with the transpose of a
 * convolution's kernel it is that one's adjoint.
 */
export function convTranspose(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  windows: Windows,
  activation: ActivationName = 'linear',
): tf.Tensor2D {
  const inChannels = kernel.shape[0]
  const painted = (x: tf.Tensor2D, kernel: tf.Tensor2D) =>
    perPosition(col2im(matMul(perPosition(x, inChannels), kernel), windows), windows.channels)
  const features = windows.height * windows.width * windows.channels
  const byPatches = (): tf.Tensor2D =>
    tf.reshape(addBias(painted(x, kernel), bias, activation), [x.shape[0], features])
  const whole = () =>
    differentiable(
      [x, kernel, bias],
      (x, kernel, bias) =>
        run(convTransposeKernel, { x, kernel, bias }, { windows, activation }) as tf.Tensor2D,
      {
        again: (dy, x, kernel, bias) => {
          const netInput = tf.add<tf.Tensor2D>(painted(x, kernel), bias)
          const dz = throughActivation(activation, perPosition(dy, windows.channels), netInput)
          const patches = im2col(tf.reshape(dz, dy.shape), windows)
          return [
            () => tf.reshape(matMul(patches, kernel, false, true), x.shape),
            () => matMul(perPosition(x, inChannels), patches, true, false),
            () => columnSums(dz),
          ]
        },
        once: (dy, y, x, kernel) =>
          convTransposeGradients(activationGradient(activation, dy, y), x, kernel, windows),
      },
    )
  return lieInPairs(inChannels) ? orStock(convTransposeKernel, whole, byPatches) : byPatches()
}

type Gradients = [() => tf.Tensor, () => tf.Tensor, () => tf.Tensor]

/** The gradients of a convolution's input, kernel and bias from that of its net input, by kernels. Not differentiable. */
function convGradients(dz: tf.Tensor2D, x: tf.Tensor2D, kernel: tf.Tensor2D, windows: Windows): Gradients {
  const filters = kernel.shape[1]
  const origin = { windows, isTranspose: false }
  return [
    () =>
      runOr(convInputGradientKernel, { dz, kernel }, origin, () =>
        col2im(matMul(perPosition(dz, filters), kernel, false, true), windows),
      ),
    () =>
      runOr(convKernelGradientKernel, { x, dz }, origin, () =>
        matMul(im2col(x, windows), perPosition(dz, filters), true, false),
      ),
    () => channelSums(dz, filters),
  ]
}

/** The same of a transposed convolution. */
function convTransposeGradients(
  dz: tf.Tensor2D,
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  windows: Windows,
): Gradients {
  const origin = { windows, isTranspose: true }
  return [
    () =>
      runOr(convInputGradientKernel, { dz, kernel }, origin, () =>
        tf.reshape<tf.Rank.R2>(matMul(im2col(dz, windows), kernel, false, true), x.shape),
      ),
    () =>
      runOr(convKernelGradientKernel, { x, dz }, origin, () =>
        matMul(perPosition(x, kernel.shape[0]), im2col(dz, windows), true, false),
      ),
    () => channelSums(dz, windows.channels),
  ]
}

/** x (batch × pixels·channels) → (channels), summed over images and pixels. */
function channelSums(x: tf.Tensor2D, channels: number): tf.Tensor1D {
  return runOr(channelSumsKernel, { x }, { channels }, () => columnSums(perPosition(x, channels)))
}

export type PoolKind = 'max' | 'average'

/**
 * One number for every window: x (batch × height·width·channels) → (batch × rows·columns·channels). Of equal maxima the
 * first, row by row, takes the whole gradient.
 * @throws RangeError unless the windows lie side by side and cover the image
 */
export function pool(x: tf.Tensor2D, windows: Windows, kind: PoolKind): tf.Tensor2D {
  const { size, stride, height, width, rows, columns } = windows
  if (stride !== size || rows * size !== height || columns * size !== width) {
    throw new RangeError(`Windows of ${size} every ${stride} do not tile an image of ${height} × ${width}.`)
  }
  return size === 1 ? x : pools[kind](x, windows)
}

const pools: Record<PoolKind, (x: tf.Tensor2D, windows: Windows) => tf.Tensor2D> = {
  average: (x, windows) =>
    differentiable(
      [x],
      (images) => flat(tf.avgPool(unfolded(images, windows), windows.size, windows.size, 'valid')),
      { again: (dy) => [() => tf.mul(spread(dy, windows), 1 / windows.size ** 2)] },
    ),
  max: (x, windows) =>
    differentiable([x], (images) => maxima(images, windows), {
      again: (dy, images) => [() => tf.mul(spread(dy, windows), firstMaxima(images, windows))],
    }),
}

/**
 * Nearest neighbour: every pixel of x (batch × height·width·channels) becomes factor × factor equal ones
 * → (batch × height·factor·width·factor·channels). The adjoint of average pooling times factor².
 */
export function upsample(x: tf.Tensor2D, image: ImageShape, factor: number): tf.Tensor2D {
  if (factor === 1) return x
  const { height, width, channels } = image
  return spread(x, {
    size: factor,
    stride: factor,
    top: 0,
    left: 0,
    height: height * factor,
    width: width * factor,
    channels,
    rows: height,
    columns: width,
  })
}

/**
 * One number per window (batch × rows·columns·channels) → that number on all pixels of the window. Sampled at the middle
 * of the pixels, (y + ½) / size, which no rounding carries over an edge.
 */
function spread(x: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return differentiable(
    [x],
    (numbers) => {
      const { height, width, channels, rows, columns } = windows
      const small = unfolded(numbers, { height: rows, width: columns, channels })
      return flat(resizeNearestNeighbor(small, [height, width], false, true))
    },
    { again: (dy) => [() => tf.mul(pools.average(dy, windows), windows.size ** 2)] },
  )
}

/** The largest number of every window, without a gradient. */
function maxima(images: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return flat(tf.maxPool(unfolded(images, windows), windows.size, windows.size, 'valid'))
}

/** 1 on the first largest pixel of every window, 0 on the others; constant wherever it has a derivative. */
function firstMaxima(x: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return differentiable(
    [x],
    (images) => {
      const largest = tf.cast<tf.Tensor2D>(
        tf.equal(images, spread(maxima(images, windows), windows)),
        'float32',
      )
      const ranked = tf.mul<tf.Tensor2D>(largest, earliness(windows))
      const first = tf.equal(ranked, spread(maxima(ranked, windows), windows))
      return tf.mul(largest, tf.cast(first, 'float32'))
    },
    { again: (_dy, images) => [() => tf.zerosLike(images)] },
  )
}

/** From size² at the first pixel of every window down to 1 at its last (1 × height·width·channels). */
function earliness({ size, height, width, channels }: Windows): tf.Tensor2D {
  const ranks = Float32Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels)
    return size ** 2 - (Math.floor(pixel / width) % size) * size - ((pixel % width) % size)
  })
  return tf.tensor2d(ranks, [1, ranks.length])
}

/** (batch × positions·channels) → (batch·positions × channels). */
function perPosition(x: tf.Tensor2D, channels: number): tf.Tensor2D {
  return tf.reshape(x, [x.size / channels, channels])
}

/** (batch × height·width·channels) → (batch × height × width × channels), as the stock ops take images. */
function unfolded(x: tf.Tensor2D, { height, width, channels }: ImageShape): tf.Tensor4D {
  return tf.reshape(x, [x.shape[0], height, width, channels])
}

/** The inverse of `unfolded`. */
function flat(x: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(x, [x.shape[0], x.size / x.shape[0]])
}
