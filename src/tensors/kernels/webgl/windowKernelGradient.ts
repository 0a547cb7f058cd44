// The gradient of a convolution's kernel on WebGL: products over all images and windows, in one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Windows } from '../../windows.ts'
import { computeInBlocks, type Blocks } from './compute.ts'
import { programs, type Program } from './program.ts'
import { each, numbersOf, windowNumbers } from './windowed.ts'

const gradientNumbers = [...windowNumbers, 'images'] as const

interface Variant {
  readonly isEven: boolean
  readonly isTransposed: boolean
  readonly blocks: Blocks
}

/** Where in the images and in the windows' numbers a block of the kernel's gradient looks. */
function gradientProgram({ isEven, isTransposed, blocks: [down, across] }: Variant): Omit<Program, 'name'> {
  const program = { anywhere: ['x', 'windowed'], numbers: gradientNumbers }
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

const programOf = programs(({ isEven, isTransposed, blocks: [down, across] }: Variant) => {
  const kernel = isTransposed ? 'a transposed kernel' : 'a kernel'
  return `gradient of ${kernel}, ${isEven ? 'even' : 'odd'} channels, ${down} by ${across} blocks`
}, gradientProgram)

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
    (blocks) => programOf({ isEven, isTransposed, blocks }),
    isEven ? gradientBlocks : [],
    { anywhere: [x, windowed], numbers: [...numbersOf(windows, filters), images] },
    isTransposed ? shape.toReversed() : shape,
  )
}
