// Every gradient of the engine against central differences in double precision, on both engines that run in Node.

import { eluGradConfig as eluGradKernel } from '@tensorflow/tfjs-backend-wasm/dist/kernels/EluGrad.js'
import * as tf from '@tensorflow/tfjs-core'
import { eluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Elu_grad.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { activate } from '../../../src/tensors/activations.ts'
import { activationNames } from '../../../src/tensors/activationNames.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import { exponential } from '../../../src/tensors/elementary.ts'
import { bernoulliCrossEntropy, squaredError } from '../../../src/tensors/losses.ts'
import { addBias } from '../../../src/tensors/dense.ts'
import { matMul } from '../../../src/tensors/matmul.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { centralDifferences, relativeError } from '../../support/differences.ts'
import { plainActivations, plainLoss } from '../../support/plainModel.ts'

// of the stock op, which nothing in the lab uses
tf.registerGradient(eluGradConfig)
tf.registerKernel(eluGradKernel)

const random = openStream(7, 'measuring')
const normals = (step: number, count: number) => random.normals(step, count)

/** Values and gradients are float32; a wrong factor, sign or transposition is off by far more. */
const tolerance = 2e-6

const curved = [
  {
    name: 'sigmoid',
    value: plainActivations.sigmoid,
    slope: (x: number) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
    own: (z: tf.Tensor) => activate('sigmoid', z),
    stock: (z: tf.Tensor) => tf.sigmoid(z),
    stockIs: 'wrong',
  },
  {
    name: 'tanh',
    value: Math.tanh,
    slope: (x: number) => 1 - Math.tanh(x) ** 2,
    own: (z: tf.Tensor) => activate('tanh', z),
    stock: (z: tf.Tensor) => tf.tanh(z),
    stockIs: 'wrong',
  },
  {
    name: 'exp',
    value: Math.exp,
    slope: Math.exp,
    own: (z: tf.Tensor) => exponential(z),
    stock: (z: tf.Tensor) => tf.exp(z),
    stockIs: 'wrong',
  },
  {
    name: 'elu',
    value: plainActivations.elu,
    slope: (x: number) => (x > 0 ? 1 : Math.exp(x)),
    own: (z: tf.Tensor) => activate('elu', z),
    stock: (z: tf.Tensor) => tf.elu(z),
    stockIs: 'missing',
  },
  {
    name: 'softplus',
    value: plainActivations.softplus,
    slope: (x: number) => 1 / (1 + Math.exp(-x)),
    own: (z: tf.Tensor) => activate('softplus', z),
    stock: (z: tf.Tensor) => tf.softplus(z),
    stockIs: 'right, too',
  },
] as const

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** a (m × n) · b (n × p) in double precision. */
function plainProduct(a: ArrayLike<number>, b: ArrayLike<number>, m: number, n: number, p: number): number[] {
  return Array.from({ length: m * p }, (_, at) => {
    const [row, column] = [Math.floor(at / p), at % p]
    return sumOf(Array.from({ length: n }, (_, i) => a[row * n + i]! * b[i * p + column]!))
  })
}

/** Σ c_i y_i: a scalar that every entry of y enters with another weight. */
const weighted = (y: tf.Tensor, c: Float32Array) => tf.sum<tf.Scalar>(tf.mul(y, tf.tensor(c, y.shape)))
const plainWeighted = (y: readonly number[], c: Float32Array) => sumOf(y.map((value, i) => value * c[i]!))

/** The engine's gradient, read back, by name. */
function gradientOf(
  loss: (p: Parameters) => tf.Scalar,
  parameters: Parameters,
): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(tf.tidy(() => gradientsOf(loss, parameters))).map(([name, gradient]) => {
      const values = gradient.dataSync<'float32'>()
      gradient.dispose()
      return [name, values]
    }),
  )
}

/** Σ f′(x_i) as a function of x, so that its gradient is f″ entry by entry. */
const secondDerivative = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): Float32Array =>
  tf.tidy(() =>
    tf
      .grad((y) => tf.sum(tf.grad((z) => tf.sum(f(z)))(y)))(x)
      .dataSync<'float32'>()
      .slice(),
  )

describe.each(['wasm', 'cpu'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test('the gradient of a matrix product is dy·bᵀ and aᵀ·dy', () => {
    const [m, n, p] = [5, 7, 3]
    const [a, b, c] = [normals(1, m * n), normals(2, n * p), normals(3, m * p)]
    const loss = ({ a, b }: Parameters) => weighted(matMul(a as tf.Tensor2D, b as tf.Tensor2D), c)
    const found = gradientOf(loss, { a: tf.tensor2d(a, [m, n]), b: tf.tensor2d(b, [n, p]) })
    const byA = centralDifferences((a) => plainWeighted(plainProduct(a, b, m, n, p), c), a)
    const byB = centralDifferences((b) => plainWeighted(plainProduct(a, b, m, n, p), c), b)
    expect(relativeError(found['a']!, byA)).toBeLessThan(tolerance)
    expect(relativeError(found['b']!, byB)).toBeLessThan(tolerance)
  })

  test('the gradient of a bias is the sum of dy over the rows, and that of its input is dy', () => {
    const [x, bias, c] = [normals(4, 12), normals(5, 3), normals(6, 12)]
    const plain = (x: ArrayLike<number>, bias: ArrayLike<number>) =>
      plainWeighted(
        Array.from(x, (value, i) => (value + bias[i % 3]!) ** 2),
        c,
      )
    const loss = ({ x, bias }: Parameters) =>
      weighted(tf.square(addBias(x as tf.Tensor2D, bias as tf.Tensor1D)), c)
    const found = gradientOf(loss, { x: tf.tensor2d(x, [4, 3]), bias: tf.tensor1d(bias) })
    const byX = centralDifferences((x) => plain(x, bias), x)
    const byBias = centralDifferences((bias) => plain(x, bias), bias)
    expect(relativeError(found['x']!, byX)).toBeLessThan(tolerance)
    expect(relativeError(found['bias']!, byBias)).toBeLessThan(tolerance)
  })

  test('a matrix product may be differentiated twice', () => {
    const [a, b, c] = [normals(7, 6), normals(8, 6), normals(9, 4)]
    // g(a) = ‖∂L/∂b‖² with L = Σ c (a·b)², differentiated by a
    const plain = (a: ArrayLike<number>) => {
      const y = plainProduct(a, b, 2, 3, 2)
      const dy = y.map((value, i) => 2 * c[i]! * value)
      const transposed = Array.from({ length: 6 }, (_, i) => a[(i % 2) * 3 + Math.floor(i / 2)]!)
      return sumOf(plainProduct(transposed, dy, 3, 2, 2).map((g) => g * g))
    }
    const found = tf.tidy(() => {
      const B = tf.tensor2d(b, [3, 2])
      const inner = (a: tf.Tensor2D) => tf.grad((b) => weighted(tf.square(matMul(a, b as tf.Tensor2D)), c))(B)
      const outer = tf.grad((a) => tf.sum(tf.square(inner(a as tf.Tensor2D))))
      return outer(tf.tensor2d(a, [2, 3]))
        .dataSync()
        .slice()
    })
    expect(relativeError(found, centralDifferences(plain, a))).toBeLessThan(10 * tolerance)
  })

  test.each(activationNames)('the first derivative of %s is right', (activation) => {
    const x = normals(10, 50).map((z) => 2 * z)
    const plain = (x: Float64Array) => sumOf(Array.from(x, plainActivations[activation]))
    const found = gradientOf(({ x }) => tf.sum<tf.Scalar>(activate(activation, x!)), { x: tf.tensor1d(x) })
    expect(relativeError(found['x']!, centralDifferences(plain, x))).toBeLessThan(10 * tolerance)
  })

  test.each(curved)(
    'the second derivative of $name is right, where that of stock tfjs is $stockIs',
    ({ value, slope, own, stock, stockIs }) => {
      const x = normals(11, 50)
      const right = centralDifferences((x) => sumOf(Array.from(x, slope)), x)
      expect(relativeError(secondDerivative(own, tf.tensor1d(x)), right)).toBeLessThan(20 * tolerance)
      // z·f(z): its second derivative is 2f′ + z f″, of which stock tfjs forgets z f″ without a word
      const product = centralDifferences((x) => sumOf(Array.from(x, (z) => value(z) + z * slope(z))), x)
      const of = (f: (z: tf.Tensor) => tf.Tensor) =>
        relativeError(
          secondDerivative((z) => tf.mul(z, f(z)), tf.tensor1d(x)),
          product,
        )
      const found = () => {
        try {
          return of(stock) > 0.1 ? 'wrong' : 'right, too'
        } catch {
          return 'missing'
        }
      }
      expect(of(own)).toBeLessThan(20 * tolerance)
      expect(found()).toBe(stockIs)
    },
  )

  test.each([
    ['bernoulli', bernoulliCrossEntropy],
    ['gaussian', squaredError],
  ] as const)(
    'value and gradient of the %s reconstruction are right, by output and by target',
    (output, loss) => {
      const a = normals(12, 20).map((z) => 3 * z)
      const x = random.uniforms(13, 20)
      const c = normals(14, 4)
      const plain = (a: ArrayLike<number>, x: ArrayLike<number>) =>
        sumOf(Array.from(a, (value, i) => c[Math.floor(i / 5)]! * plainLoss(output, value, x[i]!)))
      const engine = ({ a, x }: Parameters) => weighted(loss(a as tf.Tensor2D, x as tf.Tensor2D), c)
      const tensors = { a: tf.tensor2d(a, [4, 5]), x: tf.tensor2d(x, [4, 5]) }
      expect(engine(tensors).dataSync()[0]).toBeCloseTo(plain(a, x), 4)
      const found = gradientOf(engine, tensors)
      expect(
        relativeError(
          found['a']!,
          centralDifferences((a) => plain(a, x), a),
        ),
      ).toBeLessThan(tolerance)
      expect(
        relativeError(
          found['x']!,
          centralDifferences((x) => plain(a, x), x),
        ),
      ).toBeLessThan(tolerance)
    },
  )

  test('the second derivative of cross-entropy by its logit is p(1 − p), whatever the target', () => {
    const a = normals(15, 20)
    const found = secondDerivative(
      (z) => bernoulliCrossEntropy(tf.reshape(z, [4, 5]), tf.mul(tf.ones<tf.Rank.R2>([4, 5]), 0.3)),
      tf.tensor1d(a),
    )
    const right = Array.from(a, (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2)
    expect(relativeError(found, right)).toBeLessThan(tolerance)
  })

  test('cross-entropy of logits of ±10,000 is finite and right, and so is its gradient', () => {
    const logits = tf.tensor2d([[1e4, -1e4, 1e4, -1e4, 100, -100]])
    const targets = tf.tensor2d([[1, 0, 0, 1, 0.25, 0.25]])
    expect(bernoulliCrossEntropy(logits, targets).dataSync()[0]).toBe(1e4 + 1e4 + 75 + 25)
    const loss = ({ a }: Parameters) => tf.sum<tf.Scalar>(bernoulliCrossEntropy(a as tf.Tensor2D, targets))
    expect([...gradientOf(loss, { a: logits })['a']!]).toEqual([0, 0, 1, -1, 0.75, -0.25])
  })

  test('at zero logits the cross-entropy of any image is 784·ln 2', () => {
    const x = tf.tensor2d(random.uniforms(16, 2 * 784), [2, 784])
    for (const nats of bernoulliCrossEntropy(tf.zeros([2, 784]), x).dataSync()) {
      expect(Math.abs(nats / (784 * Math.LN2) - 1)).toBeLessThan(1e-6)
    }
  })

  test('a parameter that the loss ignores has gradient 0', () => {
    const found = gradientOf(({ a }) => tf.sum<tf.Scalar>(a!), { a: tf.ones([2]), b: tf.ones([3]) })
    expect([...found['b']!]).toEqual([0, 0, 0])
  })
})
