// Every kernel of ours on WebGL beside stock ops on the CPU or plain double precision.

import * as tf from '@tensorflow/tfjs-core'
import { eluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Elu_grad.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { activationNames, type ActivationName } from '../../../src/tensors/activationNames.ts'
import { activate } from '../../../src/tensors/activations.ts'
import { conv, convTranspose } from '../../../src/tensors/convolution.ts'
import { addBias, dense } from '../../../src/tensors/dense.ts'
import { gaussianDivergence, gaussianSamples } from '../../../src/tensors/gaussian.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import { meanCrossEntropy } from '../../../src/tensors/losses.ts'
import { columnSums, matMul } from '../../../src/tensors/matmul.ts'
import { normals, uniforms } from '../../../src/tensors/noise.ts'
import { adam } from '../../../src/tensors/optimisers/adam.ts'
import { momentum } from '../../../src/tensors/optimisers/momentum.ts'
import type { Optimiser } from '../../../src/tensors/optimisers/optimiser.ts'
import { sgd } from '../../../src/tensors/optimisers/sgd.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { pixelsOf } from '../../../src/tensors/pixels.ts'
import { pullBack } from '../../../src/tensors/pullBack.ts'
import { windowsOf } from '../../../src/tensors/windows.ts'
import { testCrossEntropy } from '../../support/crossEntropy.ts'
import { startEngine } from '../../support/engine.ts'
import { expectEach, expectNear } from '../../support/near.ts'
import { plainActivations } from '../../support/plainModel.ts'

// of the stock op, which nothing in the lab uses
tf.registerGradient(eluGradConfig)

const random = openStream(17, 'measuring')

/** Normals, with extremes among them where they are asked for. */
function numbers(step: number, count: number, extremes: readonly number[] = []): Float32Array {
  const values = random.normals(step, count)
  extremes.forEach((value, i) => i < count && (values[(i * 7) % count] = value))
  return values
}

const extremes = [0, -0, 1e4, -1e4, 88, -88, 1e-20, -1e-20, 0.3, -0.3]

const read = (f: () => tf.Tensor): Float32Array => tf.tidy(() => f().dataSync<'float32'>().slice())

const readAll = (f: () => tf.Tensor[]): Float32Array[] =>
  tf.tidy(() => f().map((tensor) => tensor.dataSync<'float32'>().slice()))

/** What stock ops on the CPU make of it. */
async function stock<T>(compute: () => T): Promise<T> {
  await tf.setBackend('cpu')
  try {
    return compute()
  } finally {
    await tf.setBackend('webgl')
  }
}

beforeAll(async () => {
  await startEngine('cpu')
  await startEngine('webgl')
})

const shapes = [
  [1, 1],
  [1, 5],
  [5, 1],
  [3, 2],
  [4, 7],
  [33, 34],
  [128, 784],
] as const

// less than a texel, odd sides, edges of blocks, the lab's own, and more rows than a texture has
const products = [
  [1, 1, 1],
  [1, 9, 5],
  [7, 1, 3],
  [3, 2, 1],
  [5, 17, 386],
  [128, 784, 32],
  [131, 85, 201],
  [784, 130, 129],
  [20_001, 3, 5],
] as const

const ways = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const

function plainProduct(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [m, n, k]: readonly [number, number, number],
  [transposeA, transposeB]: readonly [boolean, boolean],
): Float64Array {
  const product = new Float64Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let p = 0; p < k; p++) {
        sum += a[transposeA ? p * m + i : i * k + p]! * b[transposeB ? j * k + p : p * n + j]!
      }
      product[i * n + j] = sum
    }
  }
  return product
}

describe('matrices', () => {
  test.each(products)(
    'a product of %i × %i with depth %i is the plain one, either factor transposed or not',
    (...size) => {
      const [m, n, k] = size
      const [a, b] = [numbers(1, m * k, [0, 1e4]), numbers(2, k * n, [-1e4, 0])]
      for (const way of ways) {
        const [left, right] = [way[0] ? [k, m] : [m, k], way[1] ? [n, k] : [k, n]] as [number, number][]
        const found = read(() => matMul(tf.tensor2d(a, left), tf.tensor2d(b, right), ...way))
        expectNear(found, plainProduct(a, b, size, way))
      }
    },
  )

  test('a product of large, of tiny and of no numbers is right', () => {
    const a = [1e18, -1e18, 1e-18, 0]
    expectEach(
      read(() => matMul(tf.tensor2d(a, [2, 2]), tf.tensor2d(a, [2, 2]))),
      [1e36 - 1, -1e36, 1, -1],
    )
    const nothing = () => matMul(tf.tensor2d([NaN], [1, 1]), tf.tensor2d([[0, 1]]))
    expect([...read(nothing)]).toEqual([NaN, NaN])
  })

  test('what a texel holds beyond an odd matrix never gets into a product', () => {
    // e⁰ = 1 stands beyond the 3 × 3 numbers in stock tfjs
    const found = read(() => {
      const ones = tf.exp<tf.Tensor2D>(tf.zeros([3, 3]))
      return matMul(activate('sigmoid', tf.add<tf.Tensor2D>(ones, 1)), tf.log<tf.Tensor2D>(ones))
    })
    expect([...found]).toEqual(Array.from({ length: 9 }, () => 0))
  })

  test.each([...shapes, [20_001, 3] as const])('sums of the columns of %i × %i', (rows, columns) => {
    const x = numbers(3, rows * columns)
    const right = new Float64Array(columns)
    x.forEach((value, i) => (right[i % columns]! += value))
    expectNear(
      read(() => columnSums(tf.tensor2d(x, [rows, columns]))),
      right,
      1e-5,
    )
  })

  test('a long sum keeps its digits', () => {
    const right = 20_001 * Math.fround(0.1)
    expectEach(
      read(() => columnSums(tf.fill([20_001, 3], 0.1))),
      [right, right, right],
    )
  })
})

const stockActivations: Record<ActivationName, (z: tf.Tensor) => tf.Tensor> = {
  linear: (z) => tf.clone(z),
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  softplus: tf.softplus,
  elu: tf.elu,
}

describe.each(activationNames)('of %s', (activation) => {
  test.each(shapes)(
    'a dense layer of %i rows and %i units has the value and gradients of stock ops',
    async (rows, units) => {
      const k = 6
      const all = (layer: (p: Parameters) => tf.Tensor) =>
        readAll(() => {
          const given = {
            x: tf.tensor2d(numbers(4, rows * k), [rows, k]),
            kernel: tf.tensor2d(numbers(5, k * units), [k, units]),
            bias: tf.tensor1d(numbers(6, units)),
          }
          const c = tf.tensor2d(numbers(7, rows * units), [rows, units])
          const gradients = gradientsOf((p) => tf.sum<tf.Scalar>(tf.mul(layer(p), c)), given)
          return [layer(given), ...Object.values(gradients)]
        })
      const right = await stock(() =>
        all(({ x, kernel, bias }) => stockActivations[activation](tf.add(tf.matMul(x!, kernel!), bias!))),
      )
      const whole = all(({ x, kernel, bias }) =>
        dense(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, activation),
      )
      const apart = all(({ x, kernel, bias }) =>
        addBias(matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias as tf.Tensor1D, activation),
      )
      for (const found of [whole, apart]) {
        found.forEach((values, i) => expectNear(values, right[i]!, 1e-5))
      }
    },
  )

  test('values are right far out and near 0', () => {
    const small = [1e-8, 1e-5, 1e-3, 0.0039, 0.0041, 0.03, 0.09, 0.11, 0.2, 0.7, 2, 5.4, 5.6].flatMap(
      (size) => [size, -size],
    )
    const z = Float32Array.from([...extremes, ...small, ...numbers(8, 13)])
    const right = Array.from(z, plainActivations[activation])
    const row = (tensor: Float32Array) => tf.tensor2d(tensor, [1, z.length])
    const found = [
      read(() => addBias(row(z), tf.zeros<tf.Rank.R1>([z.length]), activation)),
      read(() => dense(tf.tensor2d([1], [1, 1]), row(z), tf.zeros<tf.Rank.R1>([z.length]), activation)),
    ]
    for (const values of found) {
      expectEach(values, right, 1e-6, 1e-30)
    }
  })

  test('a slope from the value is right far out and near 0', async () => {
    const z = Float32Array.from([...extremes.filter((value) => value !== 0), ...numbers(9, 13)])
    const slope = (f: (z: tf.Tensor) => tf.Tensor) => read(() => tf.grad(f)(tf.tensor1d(z)))
    const right = await stock(() => slope(stockActivations[activation]))
    // an identity is no op of ours
    const ours = (input: tf.Tensor) => tf.mul(activate(activation, input), 1)
    expectNear(slope(ours), right)
  })
})

describe('cross-entropy', () => {
  testCrossEntropy()

  test('its gradient takes a factor that has been computed on the device', () => {
    const [a, x] = [numbers(13, 12), random.uniforms(14, 12)]
    const found = read(() => {
      const factor = tf.square(tf.square(tf.max(tf.tensor1d([3, 1, 1, 1, 1]))))
      const entropy = (logits: tf.Tensor) =>
        tf.mul(meanCrossEntropy(logits as tf.Tensor2D, tf.tensor2d(x, [3, 4]), true), factor)
      return tf.grad(entropy)(tf.tensor2d(a, [3, 4]))
    })
    expectNear(
      found,
      Array.from(a, (logit, i) => ((1 / (1 + Math.exp(-logit)) - x[i]!) * 81) / 3),
    )
  })
})

const parameterShapes = [[1], [3], [4], [37], [5, 7], [784, 128], [3, 5, 7]]

function update(optimiser: Optimiser, shape: number[], values: readonly Float32Array[]): Float32Array[] {
  return readAll(() => {
    const [w, g, ...moments] = values.map((array) => tf.tensor(array, shape))
    const { parameter, moments: next } = optimiser.update(w!, g!, moments, { rate: 0.003, step: 4 })
    return [parameter, ...next]
  })
}

describe('a step of', () => {
  test.each(parameterShapes.map((shape) => [shape]))(
    'Adam on numbers of shape %j is the plain one',
    (shape) => {
      const count = tf.util.sizeFromShape(shape)
      const [w, g, m] = [numbers(15, count), numbers(16, count, [0, 1e-9, 1e6]), numbers(17, count)]
      const v = numbers(18, count).map((z) => z * z)
      const first = Float64Array.from(m, (value, i) => 0.9 * value + 0.1 * g[i]!)
      const second = Float64Array.from(v, (value, i) => 0.999 * value + 0.001 * g[i]! ** 2)
      const next = Float64Array.from(
        w,
        (value, i) =>
          value - (0.003 * (first[i]! / (1 - 0.9 ** 5))) / (Math.sqrt(second[i]! / (1 - 0.999 ** 5)) + 1e-7),
      )
      const found = update(adam, shape, [w, g, m, v])
      ;[next, first, second].forEach((right, i) => expectNear(found[i]!, right))
    },
  )

  test.each(parameterShapes.map((shape) => [shape]))('momentum and descent on shape %j', (shape) => {
    const count = tf.util.sizeFromShape(shape)
    const [w, g, v] = [numbers(19, count), numbers(20, count, [0, 1e-9, 1e4]), numbers(21, count)]
    const velocity = Float64Array.from(v, (value, i) => 0.9 * value + g[i]!)
    const [moved, kept] = update(momentum, shape, [w, g, v])
    expectNear(
      moved!,
      w.map((value, i) => value - 0.003 * velocity[i]!),
    )
    expectNear(kept!, velocity)
    const [stepped] = update(sgd, shape, [w, g])
    expectNear(
      stepped!,
      w.map((value, i) => value - 0.003 * g[i]!),
    )
  })
})

describe('a Gaussian code', () => {
  test.each([
    [1, 1],
    [5, 1],
    [128, 2],
    [7, 33],
  ] as const)(
    'of %i × %i: its samples, its divergence and their gradients are those of stock ops',
    async (...shape) => {
      const count = shape[0] * shape[1]
      const at = (step: number) => tf.tensor2d(numbers(step, count), [...shape])
      const all = (
        samples: (mean: tf.Tensor2D, s: tf.Tensor2D, noise: tf.Tensor2D) => tf.Tensor,
        divergence: (mean: tf.Tensor2D, s: tf.Tensor2D) => tf.Tensor,
      ) =>
        readAll(() => {
          const noise = at(24)
          const c = tf.tensor1d(numbers(25, shape[1]))
          const [mean, s] = [at(22), at(23)] as const
          const ofSamples = tf.grads((m, v) =>
            tf.sum(tf.mul(samples(m as tf.Tensor2D, v as tf.Tensor2D, noise), at(26))),
          )
          const ofAll = tf.grads((m, v) => tf.sum(divergence(m as tf.Tensor2D, v as tf.Tensor2D)))
          const ofEach = tf.grads((m, v) => tf.sum(tf.mul(divergence(m as tf.Tensor2D, v as tf.Tensor2D), c)))
          return [
            samples(mean, s, noise),
            divergence(mean, s),
            ...[ofSamples, ofAll, ofEach].flatMap((gradients) => gradients([mean, s])),
          ]
        })
      const right = await stock(() =>
        all(
          (mean, s, noise) => tf.add(mean, tf.mul(tf.exp(tf.mul(s, 0.5)), noise)),
          (mean, s) => tf.mul(tf.mean(tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(s)), s), 1), 0), 0.5),
        ),
      )
      all(gaussianSamples, gaussianDivergence).forEach((values, i) => expectNear(values, right[i]!))
    },
  )
})

describe('convolution without a matrix of windows', () => {
  // the lab's own first; then sides that windows do not fill, overlaps, gaps, one pixel, odd numbers of images and filters
  const layers = [
    { images: 128, height: 14, width: 14, channels: 16, filters: 32, size: 3, stride: 2, padding: 'same' },
    { images: 128, height: 28, width: 28, channels: 1, filters: 16, size: 3, stride: 2, padding: 'same' },
    { images: 33, height: 7, width: 5, channels: 2, filters: 4, size: 3, stride: 1, padding: 'same' },
    { images: 1, height: 6, width: 9, channels: 3, filters: 2, size: 4, stride: 3, padding: 'valid' },
    { images: 5, height: 5, width: 5, channels: 6, filters: 2, size: 1, stride: 2, padding: 'valid' },
    { images: 2, height: 1, width: 1, channels: 1, filters: 2, size: 1, stride: 1, padding: 'same' },
    { images: 3, height: 8, width: 6, channels: 4, filters: 10, size: 5, stride: 2, padding: 'same' },
    { images: 3, height: 4, width: 6, channels: 5, filters: 3, size: 2, stride: 2, padding: 'valid' },
  ] as const

  test.each(layers)(
    'of $images images of $height × $width × $channels, $filters filters of $size every $stride, $padding: value, gradients and the gradient of a gradient are those of im2col and products',
    async ({ images, channels, filters, ...shape }) => {
      const windows = windowsOf({ ...shape, channels }, shape)
      const features = windows.rows * windows.columns * filters
      const pixels = windows.height * windows.width * channels
      const depth = windows.size ** 2 * channels
      const given = (step: number, rows: number, columns: number) =>
        tf.tensor2d(numbers(step, rows * columns), [rows, columns])
      const layersOf = {
        conv: (x: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor1D) =>
          conv(x, kernel, bias, windows, 'tanh'),
        convTranspose: (x: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor1D) =>
          convTranspose(x, kernel, bias, windows, 'tanh'),
      }
      const all = (isTranspose: boolean, second: boolean) =>
        readAll(() => {
          const layer = layersOf[isTranspose ? 'convTranspose' : 'conv']
          const inputs = {
            x: given(40, images, isTranspose ? features : pixels),
            kernel: tf.mul(isTranspose ? given(41, filters, depth) : given(41, depth, filters), 0.3),
            bias: tf.tensor1d(numbers(42, isTranspose ? channels : filters)),
          }
          const c = given(43, images, isTranspose ? pixels : features)
          const of = ({ x, kernel, bias }: Parameters) =>
            layer(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D)
          const scalar = (p: Parameters) => tf.sum<tf.Scalar>(tf.mul(of(p), c))
          const gradients = second
            ? gradientsOf(
                (p) =>
                  tf.sum<tf.Scalar>(tf.square(pullBack((x) => of({ ...p, x }), p['x'] as tf.Tensor2D, c))),
                inputs,
              )
            : gradientsOf(scalar, inputs)
          return [of(inputs), ...Object.values(gradients)]
        })
      for (const isTranspose of [false, true]) {
        for (const second of images < 100 ? [false, true] : [false]) {
          const right = await stock(() => all(isTranspose, second))
          all(isTranspose, second).forEach((values, i) => expectNear(values, right[i]!, 2e-5))
        }
      }
    },
  )
})

describe('bytes of images', () => {
  test.each([
    [128, 784],
    [100, 784],
    [1, 4],
    [4, 1],
    [3, 8],
    [5, 12],
    [4, 33],
  ] as const)('%i × %i become a 255th of themselves', (images, pixels) => {
    const bytes = Uint8Array.from({ length: images * pixels }, (_, i) => (i * 37) % 256)
    const right = Float32Array.from(bytes, (byte) => byte / 255)
    expectNear(
      read(() => pixelsOf(bytes, [images, pixels])),
      right,
      1e-7,
    )
  })
})

describe('the run’s random numbers', () => {
  const stream = openStream(0xdeadbeef, 'code')
  const places = [[1], [7], [1, 1], [3, 5], [128, 2], [2, 3, 5], [64, 784]]

  test.each(places.map((shape) => [shape]))('of shape %j: uniforms are the same bits', (shape) => {
    const count = tf.util.sizeFromShape(shape)
    for (const [step, offset] of [
      [0, 0],
      [2 ** 32 - 1, 10],
      [70_000, 2 ** 31],
    ] as const) {
      expect(read(() => uniforms(stream, step, shape, offset))).toEqual(stream.uniforms(step, count, offset))
    }
  })

  test.each(places.map((shape) => [shape]))('of shape %j: normals agree to 10⁻⁵', (shape) => {
    const right = stream.normals(5, tf.util.sizeFromShape(shape))
    const found = read(() => normals(stream, 5, shape))
    right.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(1e-5))
  })
})

describe('a device that fills one texture in a draw', () => {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  const { checkFramebufferStatus } = WebGL2RenderingContext.prototype

  beforeAll(async () => {
    WebGL2RenderingContext.prototype.checkFramebufferStatus = function () {
      return this.FRAMEBUFFER_UNSUPPORTED
    }
    await startEngine('webgl')
    return async () => {
      WebGL2RenderingContext.prototype.checkFramebufferStatus = checkFramebufferStatus
      await startEngine('webgl')
    }
  })

  test('computes the same products', () => {
    const [a, b] = [numbers(33, 128 * 300), numbers(34, 300 * 129)]
    expectNear(
      read(() => matMul(tf.tensor2d(a, [128, 300]), tf.tensor2d(b, [300, 129]))),
      plainProduct(a, b, [128, 129, 300], [false, false]),
    )
  })

  test('takes the same step of Adam', () => {
    const [w, g, m] = [numbers(35, 35), numbers(36, 35), numbers(37, 35)]
    const found = update(adam, [5, 7], [w, g, m, new Float32Array(35).fill(4)])
    expectNear(
      found[1]!,
      m.map((value, i) => 0.9 * value + 0.1 * g[i]!),
    )
    expectNear(
      found[2]!,
      g.map((value) => 0.999 * 4 + 0.001 * value ** 2),
    )
    expectNear(
      found[0]!,
      w.map(
        (value, i) =>
          value -
          (0.003 * (found[1]![i]! / (1 - 0.9 ** 5))) / (Math.sqrt(found[2]![i]! / (1 - 0.999 ** 5)) + 1e-7),
      ),
    )
  })
})
