// Stock kernels in whose place ours compute on WebGL, and tensors in all the layouts that stock kernels leave them in.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { activate } from '../../../src/tensors/activations.ts'
import { matMul } from '../../../src/tensors/matmul.ts'
import { startEngine } from '../../support/engine.ts'
import { expectEach, expectNear } from '../../support/near.ts'

const random = openStream(19, 'measuring')

const read = (f: () => tf.Tensor): Float32Array => tf.tidy(() => f().dataSync<'float32'>().slice())

/** The same numbers, computed by a stock kernel. */
const onDevice = (values: Float32Array, shape: number[]) => tf.maximum(tf.tensor(values, shape), -1e30)

beforeAll(async () => {
  await startEngine('cpu')
  await startEngine('webgl')
})

const shapes = [[], [1], [6], [1, 7], [7, 1], [3, 5], [128, 33], [2, 3, 5], [3, 1, 3, 2]]

test.each(shapes.map((shape) => [shape]))('number by number, shape %j', (shape) => {
  const count = tf.util.sizeFromShape(shape)
  const a = random.normals(1, count)
  a.set([-50].slice(0, count - 1))
  const b = random.normals(2, count).map((z) => z + Math.sign(z))
  const [x, y] = [() => onDevice(a, shape), () => onDevice(b, shape)]
  const pairs: readonly [() => tf.Tensor, (a: number, b: number) => number][] = [
    [() => tf.add(x(), y()), (p, q) => p + q],
    [() => tf.sub(x(), y()), (p, q) => p - q],
    [() => tf.mul(x(), y()), (p, q) => p * q],
    [() => tf.div(x(), y()), (p, q) => p / q],
    [() => tf.add(x(), 0.7), (p) => p + 0.7],
    [() => tf.sub(0.7, x()), (p) => 0.7 - p],
    [() => tf.sub(x(), 0.7), (p) => p - 0.7],
    [() => tf.div(x(), 3), (p) => p / 3],
    [() => tf.div(3, y()), (_p, q) => 3 / q],
    [() => tf.mul(x(), tf.ones(shape)), (p) => p],
    [() => tf.exp(x()), (p) => Math.exp(p)],
    [() => tf.neg(x()), (p) => -p],
    [() => tf.square(x()), (p) => p * p],
  ]
  for (const [compute, right] of pairs) {
    expectNear(
      read(compute),
      Float64Array.from(a, (p, i) => right(p, b[i]!)),
    )
    expect(tf.tidy(() => compute().shape)).toEqual(shape)
  }
})

test('what is repeated for the other one is left to stock', () => {
  const values = random.normals(3, 6)
  const matrix = () => onDevice(values, [2, 3])
  expectNear(
    read(() => tf.mul(matrix(), tf.tensor2d([[2], [3]]))),
    values.map((z, i) => z * (i < 3 ? 2 : 3)),
  )
  expectNear(
    read(() => tf.add(onDevice(Float32Array.of(1), [1]), tf.tensor2d(values, [2, 3]))),
    values.map((z) => z + 1),
  )
  const column = () => tf.add(onDevice(Float32Array.of(1, 2), [2]), tf.mul(tf.ones([3, 1]), 4))
  expect(tf.tidy(() => column().shape)).toEqual([3, 2])
  expectNear(read(column), [5, 6, 5, 6, 5, 6])
})

test.each([[1], [7], [1, 9], [9, 1], [5, 6], [131, 33], [1, 3000], [20_001, 3]].map((shape) => [shape]))(
  'sums and means of shape %j, whole and along each axis, are those of the CPU',
  async (shape) => {
    const values = random.normals(4, tf.util.sizeFromShape(shape))
    for (const keepDims of [false, true]) {
      for (const axis of [undefined, ...shape.keys(), -1]) {
        for (const reduce of [tf.sum, tf.mean]) {
          const compute = () =>
            tf.tidy(() => {
              const found = reduce(onDevice(values, shape), axis, keepDims)
              return { shape: found.shape, values: found.dataSync() }
            })
          const found = compute()
          await tf.setBackend('cpu')
          const right = compute()
          await tf.setBackend('webgl')
          expect(found.shape).toEqual(right.shape)
          // sums of numbers of both signs are small beside what they are made of, and means are a share of them
          const count = values.length / right.values.length
          const ofSum = reduce === tf.mean ? count : 1
          const apart = Array.from(right.values, (value, i) => Math.abs(value - found.values[i]!) * ofSum)
          expect(apart.every((distance) => distance < 1e-6 * Math.sqrt(count))).toBe(true)
        }
      }
    }
  },
)

test('a long sum keeps its digits', () => {
  const sum = 20_000 * Math.fround(0.1)
  expectEach(
    read(() => tf.sum(onDevice(new Float32Array(200_000).fill(0.1), [200_000]))),
    [10 * sum],
  )
  expectEach(
    read(() => tf.sum(onDevice(new Float32Array(40_000).fill(0.1), [2, 20_000]), 1)),
    [sum, sum],
  )
  expectEach(
    read(() => tf.mean(onDevice(new Float32Array(60_000).fill(0.1), [20_000, 3]), 0)),
    [0.1, 0.1, 0.1],
  )
})

describe('a matrix', () => {
  const values = random.normals(5, 24)
  const shape: [number, number] = [4, 6]
  const right = Float64Array.from({ length: 16 }, (_, at) => {
    let sum = 0
    for (let k = 0; k < 6; k++) sum += values[Math.floor(at / 4) * 6 + k]! * values[(at % 4) * 6 + k]!
    return sum
  })
  const columns = Float32Array.from(values, (_, i) => values[(i % 4) * 6 + Math.floor(i / 4)]!)
  /** not packed, as the stock kernel leaves it */
  const rowsOf = (x: tf.Tensor) =>
    tf.gather(
      x,
      Array.from({ length: x.shape[0] }, (_, i) => i),
    )
  const layouts: Record<string, () => tf.Tensor> = {
    'in plain memory': () => tf.tensor2d(values, shape),
    'not packed': () => rowsOf(tf.tensor2d(values, shape)),
    'reshaped from odd rows': () => tf.reshape(onDevice(values, [3, 8]), shape),
    'reshaped from a vector': () => tf.reshape(onDevice(values, [24]), shape),
    'reshaped before it was uploaded': () => {
      const whole = tf.tensor2d(values, [3, 8])
      const other = tf.reshape(whole, shape)
      tf.maximum(whole, 0)
      return other
    },
    'a slice': () => tf.slice(onDevice(Float32Array.of(1, 2, 3, 4, 5, 6, ...values), [5, 6]), [1, 0], shape),
    'a slice of what is not packed': () =>
      tf.slice(rowsOf(tf.tensor2d([1, 2, 3, 4, 5, 6, ...values], [5, 6])), [1, 0], shape),
    transposed: () => tf.transpose(tf.tensor2d(columns, [6, 4])),
  }

  test.each(Object.entries(layouts))('%s is read as it is', (_layout, make) => {
    const product = () => {
      const x = make() as tf.Tensor2D
      return matMul(x, x, false, true)
    }
    expectNear(read(product), right)
    expectNear(
      read(() => tf.square(make())),
      values.map((z) => z * z),
    )
  })

  test('that ours have computed is read by stock kernels, reshaped or in part', () => {
    const ours = () => matMul(tf.tensor2d(values, shape), tf.tensor2d(values, shape), false, true)
    expectNear(
      read(() => tf.maximum(tf.reshape(activate('tanh', ours()), [2, 8]), 0)),
      right.map((z) => Math.max(Math.tanh(z), 0)),
    )
    expectNear(
      read(() => tf.slice(ours(), [1, 1], [2, 3])),
      [1, 2].flatMap((row) => [...right.subarray(row * 4 + 1, row * 4 + 4)]),
    )
  })
})
