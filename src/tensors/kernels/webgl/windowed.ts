// What the draws of convolution on WebGL share: the fragments of a product find their numbers in the images, without a matrix
// of the windows. A texel holds two images by two numbers of each; that these are two channels of one pixel takes an even
// number of channels.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../activationNames.ts'
import type { Windows } from '../../windows.ts'
import { activationSource } from './activations.ts'
import { computeInBlocks, type Blocks } from './compute.ts'
import { programs, type Program } from './program.ts'

/** A kernel's matrix: (size·size·channels × filters) as `conv` has it, or its transpose as `convTranspose` has it. */
export interface KernelMatrix {
  readonly info: TensorInfo
  readonly isTransposed: boolean
}

/** What follows in the same draw. */
export interface Behind {
  readonly bias: TensorInfo
  readonly activation: ActivationName
}

/** What every one of these draws is told, in this order. */
export const windowNumbers = [
  'size',
  'stride',
  'top',
  'left',
  'imageHeight',
  'imageWidth',
  'channels',
  'windowRows',
  'windowColumns',
  'filters',
] as const

export function numbersOf(windows: Windows, filters: number): number[] {
  const { size, stride, top, left, height, width, channels, rows, columns } = windows
  return [size, stride, top, left, height, width, channels, rows, columns, filters]
}

/** Images that one fragment takes in turns, so that they share what it reads of the kernel; each is two in truth. */
const imageBlocks: readonly Blocks[] = [
  [8, 1],
  [4, 1],
]

/** GLSL that reads the kernel as if it were not transposed: of two of its rows and two filters, and of one row. */
function kernelSource(isTransposed: boolean): string {
  return `
  vec4 kernelTexel(int rowPair, int filterPair) {
    return ${isTransposed ? 'kernelAt(float(filterPair), float(rowPair)).xzyw' : 'kernelAt(float(rowPair), float(filterPair))'};
  }
  vec2 kernelRow(int line, int filterPair) {
    vec4 two = kernelTexel(line / 2, filterPair);
    return line % 2 == 0 ? two.xy : two.zw;
  }`
}

/** What a program of these is built for. */
export interface Variant {
  readonly isEven: boolean
  readonly isTransposed: boolean
  readonly activation: ActivationName | null
  /** pairs of images that a fragment takes */
  readonly down: number
}

/** A program for every variant that is asked for. */
export function windowedPrograms(
  what: string,
  build: (variant: Variant) => Omit<Program, 'name' | 'numbers'>,
): (variant: Variant) => Program {
  return programs(
    ({ isEven, isTransposed, activation, down }: Variant) => {
      const kernel = isTransposed ? 'a transposed kernel' : 'a kernel'
      return `${what}, ${isEven ? 'even' : 'odd'} channels, ${kernel}, ${activation ?? 'alone'}, ${down} blocks`
    },
    (variant) => ({ numbers: windowNumbers, ...build(variant) }),
  )
}

/** A line of GLSL for each of `count`. */
export const each = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

/** The outputs of all blocks from `sum0`, `sum1` …, behind bias and activation where there are any. */
export function finish(down: number, activation: ActivationName | null, bias: string): string {
  const value = (i: number) => (activation === null ? `sum${i}` : `activated(sum${i} + bias)`)
  return `
  ${activation === null ? '' : `vec4 bias = ${bias};`}
  ${each(down, (i) => `block${i} = within(${value(i)}, row + ${i}.0 * height, column);`)}`
}

/** What the programs of all variants have. */
export function common(variant: Variant): Omit<Program, 'name' | 'numbers' | 'body'> {
  const { isTransposed, activation, down } = variant
  return {
    anywhere: activation === null ? ['x', 'kernel'] : ['x', 'kernel', 'bias'],
    outputs: Array.from({ length: down }, (_, i) => `block${i}`),
    functions: kernelSource(isTransposed) + (activation === null ? '' : activationSource(activation)),
  }
}

/** A program's call, in as many blocks of images as suit the device. */
export function inImageBlocks(
  backend: MathBackendWebGL,
  programOf: (variant: Variant) => Program,
  x: TensorInfo,
  kernel: KernelMatrix,
  windows: Windows,
  behind: Behind | null,
  shape: readonly number[],
): TensorInfo {
  const { isTransposed } = kernel
  const isEven = windows.channels % 2 === 0
  const activation = behind && behind.activation
  return computeInBlocks(
    backend,
    ([down]) => programOf({ isEven, isTransposed, activation, down }),
    imageBlocks,
    {
      anywhere: behind === null ? [x, kernel.info] : [x, kernel.info, behind.bias],
      numbers: numbersOf(windows, filtersOf(kernel)),
    },
    shape,
  )
}

/** How many filters a kernel has. */
export function filtersOf({ info, isTransposed }: KernelMatrix): number {
  return info.shape[isTransposed ? 0 : 1]!
}
