// Every kernel of ours beside the stock composition and plain double precision, on both engines that run in Node.

import * as tf from '@tensorflow/tfjs-core'
import { eluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Elu_grad.js'
import { eluGradConfig as eluGradKernel } from '@tensorflow/tfjs-backend-wasm/dist/kernels/EluGrad.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { activationNames, type ActivationName } from '../../../src/tensors/activationNames.ts'
import { activate } from '../../../src/tensors/activations.ts'
import { addBias, dense } from '../../../src/tensors/dense.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import { columnSums, matMul } from '../../../src/tensors/matmul.ts'
import { drawnArray, normals, uniforms } from '../../../src/tensors/noise.ts'
import { adam } from '../../../src/tensors/optimisers/adam.ts'
import { momentum } from '../../../src/tensors/optimisers/momentum.ts'
import { sgd } from '../../../src/tensors/optimisers/sgd.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { pixelsOf } from '../../../src/tensors/pixels.ts'
import { testCrossEntropy } from '../../support/crossEntropy.ts'
import { startEngine } from '../../support/engine.ts'
import { expectEach, expectNear } from '../../support/near.ts'
import { plainActivations } from '../../support/plainModel.ts'

// of the stock op, which nothing in the lab uses
tf.registerGradient(eluGradConfig)
tf.registerKernel(eluGradKernel)

const random = openStream(11, 'measuring')

/** Normals, with extremes among them where they are asked for. */
function numbers(step: number, count: number, extremes: readonly number[] = []): Float32Array {
  const values = random.normals(step, count)
  extremes.forEach((value, i) => i < count && (values[(i * 7) % count] = value))
  return values
}

function plainProduct(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [m, n, k]: readonly [number, number, number],
  [transposeA, transposeB]: readonly [boolean, boolean],
): number[] {
  return Array.from({ length: m * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    let sum = 0
    for (let p = 0; p < k; p++) {
      sum += a[transposeA ? p * m + i : i * k + p]! * b[transposeB ? j * k + p : p * n + j]!
    }
    return sum
  })
}

const ways = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const

// less than a tile, edges of tiles (4 × 8) and of blocks (128 × 384 × 256), single rows and columns, the lab's own
const sizes = [
  [1, 1, 1],
  [1, 9, 5],
  [7, 1, 3],
  [3, 2, 1],
  [4, 8, 4],
  [5, 17, 386],
  [131, 12, 40],
  [9, 259, 6],
  [128, 784, 32],
] as const

const shapes = [
  [1, 1],
  [1, 3],
  [5, 1],
  [3, 2],
  [4, 7],
  [128, 33],
  [3000, 5],
] as const

const extremes = [0, -0, 1e4, -1e4, 88, -88, 1e-20, -1e-20, 0.3, -0.3]

const stockActivations: Record<ActivationName, (z: tf.Tensor2D) => tf.Tensor2D> = {
  linear: (z) => tf.clone(z),
  relu: (z) => tf.relu(z),
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  softplus: (z) => tf.softplus(z),
  elu: (z) => tf.elu(z),
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Derivatives, and what they are rounded to where they come from a value near 1 (y (1 − y), 1 − y², y + 1). */
const plainSlopes: Record<ActivationName, { slope: (x: number) => number; rounding: number }> = {
  linear: { slope: () => 1, rounding: 0 },
  relu: { slope: (x) => Number(x > 0), rounding: 0 },
  sigmoid: { slope: (x) => logistic(x) * logistic(-x), rounding: 2e-7 },
  tanh: { slope: (x) => 1 / Math.cosh(x) ** 2, rounding: 2e-7 },
  softplus: { slope: logistic, rounding: 1e-37 },
  elu: { slope: (x) => (x > 0 ? 1 : Math.exp(x)), rounding: 2e-7 },
}

describe.each(['wasm', 'cpu'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test.each(sizes)(
    'a product of %i × %i with depth %i is the plain one, either factor transposed or not',
    (...size) => {
      const [m, n, k] = size
      const [a, b] = [numbers(1, m * k), numbers(2, k * n)]
      for (const way of ways) {
        const found = tf.tidy(() =>
          matMul(
            tf.tensor2d(a, way[0] ? [k, m] : [m, k]),
            tf.tensor2d(b, way[1] ? [n, k] : [k, n]),
            ...way,
          ).dataSync(),
        )
        expectNear(found, plainProduct(a, b, size, way))
      }
    },
  )

  test('a product of large, of tiny and of no numbers is right', () => {
    const a = [1e18, -1e18, 1e-30, 0]
    expectEach(
      tf.tidy(() => matMul(tf.tensor2d(a, [2, 2]), tf.tensor2d(a, [2, 2])).dataSync()),
      [1e36 - 1e-12, -1e36, 1e-12, -1e-12],
    )
    expect([...tf.tidy(() => matMul(tf.tensor2d([NaN], [1, 1]), tf.tensor2d([[0, 1]])).dataSync())]).toEqual([
      NaN,
      NaN,
    ])
  })

  test.each(shapes)('sums of the columns of %i × %i are the plain ones', (rows, columns) => {
    const x = numbers(3, rows * columns)
    const right = Array.from({ length: columns }, (_, j) => {
      let sum = 0
      for (let i = 0; i < rows; i++) sum += x[i * columns + j]!
      return sum
    })
    expectNear(
      tf.tidy(() => columnSums(tf.tensor2d(x, [rows, columns])).dataSync()),
      right,
    )
  })

  describe.each(activationNames)('of %s', (activation) => {
    test.each(shapes)(
      'a dense layer of %i rows and %i units has the value and gradients of stock ops',
      (rows, units) => {
        const k = 6
        const given = {
          x: tf.tensor2d(numbers(4, rows * k), [rows, k]),
          kernel: tf.tensor2d(numbers(5, k * units), [k, units]),
          bias: tf.tensor1d(numbers(6, units)),
        }
        const c = tf.tensor2d(numbers(7, rows * units), [rows, units])
        const ours = ({ x, kernel, bias }: Parameters) =>
          dense(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, activation)
        const behind = ({ x, kernel, bias }: Parameters) =>
          addBias(matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias as tf.Tensor1D, activation)
        const stock = ({ x, kernel, bias }: Parameters) =>
          stockActivations[activation](tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias!))
        const all = (f: (p: Parameters) => tf.Tensor) =>
          tf.tidy(() => {
            const gradients = gradientsOf((p) => tf.sum<tf.Scalar>(tf.mul(f(p), c)), given)
            return [f(given), ...Object.values(gradients)].map((tensor) => tensor.dataSync())
          })
        const right = all(stock)
        for (const found of [all(ours), all(behind)]) {
          found.forEach((values, i) => expectNear(values, right[i]!, 5e-6))
        }
        tf.dispose([given, c])
      },
    )

    test('values and slopes are right far out and near 0, each to the last places of itself', () => {
      const z = Float32Array.from([...extremes, -10, -17, -1e-8, -1e-4, 17, ...numbers(8, 13)])
      const bias = tf.zeros<tf.Rank.R1>([z.length])
      const layer = (x: tf.Tensor) => addBias(x as tf.Tensor2D, bias, activation)
      const alone = (x: tf.Tensor) => activate(activation, x)
      // by itself it is stock ops, which are right to the last places of 1
      for (const [f, stock] of [
        [alone, 1e-7],
        [layer, 1e-37],
      ] as const) {
        const at = () => tf.tensor2d(z, [1, z.length])
        const values = tf.tidy(() => f(at()).dataSync())
        const slopes = tf.tidy(() =>
          tf
            .grad((x) => tf.sum(f(x)))(at())
            .dataSync(),
        )
        z.forEach((x, i) => {
          const value = plainActivations[activation](x)
          expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(5e-7 * Math.abs(value) + stock)
          const { slope, rounding } = plainSlopes[activation]
          expect(Math.abs(slopes[i]! - slope(x))).toBeLessThanOrEqual(
            2e-6 * slope(x) + Math.max(rounding, stock),
          )
        })
      }
      bias.dispose()
    })
  })

  describe('cross-entropy', () => {
    testCrossEntropy()
  })

  test.each([1, 3, 4, 37])('one step of every optimiser on %i numbers is the plain one', (count) => {
    const [w, g] = [numbers(12, count), numbers(13, count, [0, 1e-9, 1e6])]
    const [m, v] = [numbers(14, count), numbers(15, count).map((z) => z * z)]
    const [rate, step] = [0.003, 4]
    const update = (optimiser: typeof adam, moments: Float32Array[]) =>
      tf.tidy(() => {
        const { parameter, moments: next } = optimiser.update(
          tf.tensor1d(w),
          tf.tensor1d(g),
          moments.map((values) => tf.tensor1d(values)),
          { rate, step },
        )
        return [parameter, ...next].map((tensor) => tensor.dataSync())
      })
    const first = Array.from(m, (value, i) => 0.9 * value + 0.1 * g[i]!)
    const second = Array.from(v, (value, i) => 0.999 * value + 0.001 * g[i]! ** 2)
    const adamStep = (i: number) =>
      (rate * (first[i]! / (1 - 0.9 ** 5))) / (Math.sqrt(second[i]! / (1 - 0.999 ** 5)) + 1e-7)
    const [nextW, nextM, nextV] = update(adam, [m, v])
    expectEach(
      nextW!,
      Array.from(w, (value, i) => value - adamStep(i)),
    )
    expectEach(nextM!, first)
    expectEach(nextV!, second)
    const velocity = Array.from(m, (value, i) => 0.9 * value + g[i]!)
    const [moved, kept] = update(momentum, [m])
    expectEach(
      moved!,
      Array.from(w, (value, i) => value - rate * velocity[i]!),
    )
    expectEach(kept!, velocity)
    const [stepped] = update(sgd, [])
    expectEach(
      stepped!,
      Array.from(w, (value, i) => value - rate * g[i]!),
    )
  })

  test('every byte of an image becomes a 255th, to the bit', () => {
    const bytes = Uint8Array.from({ length: 784 * 900 }, (_, i) => (i * 37) % 256)
    const found = tf.tidy(() => pixelsOf(bytes, [900, 784]).dataSync())
    expect(found).toEqual(Float32Array.from(bytes, (byte) => byte / 255))
  })

  test.each([
    [1, 0],
    [3, 2],
    [8, 0],
    [1001, 0],
    [6, 5],
  ])('%i draws from the %ith on are the bits of the stream, and normals agree to 1e-5', (count, offset) => {
    for (const [seed, step] of [
      [42, 0],
      [-1, 123_456],
      [2 ** 31, 4_000_000_000],
    ] as const) {
      const stream = openStream(seed, 'code')
      const found = tf.tidy(() => uniforms(stream, step, [count], offset).dataSync())
      expect(found).toEqual(stream.uniforms(step, count, offset))
      const z = stream.normals(step, count, offset)
      const drawn = tf.tidy(() => normals(stream, step, [count], offset).dataSync())
      drawn.forEach((value, i) => expect(Math.abs(value - z[i]!)).toBeLessThan(1e-5))
    }
  })

  test('normals agree with the stream out to its tails, as tensors and as arrays', () => {
    const stream = openStream(3, 'corruption')
    const z = stream.normals(9, 200_000)
    expect(z.some((value) => Math.abs(value) > 4)).toBe(true)
    const worst = (found: ArrayLike<number>) =>
      z.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0)
    expect(worst(tf.tidy(() => normals(stream, 9, [200_000]).dataSync()))).toBeLessThan(1e-5)
    expect(worst(drawnArray('normals', stream, 9, 200_000))).toBeLessThan(1e-5)
    expect(drawnArray('uniforms', stream, 9, 77)).toEqual(stream.uniforms(9, 77))
  })
})
