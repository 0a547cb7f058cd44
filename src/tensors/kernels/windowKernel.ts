// Kernels between images and their windows: what im2col and its adjoint have in common.

import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Windows } from '../windows.ts'
import type { WindowNumbers } from './assembly.ts'
import { registered, type Kernel } from './kernel.ts'
import { fitting } from './shapes.ts'

export interface WindowMap {
  readonly name: string
  /** the shape of the input, in letters */
  readonly takes: string
  fits(x: TensorInfo, windows: Windows): boolean
  /** the shape of the output for a batch of images */
  shape(batch: number, windows: Windows): [number, number]
  /** how many images an input of this shape holds */
  batch(shape: readonly number[], windows: Windows): number
  /** fills `output`, which comes full of zeros */
  loop(input: Float32Array, output: Float32Array, batch: number, windows: Windows): void
  /** its function in assembly/windows.ts */
  readonly assembly: 'im2col' | 'col2im'
  /** GLSL that reads the input as getX(row, column) */
  shader(windows: Windows): string
}

export function registeredWindowKernel(map: WindowMap): Kernel<'x', Windows> {
  const sizes = (x: TensorInfo, windows: Windows) => {
    const batch = map.batch(x.shape, windows)
    return { batch, shape: map.shape(batch, windows) }
  }
  return registered<'x', Windows>({
    name: map.name,
    check: fitting(map.takes, ({ x }, windows) => map.fits(x, windows)),
    cpu: ({ inputs, attributes: windows, values, output }) => {
      const { batch, shape } = sizes(inputs.x, windows)
      const found = new Float32Array(shape[0] * shape[1])
      map.loop(values.x, found, batch, windows)
      return output(shape, found)
    },
    wasm: ({ inputs, attributes: windows, assembly, at, output }) => {
      const { batch, shape } = sizes(inputs.x, windows)
      const found = output(shape)
      assembly[map.assembly](at.x, found.at, batch, ...numbersOf(windows))
      return found
    },
    webgl: ({ inputs, attributes: windows, backend }) => {
      const { shape } = sizes(inputs.x, windows)
      const program = { variableNames: ['X'], outputShape: shape, userCode: map.shader(windows) }
      return backend.runWebGLProgram(program, [inputs.x], 'float32')
    },
  })
}

function numbersOf(windows: Windows): WindowNumbers {
  const { size, stride, top, left, height, width, channels, rows, columns } = windows
  return [size, stride, top, left, height, width, channels, rows, columns]
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
