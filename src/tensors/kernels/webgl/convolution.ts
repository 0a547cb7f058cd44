// Convolution on WebGL without a matrix of its windows: the fragments of a product find their numbers in the images. A texel
// holds two images by two numbers of each; that these are two channels of one pixel takes an even number of channels.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../activationNames.ts'
import type { Windows } from '../../windows.ts'
import { activationSource } from './activations.ts'
import { compute, computeInBlocks, type Blocks } from './compute.ts'
import type { Program } from './program.ts'
import { columnSums } from './sums.ts'

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

const windowNumbers = [
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

function numbersOf(windows: Windows, filters: number): number[] {
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

interface Variant {
  readonly isEven: boolean
  readonly isTransposed: boolean
  readonly activation: ActivationName | null
  /** pairs of images that a fragment takes */
  readonly down: number
}

type Build = (variant: Variant) => Omit<Program, 'name' | 'numbers'>

/** A program for every variant that is asked for. */
function family(what: string, build: Build): (variant: Variant) => Program {
  const programs = new Map<string, Program>()
  return (variant) => {
    const { isEven, isTransposed, activation, down } = variant
    const kernel = isTransposed ? 'a transposed kernel' : 'a kernel'
    const name = `${what}, ${isEven ? 'even' : 'odd'} channels, ${kernel}, ${activation ?? 'alone'}, ${down} blocks`
    let program = programs.get(name)
    if (program === undefined) {
      program = { name, numbers: windowNumbers, ...build(variant) }
      programs.set(name, program)
    }
    return program
  }
}

const each = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

/** The outputs of all blocks from `sum0`, `sum1` …, behind bias and activation where there are any. */
function finish(down: number, activation: ActivationName | null, bias: string): string {
  const value = (i: number) => (activation === null ? `sum${i}` : `activated(sum${i} + bias)`)
  return `
  ${activation === null ? '' : `vec4 bias = ${bias};`}
  ${each(down, (i) => `block${i} = within(${value(i)}, row + ${i}.0 * height, column);`)}`
}

function common(variant: Variant): Omit<Program, 'name' | 'numbers' | 'body'> {
  const { isTransposed, activation, down } = variant
  return {
    anywhere: activation === null ? ['x', 'kernel'] : ['x', 'kernel', 'bias'],
    outputs: Array.from({ length: down }, (_, i) => `block${i}`),
    functions: kernelSource(isTransposed) + (activation === null ? '' : activationSource(activation)),
  }
}

const productProgram = family('product of windows', (variant) => {
  const { isEven, down, activation } = variant
  const pair = isEven
    ? `for (int c = 0; c < halfChannels; c++) {
        vec4 k = kernelTexel(window * halfChannels + c, filterPair);
        float at = float(pixel * halfChannels + c);
        ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += x${i}.xxzz * k.xyxy + x${i}.yyww * k.zwzw;`)}
      }`
    : `for (int c = 0; c < int(channels); c++) {
        vec4 k = kernelRow(window * int(channels) + c, filterPair).xyxy;
        int entry = pixel * int(channels) + c;
        float at = float(entry / 2);
        bool isFirst = entry % 2 == 0;
        ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += (isFirst ? x${i}.xxzz : x${i}.yyww) * k;`)}
      }`
  return {
    ...common(variant),
    body: `
  int halfChannels = int(channels) / 2;
  int halfFilters = int(filters) / 2;
  int under = int(column) / halfFilters;
  int filterPair = int(column) % halfFilters;
  int fromY = under / int(windowColumns) * int(stride) - int(top);
  int fromX = under % int(windowColumns) * int(stride) - int(left);
  ${each(down, (i) => `vec4 sum${i} = vec4(0.0);`)}
  for (int dy = 0; dy < int(size); dy++) {
    int atY = fromY + dy;
    if (atY < 0 || atY >= int(imageHeight)) continue;
    for (int dx = 0; dx < int(size); dx++) {
      int atX = fromX + dx;
      if (atX < 0 || atX >= int(imageWidth)) continue;
      int window = dy * int(size) + dx;
      int pixel = atY * int(imageWidth) + atX;
      ${pair}
    }
  }
  ${finish(down, activation, 'biasAt(0.0, float(filterPair)).xyxy')}`,
  }
})

const spreadProgram = family('spread over windows', (variant) => {
  const { isEven, down, activation } = variant
  /** every window over the pixel `pixel`, and what it adds to `sums` */
  const windows = (inner: string) => `
    int atY = pixel / int(imageWidth) + int(top);
    int atX = pixel % int(imageWidth) + int(left);
    for (int dy = 0; dy < int(size); dy++) {
      int windowRow = (atY - dy) / int(stride);
      if (atY < dy || windowRow * int(stride) != atY - dy || windowRow >= int(windowRows)) continue;
      for (int dx = 0; dx < int(size); dx++) {
        int windowColumn = (atX - dx) / int(stride);
        if (atX < dx || windowColumn * int(stride) != atX - dx || windowColumn >= int(windowColumns)) continue;
        int window = dy * int(size) + dx;
        int from = (windowRow * int(windowColumns) + windowColumn) * halfFilters;
        for (int f = 0; f < halfFilters; f++) {
          float at = float(from + f);
          ${inner}
        }
      }
    }`
  const start = `
  int halfChannels = int(channels) / 2;
  int halfFilters = int(filters) / 2;
  ${each(down, (i) => `vec4 sum${i} = vec4(0.0);`)}`
  if (isEven) {
    return {
      ...common(variant),
      body: `
  ${start}
  int pixel = int(column) / halfChannels;
  int channel = int(column) % halfChannels;
  {
    ${windows(`vec4 k = kernelTexel(window * halfChannels + channel, f);
          ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += x${i}.xxzz * k.xzxz + x${i}.yyww * k.ywyw;`)}`)}
  }
  ${finish(down, activation, 'biasAt(0.0, float(channel)).xyxy')}`,
    }
  }
  return {
    ...common(variant),
    functions: `${common(variant).functions}
    float biasOf(int channel) { vec4 two = ${activation === null ? 'vec4(0.0)' : 'biasAt(0.0, float(channel / 2))'}; return channel % 2 == 0 ? two.x : two.y; }`,
    body: `
  ${start}
  // the two numbers of a texel belong to pixels or channels of their own
  int entry = 2 * int(column);
  for (int second = 0; second < 2; second++) {
    int pixel = (entry + second) / int(channels);
    int channel = (entry + second) % int(channels);
    vec4 which = second == 0 ? vec4(1.0, 0.0, 1.0, 0.0) : vec4(0.0, 1.0, 0.0, 1.0);
    ${windows(`vec2 k = kernelRow(window * int(channels) + channel, f);
          ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += (x${i}.xxzz * k.x + x${i}.yyww * k.y) * which;`)}`)}
  }
  ${finish(down, activation, 'vec2(biasOf(entry % int(channels)), biasOf((entry + 1) % int(channels))).xyxy')}`,
  }
})

/**
 * x (batch × height·width·channels) times a kernel under every window → (batch × rows·columns·filters), for an even number
 * of filters.
 */
export function windowProduct(
  backend: MathBackendWebGL,
  x: TensorInfo,
  kernel: KernelMatrix,
  windows: Windows,
  behind: Behind | null = null,
): TensorInfo {
  const filters = filtersOf(kernel)
  const shape = [x.shape[0]!, windows.rows * windows.columns * filters]
  return inImageBlocks(backend, productProgram, x, kernel, windows, behind, shape)
}

/** Its adjoint: x (batch × rows·columns·filters) → (batch × height·width·channels). */
export function windowSpread(
  backend: MathBackendWebGL,
  x: TensorInfo,
  kernel: KernelMatrix,
  windows: Windows,
  behind: Behind | null = null,
): TensorInfo {
  const shape = [x.shape[0]!, windows.height * windows.width * windows.channels]
  return inImageBlocks(backend, spreadProgram, x, kernel, windows, behind, shape)
}

function inImageBlocks(
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

function filtersOf({ info, isTransposed }: KernelMatrix): number {
  return info.shape[isTransposed ? 0 : 1]!
}

const gradientNumbers = [...windowNumbers, 'images'] as const

/** Where in the images and in the windows' numbers a block of the kernel's gradient looks. */
function gradientProgram(isEven: boolean, isTransposed: boolean, [down, across]: Blocks): Program {
  const kernel = isTransposed ? 'a transposed kernel' : 'a kernel'
  const name = `gradient of ${kernel}, ${isEven ? 'even' : 'odd'} channels, ${down} by ${across} blocks`
  const program = { name, anywhere: ['x', 'windowed'], numbers: gradientNumbers }
  // rows of the kernel lie below each other, those of its transpose side by side
  const [line, filterPair] = isTransposed
    ? ['column + float(BLOCK) * width', 'row + float(BLOCK) * height']
    : ['row + float(BLOCK) * height', 'column + float(BLOCK) * width']
  const [lines, filterPairs] = isTransposed ? [across, down] : [down, across]
  const at = (place: string, i: number) => place.replace('BLOCK', String(i))
  const order = (value: string) => (isTransposed ? `${value}.xzyw` : value)
  const outputs = Array.from({ length: down * across }, (_, i) => `block${i}`)
  const outputOf = (i: number, j: number) => (isTransposed ? j * across + i : i * across + j)
  const eachOfBoth = (text: (i: number, j: number) => string) =>
    each(lines, (i) => each(filterPairs, (j) => text(i, j)))
  const loop = (before: string, inside: (n: string, isLast: boolean) => string) => `
  int halfChannels = int(channels) / 2;
  int halfFilters = int(filters) / 2;
  int imagePairs = int(images) / 2;
  ${each(filterPairs, (j) => `int filterPair${j} = int(${at(filterPair, j)});`)}
  for (int under = 0; under < int(windowRows) * int(windowColumns); under++) {
    int fromY = under / int(windowColumns) * int(stride) - int(top);
    int fromX = under % int(windowColumns) * int(stride) - int(left);
    ${before}
    ${each(filterPairs, (j) => `float windowedAt${j} = float(under * halfFilters + filterPair${j});`)}
    for (int n = 0; n < imagePairs; n++) { ${inside('float(n)', false)} }
    if (2 * imagePairs < int(images)) { ${inside('float(imagePairs)', true)} }
  }`
  const windowOf = (i: string, entry: string) => `
    int atY${i} = fromY + ${entry} / int(channels) / int(size);
    int atX${i} = fromX + ${entry} / int(channels) % int(size);
    bool isIn${i} = atY${i} >= 0 && atY${i} < int(imageHeight) && atX${i} >= 0 && atX${i} < int(imageWidth);
    int at${i} = (atY${i} * int(imageWidth) + atX${i}) * int(channels) + ${entry} % int(channels);`
  if (isEven) {
    return {
      ...program,
      outputs,
      body: `
  ${eachOfBoth((i, j) => `vec4 sum${i}_${j} = vec4(0.0);`)}
  ${each(lines, (i) => `int entry${i} = 2 * int(${at(line, i)});`)}
  ${loop(
    each(lines, (i) => windowOf(String(i), `entry${i}`)),
    (n, isLast) => `
      ${each(filterPairs, (j) => `vec4 y${j} = windowedAt(${n}, windowedAt${j});`)}
      ${each(
        lines,
        (i) => `vec4 x${i} = isIn${i} ? xAt(${n}, float(at${i} / 2)) : vec4(0.0);
      ${each(filterPairs, (j) => `sum${i}_${j} += x${i}.xxyy * y${j}.xyxy${isLast ? '' : ` + x${i}.zzww * y${j}.zwzw`};`)}`,
      )}`,
  )}
  ${eachOfBoth((i, j) => `block${outputOf(i, j)} = within(${order(`sum${i}_${j}`)}, row + ${isTransposed ? j : i}.0 * height, column + ${isTransposed ? i : j}.0 * width);`)}`,
    }
  }
  return {
    ...program,
    outputs,
    functions: `
  // one number of each of two images
  vec2 twoAt(float n, int entry) {
    vec4 four = xAt(n, float(entry / 2));
    return entry % 2 == 0 ? four.xz : four.yw;
  }`,
    body: `
  vec4 sum = vec4(0.0);
  int entryUpper = 2 * int(${at(line, 0)});
  int entryLower = entryUpper + 1;
  ${loop(
    windowOf('Upper', 'entryUpper') + windowOf('Lower', 'entryLower'),
    (n, isLast) => `
      vec4 y = windowedAt(${n}, windowedAt0);
      vec2 upper = isInUpper ? twoAt(${n}, atUpper) : vec2(0.0);
      vec2 lower = isInLower ? twoAt(${n}, atLower) : vec2(0.0);
      sum += vec4(upper.x * y.xy, lower.x * y.xy)${isLast ? '' : ' + vec4(upper.y * y.zw, lower.y * y.zw)'};`,
  )}
  block0 = within(${order('sum')}, row, column);`,
  }
}

const gradientPrograms = new Map<string, Program>()

const gradientBlocks: readonly Blocks[] = [
  [4, 2],
  [2, 2],
]

/**
 * The gradient of a kernel from images (batch × height·width·channels) and a number of every window and filter
 * (batch × rows·columns·filters) → (size·size·channels × filters), or its transpose; for an even number of filters.
 */
export function windowKernelGradient(
  backend: MathBackendWebGL,
  x: TensorInfo,
  windowed: TensorInfo,
  windows: Windows,
  isTransposed: boolean,
): TensorInfo {
  const { size, channels, rows, columns } = windows
  const images = x.shape[0]!
  const filters = windowed.shape[1]! / (rows * columns)
  const isEven = channels % 2 === 0
  const shape = [size * size * channels, filters]
  return computeInBlocks(
    backend,
    (blocks) => {
      const name = [isEven, isTransposed, ...blocks].join()
      let program = gradientPrograms.get(name)
      if (program === undefined) {
        program = gradientProgram(isEven, isTransposed, blocks)
        gradientPrograms.set(name, program)
      }
      return program
    },
    isEven ? gradientBlocks : [],
    { anywhere: [x, windowed], numbers: [...numbersOf(windows, filters), images] },
    isTransposed ? shape.toReversed() : shape,
  )
}

const channelProgram: Program = {
  name: 'sums of channels',
  anywhere: ['x'],
  numbers: ['channels', 'pixels'],
  outputs: ['sums'],
  functions: `
  float numberAt(int entry) {
    vec4 two = xAt(0.0, float(entry / 2));
    return entry % 2 == 0 ? two.x : two.y;
  }`,
  body: `
  vec2 sum = vec2(0.0);
  int channel = 2 * int(column);
  for (int pixel = 0; pixel < int(pixels); pixel++) {
    int entry = pixel * int(channels) + channel;
    sum += int(channels) % 2 == 0
      ? xAt(0.0, float(entry / 2)).xy
      : vec2(numberAt(entry), numberAt(entry + 1));
  }
  sums = within(vec4(sum, 0.0, 0.0), row, column);`,
}

/** x (batch × pixels·channels) → (channels), in two draws: over the images, then over the pixels. */
export function channelSums(backend: MathBackendWebGL, x: TensorInfo, channels: number): TensorInfo {
  const sums = columnSums(backend, x)
  if (sums.shape[0] === channels) return sums
  const numbers = [channels, sums.shape[0]! / channels]
  const found = compute(backend, channelProgram, { anywhere: [sums], numbers }, [channels])
  backend.disposeIntermediateTensorInfo(sums)
  return found
}
