// Convolution and pooling against the stock ops, against plain loops in double precision, and as adjoints of one another.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { col2im, conv, convTranspose, im2col, pool, upsample } from '../../../src/tensors/convolution.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { windowsOf, type ImageShape, type Padding, type Windows } from '../../../src/tensors/windows.ts'
import { centralDifferences, relativeError } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { unbiased, unbiasedTranspose } from '../../support/unbiased.ts'

const random = openStream(8, 'measuring')
const normals = (step: number, count: number) => random.normals(step, count)

/** Values and gradients are float32; a wrong factor, sign or place is off by far more. */
const tolerance = 2e-6

const image: ImageShape = { height: 7, width: 5, channels: 3 }
const numbers = (image: ImageShape) => image.height * image.width * image.channels
const batch = 2

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => sumOf(Array.from(a, (value, i) => value * b[i]!))

const matrix = (values: ArrayLike<number>, rows: number) =>
  tf.tensor2d(Float32Array.from(values), [rows, values.length / rows])

/** The values of a tensor made by `make`, and no tensor left. */
const read = (make: () => tf.Tensor): Float32Array => tf.tidy(() => make().dataSync<'float32'>().slice())

/** The same on plain JavaScript, whatever engine runs: the stock ops there are plain loops. */
async function readOnCpu(make: () => tf.Tensor): Promise<Float32Array> {
  const running = tf.getBackend()
  await startEngine('cpu')
  const values = read(make)
  await tf.setBackend(running)
  return values
}

function gradientOf(loss: (p: Parameters) => tf.Scalar, parameters: Parameters) {
  return Object.fromEntries(
    Object.keys(parameters).map((name) => [name, read(() => gradientsOf(loss, parameters)[name]!)]),
  )
}

/** The convolution by its definition, in double precision: every window, every pixel of it, every channel and filter. */
function plainConv(x: ArrayLike<number>, kernel: ArrayLike<number>, windows: Windows): number[] {
  const { size, stride, top, left, height, width, channels, rows, columns } = windows
  const filters = kernel.length / (size * size * channels)
  const images = x.length / (height * width * channels)
  const y = Array.from({ length: images * rows * columns * filters }, () => 0)
  for (let at = 0; at < y.length; at++) {
    const [filter, position] = [at % filters, Math.floor(at / filters)]
    const [column, row] = [position % columns, Math.floor(position / columns) % rows]
    const image = Math.floor(position / (rows * columns))
    for (let dy = 0; dy < size; dy++) {
      for (let dx = 0; dx < size; dx++) {
        const [down, across] = [row * stride + dy - top, column * stride + dx - left]
        if (down < 0 || down >= height || across < 0 || across >= width) continue
        for (let c = 0; c < channels; c++) {
          const pixel = x[((image * height + down) * width + across) * channels + c]!
          y[at]! += pixel * kernel[((dy * size + dx) * channels + c) * filters + filter]!
        }
      }
    }
  }
  return y
}

/** The transposed convolution by its definition: every number paints the kernel's windows of its channel onto the image. */
function plainConvTranspose(x: ArrayLike<number>, kernel: ArrayLike<number>, windows: Windows): number[] {
  const { size, stride, top, left, height, width, channels, rows, columns } = windows
  const painted = size * size * channels
  const inChannels = kernel.length / painted
  const images = x.length / (rows * columns * inChannels)
  const y = Array.from({ length: images * height * width * channels }, () => 0)
  for (let from = 0; from < x.length; from++) {
    const [channel, position] = [from % inChannels, Math.floor(from / inChannels)]
    const [column, row] = [position % columns, Math.floor(position / columns) % rows]
    const image = Math.floor(position / (rows * columns))
    for (let at = 0; at < painted; at++) {
      const [c, dx, dy] = [at % channels, Math.floor(at / channels) % size, Math.floor(at / channels / size)]
      const [down, across] = [row * stride + dy - top, column * stride + dx - left]
      if (down < 0 || down >= height || across < 0 || across >= width) continue
      y[((image * height + down) * width + across) * channels + c]! +=
        x[from]! * kernel[channel * painted + at]!
    }
  }
  return y
}

/** Which number of the pooled images each number of the images falls to. */
function windowOf(i: number, { size, height, width, channels, rows, columns }: Windows): number {
  const pixel = Math.floor(i / channels)
  const [across, down, image] = [
    pixel % width,
    Math.floor(pixel / width) % height,
    Math.floor(pixel / (width * height)),
  ]
  const row = image * rows + Math.floor(down / size)
  return (row * columns + Math.floor(across / size)) * channels + (i % channels)
}

function plainMaxPool(x: ArrayLike<number>, windows: Windows): number[] {
  const y = Array.from({ length: x.length / windows.size ** 2 }, () => -Infinity)
  Array.from(x, (value, i) => (y[windowOf(i, windows)] = Math.max(y[windowOf(i, windows)]!, value)))
  return y
}

function plainAveragePool(x: ArrayLike<number>, windows: Windows): number[] {
  const y = Array.from({ length: x.length / windows.size ** 2 }, () => 0)
  Array.from(x, (value, i) => (y[windowOf(i, windows)]! += value / windows.size ** 2))
  return y
}

function plainUpsample(
  x: ArrayLike<number>,
  { height, width, channels }: ImageShape,
  factor: number,
): number[] {
  const large = { height: height * factor, width: width * factor, channels }
  const windows = windowsOf(large, { size: factor, stride: factor, padding: 'valid' })
  return Array.from({ length: x.length * factor ** 2 }, (_, i) => x[windowOf(i, windows)]!)
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

const windowKinds = [1, 3, 5].flatMap((size) =>
  [1, 2, 3].flatMap((stride) => (['same', 'valid'] as const).map((padding) => ({ size, stride, padding }))),
)

const names = ['x', 'K', 'b', 'L'] as const
type Name = (typeof names)[number]
type Numbers = Record<Name, ArrayLike<number>>

/** A small network and its loss Σ c y², in the engine and in plain loops. */
interface Chain {
  readonly name: string
  readonly given: Record<Name, Float32Array>
  /** how many rows each matrix has */
  readonly rows: Record<Name, number>
  readonly plain: (p: Numbers) => number
  readonly engine: (p: Parameters) => tf.Scalar
}

/** conv with K → bias b → sigmoid → max pool over size × size → conv with L. */
function encoder(
  name: string,
  image: ImageShape,
  size: number,
  kind: { size: number; padding: Padding },
): Chain {
  const first = windowsOf(image, { size: 3, stride: 1, padding: 'same' })
  const hidden = { ...image, channels: 3 }
  const middle = windowsOf(hidden, { size, stride: size, padding: 'valid' })
  const pooled = { height: middle.rows, width: middle.columns, channels: 3 }
  const last = windowsOf(pooled, { ...kind, stride: 2 })
  const fan = last.size ** 2 * 3
  const c = normals(16, batch * last.rows * last.columns * 2)
  return {
    name,
    rows: { x: batch, K: 9 * image.channels, b: 1, L: fan },
    given: {
      x: normals(12, batch * numbers(image)),
      K: normals(13, 9 * image.channels * 3).map((z) => z / 4),
      b: normals(14, 3),
      L: normals(15, fan * 2).map((z) => z / 4),
    },
    plain({ x, K, b, L }) {
      const hidden = plainConv(x, K, first).map((a, i) => sigmoid(a + b[i % 3]!))
      const y = plainConv(plainMaxPool(hidden, middle), L, last)
      return sumOf(y.map((value, i) => c[i]! * value * value))
    },
    engine({ x, K, b, L }) {
      const a = conv(x as tf.Tensor2D, K as tf.Tensor2D, b as tf.Tensor1D, first, 'sigmoid')
      const y = unbiased(pool(a, middle, 'max'), L as tf.Tensor2D, last)
      return tf.sum<tf.Scalar>(tf.mul(tf.square(y), matrix(c, batch)))
    },
  }
}

/** Transposed conv with K → bias b → sigmoid → upsample by 2 → average pool over 3 × 3 → transposed conv with L. */
function decoder(name: string): Chain {
  const first = windowsOf({ height: 6, width: 3, channels: 2 }, { size: 3, stride: 2, padding: 'same' })
  const large = { height: 12, width: 6, channels: 2 }
  const middle = windowsOf(large, { size: 3, stride: 3, padding: 'valid' })
  const last = windowsOf({ height: 9, width: 5, channels: 1 }, { size: 3, stride: 2, padding: 'valid' })
  const c = normals(17, batch * numbers(last))
  return {
    name,
    rows: { x: batch, K: 3, b: 1, L: 2 },
    given: {
      x: normals(18, batch * first.rows * first.columns * 3),
      K: normals(19, 3 * 9 * 2),
      b: normals(20, 2),
      L: normals(21, 2 * 9),
    },
    plain({ x, K, b, L }) {
      const hidden = plainConvTranspose(x, K, first).map((a, i) => sigmoid(a + b[i % 2]!))
      const y = plainConvTranspose(plainAveragePool(plainUpsample(hidden, first, 2), middle), L, last)
      return sumOf(y.map((value, i) => c[i]! * value * value))
    },
    engine({ x, K, b, L }) {
      const a = convTranspose(x as tf.Tensor2D, K as tf.Tensor2D, b as tf.Tensor1D, first, 'sigmoid')
      const means = pool(upsample(a, first, 2), middle, 'average')
      const y = unbiasedTranspose(means, L as tf.Tensor2D, last)
      return tf.sum<tf.Scalar>(tf.mul(tf.square(y), matrix(c, batch)))
    },
  }
}

const chains = [
  encoder('conv → sigmoid → conv', { height: 6, width: 5, channels: 2 }, 1, { size: 3, padding: 'same' }),
  encoder('conv → sigmoid → max pool → conv', { height: 6, width: 6, channels: 2 }, 2, {
    size: 2,
    padding: 'valid',
  }),
  decoder('transposed conv → sigmoid → upsample → average pool → transposed conv'),
]

test.each([
  // ⌈7/2⌉ windows of 3 reach over 9 rows: one row of zeros on each side; ⌈6/2⌉ over 7: the one row comes after
  [7, { size: 3, stride: 2, padding: 'same' }, { rows: 4, top: 1 }],
  [6, { size: 3, stride: 2, padding: 'same' }, { rows: 3, top: 0 }],
  [28, { size: 5, stride: 2, padding: 'same' }, { rows: 14, top: 1 }],
  [7, { size: 1, stride: 3, padding: 'same' }, { rows: 3, top: 0 }],
  [7, { size: 3, stride: 2, padding: 'valid' }, { rows: 3, top: 0 }],
  [2, { size: 3, stride: 1, padding: 'valid' }, { rows: 0, top: 0 }],
] as const)('on a side of %i, windows %o lie as %o', (side, kind, { rows, top }) => {
  const square = windowsOf({ height: side, width: side, channels: 1 }, kind)
  expect(square).toMatchObject({ rows, columns: rows, top, left: top })
})

describe.each(['wasm', 'cpu'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test.each(windowKinds)('convolution with $size, $stride, $padding is the stock one', async (kind) => {
    const windows = windowsOf(image, kind)
    const { size, stride, padding } = kind
    const [x, kernel] = [normals(1, batch * numbers(image)), normals(2, size * size * 3 * 4)]
    const y = read(() => unbiased(matrix(x, batch), matrix(kernel, size * size * 3), windows))
    const stock = await readOnCpu(() =>
      tf.conv2d(tf.tensor4d(x, [batch, 7, 5, 3]), tf.tensor4d(kernel, [size, size, 3, 4]), stride, padding),
    )
    expect(relativeError(y, stock)).toBeLessThan(tolerance)
    expect(relativeError(y, plainConv(x, kernel, windows))).toBeLessThan(tolerance)
  })

  test('every patch is in the order row, column, channel, with zeros outside the image', () => {
    const windows = windowsOf({ height: 2, width: 2, channels: 2 }, { size: 3, stride: 2, padding: 'same' })
    const patches = read(() => im2col(tf.tensor2d([[1, 2, 3, 4, 5, 6, 7, 8]]), { ...windows, top: 1 }))
    expect([...patches]).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 0, 0])
  })

  test.each(windowKinds)('with $size, $stride, $padding col2im is the adjoint of im2col', (kind) => {
    const windows = windowsOf(image, kind)
    const x = normals(3, batch * numbers(image))
    const patches = read(() => im2col(matrix(x, batch), windows))
    const y = normals(4, patches.length)
    const back = read(() => col2im(matrix(y, batch * windows.rows * windows.columns), windows))
    expect(Math.abs(dot(patches, y) - dot(x, back))).toBeLessThan(1e-5 * Math.hypot(...x) * Math.hypot(...y))
  })

  test.each(windowKinds)('with $size, $stride, $padding ⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩', (kind) => {
    const windows = windowsOf(image, kind)
    const [x, kernel] = [normals(5, batch * numbers(image)), normals(6, kind.size ** 2 * 3 * 4)]
    const y = normals(7, batch * windows.rows * windows.columns * 4)
    const forth = read(() => unbiased(matrix(x, batch), matrix(kernel, kind.size ** 2 * 3), windows))
    const back = read(() =>
      unbiasedTranspose(matrix(y, batch), tf.transpose(matrix(kernel, kind.size ** 2 * 3)), windows),
    )
    expect(back).toHaveLength(x.length)
    expect(Math.abs(dot(forth, y) - dot(x, back))).toBeLessThan(1e-5 * Math.hypot(...x) * Math.hypot(...y))
  })

  test.each([1, 2, 3])('pooling over %i × %i is the stock one, of either kind', async (size) => {
    const tiled = { height: 2 * size, width: 3 * size, channels: 4 }
    const windows = windowsOf(tiled, { size, stride: size, padding: 'valid' })
    const x = normals(8, batch * numbers(tiled))
    const images = () => tf.tensor4d(x, [batch, 2 * size, 3 * size, 4])
    const largest = await readOnCpu(() => tf.maxPool(images(), size, size, 'valid'))
    const mean = await readOnCpu(() => tf.avgPool(images(), size, size, 'valid'))
    expect([...read(() => pool(matrix(x, batch), windows, 'max'))]).toEqual([...largest])
    expect(
      relativeError(
        read(() => pool(matrix(x, batch), windows, 'average')),
        mean,
      ),
    ).toBeLessThan(tolerance)
  })

  test.each([
    ['leave a rest', 7, { size: 2, stride: 2, padding: 'valid' }],
    ['overhang', 7, { size: 2, stride: 2, padding: 'same' }],
    ['overlap', 8, { size: 4, stride: 3, padding: 'valid' }],
  ] as const)('windows that %s are no pooling', (_what, side, kind) => {
    const square = { height: side, width: side, channels: 1 }
    const x = tf.zeros<tf.Rank.R2>([1, numbers(square)])
    expect(() => pool(x, windowsOf(square, kind), 'max')).toThrow(RangeError)
    x.dispose()
  })

  test.each([1, 2, 3, 5, 7])('upsampling by %i is the stock nearest neighbour', async (factor) => {
    const x = normals(9, batch * numbers(image))
    const stock = await readOnCpu(() =>
      tf.image.resizeNearestNeighbor(tf.tensor4d(x, [batch, 7, 5, 3]), [7 * factor, 5 * factor]),
    )
    expect([...read(() => upsample(matrix(x, batch), image, factor))]).toEqual([...stock])
  })

  test('upsampling is factor² times the adjoint of average pooling', () => {
    const small = { height: 2, width: 3, channels: 2 }
    const windows = windowsOf({ height: 4, width: 6, channels: 2 }, { size: 2, stride: 2, padding: 'valid' })
    const [x, y] = [normals(10, numbers(windows)), normals(11, numbers(small))]
    const means = read(() => pool(matrix(x, 1), windows, 'average'))
    expect(4 * dot(means, y)).toBeCloseTo(
      dot(
        x,
        read(() => upsample(matrix(y, 1), small, 2)),
      ),
      4,
    )
  })

  test('of equal maxima the first takes the whole gradient', () => {
    const windows = windowsOf({ height: 2, width: 4, channels: 2 }, { size: 2, stride: 2, padding: 'valid' })
    const x = tf.tensor2d([
      [0, 1, 0, 2, 0, 1, 0, 2, 0, 2, 0, 0, 0, 3, 0, 3],
      [5, 0, 5, 0, 1, 7, 1, 7, 5, 0, 6, 0, 1, 7, 2, 0],
    ])
    const found = gradientOf(({ x }) => tf.sum<tf.Scalar>(pool(x as tf.Tensor2D, windows, 'max')), { x })
    x.dispose()
    expect([...found['x']!]).toEqual(
      [
        [1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0],
        [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0],
      ].flat(),
    )
  })

  describe.each(chains)('$name', ({ given, rows, plain, engine }) => {
    const tensors = () =>
      Object.fromEntries(
        names.map((name) => [
          name,
          name === 'b' ? tf.tensor1d(given[name]) : matrix(given[name], rows[name]),
        ]),
      )
    const squaredSlope = (p: Parameters) =>
      tf.sum<tf.Scalar>(tf.square(tf.grad((x) => engine({ ...p, x }))(p['x']!)))
    const plainSquaredSlope = (p: Numbers) =>
      sumOf(centralDifferences((x) => plain({ ...p, x }), p.x, undefined, 1e-4).map((g) => g * g))

    test.each(names)('the gradient by %s is that of the differences', (name) => {
      const found = tf.tidy(() => gradientOf(engine, tensors()))[name]!
      const right = centralDifferences((values) => plain({ ...given, [name]: values }), given[name])
      expect(relativeError(found, right)).toBeLessThan(2 * tolerance)
    })

    test.each(names)('the gradient of ‖∂L/∂x‖² by %s is that of the differences of differences', (name) => {
      const found = tf.tidy(() => gradientOf(squaredSlope, tensors()))[name]!
      // every seventh entry, for each asks for the plain loss four times as often as there are pixels
      const some = [...given[name].keys()].filter((i) => i % 7 === 0)
      const slope = (values: Float64Array) => plainSquaredSlope({ ...given, [name]: values })
      const right = centralDifferences(slope, given[name], some, 1e-4)
      const own = some.map((i) => found[i]!)
      expect(relativeError(own, right)).toBeLessThan(20 * tolerance)
    })

    test('neither derivative leaks a tensor', () => {
      const held = tensors()
      const count = () => [tf.memory().numTensors, tf.memory().numDataBuffers, tf.backend().numDataIds()]
      const before = count()
      for (const loss of [engine, squaredSlope]) tf.dispose(tf.tidy(() => gradientsOf(loss, held)))
      expect(count()).toEqual(before)
      tf.dispose(held)
    })
  })
})
