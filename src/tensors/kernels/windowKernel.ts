// Registers a kernel between images and their windows on every backend: a loop for plain JavaScript and for the memory of
// WASM, a shader for WebGL.

import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../backendNames.ts'
import type { Windows } from '../windows.ts'

export interface WindowKernel {
  readonly name: string
  /** the shape of the output for a batch of images */
  shape(batch: number, windows: Windows): [number, number]
  /** how many images an input of this shape holds */
  batch(shape: readonly number[], windows: Windows): number
  /** fills `output`, which comes with anything in it */
  loop(input: Float32Array, output: Float32Array, batch: number, windows: Windows): void
  /** GLSL that reads the input as getX(row, column) */
  shader(windows: Windows): string
}

export function registerWindowKernel(kernel: WindowKernel): void {
  register<MathBackendCPU>(kernel, 'cpu', ({ backend, x, batch, shape, windows }) => {
    const output = new Float32Array(shape[0] * shape[1])
    kernel.loop(backend.data.get(x.dataId).values as Float32Array, output, batch, windows)
    return backend.makeTensorInfo(shape, 'float32', output)
  })
  register<BackendWasm>(kernel, 'wasm', ({ backend, x, batch, shape, windows }) => {
    // first the output: to allocate it may move the memory under a view of the input
    const output = backend.makeOutput(shape, 'float32')
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(output)]
    kernel.loop(from as Float32Array, to as Float32Array, batch, windows)
    return output
  })
  register<MathBackendWebGL>(kernel, 'webgl', ({ backend, x, shape, windows }) => {
    const program = { variableNames: ['X'], outputShape: shape, userCode: kernel.shader(windows) }
    return backend.runWebGLProgram(program, [x], 'float32')
  })
}

interface Call<Backend> {
  readonly backend: Backend
  readonly x: tf.TensorInfo
  readonly batch: number
  /** of the output */
  readonly shape: [number, number]
  readonly windows: Windows
}

/** Registering needs only the backend's name: its module is loaded when it is started, or never. */
function register<Backend>(
  kernel: WindowKernel,
  backendName: BackendName,
  compute: (call: Call<Backend>) => tf.TensorInfo,
): void {
  tf.registerKernel({
    kernelName: kernel.name,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const windows = attrs as unknown as Windows
      const x = inputs['x']!
      const batch = kernel.batch(x.shape, windows)
      return compute({ backend: backend as Backend, x, batch, shape: kernel.shape(batch, windows), windows })
    },
  })
}

/** Runs a registered kernel on x (2-D) → 2-D. Not differentiable by itself. */
export function runWindowKernel(kernel: WindowKernel, x: tf.Tensor2D, windows: Windows): tf.Tensor2D {
  return tf.engine().runKernel(kernel.name, { x }, { ...windows })
}

/**
 * Calls `visit` for every stretch of pixels that lie side by side both in an image and in a window over it: where the
 * stretch begins among the images and among the windows, and how many numbers it has. Padding is left out.
 */
export function forEachStretch(
  batch: number,
  { size, stride, top, left, height, width, channels, rows, columns }: Windows,
  visit: (image: number, patch: number, length: number) => void,
): void {
  let patch = 0
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = column * stride - left
        const from = Math.max(0, -x)
        const length = (Math.min(size, width - x) - from) * channels
        for (let dy = 0; dy < size; dy++, patch += size * channels) {
          const y = row * stride - top + dy
          if (y < 0 || y >= height) continue
          visit(((image * height + y) * width + x + from) * channels, patch + from * channels, length)
        }
      }
    }
  }
}
