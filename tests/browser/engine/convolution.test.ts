// Convolution, pooling and their derivatives in a real browser: WebGL and WASM say what plain JavaScript says.

import { roundConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Round.js'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { col2im, conv, im2col, pool, upsample } from '../../../src/tensors/convolution.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { wasmFiles } from '../../../src/tensors/wasmFiles.ts'
import { windowsOf } from '../../../src/tensors/windows.ts'
import { relativeError } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { unbiased, unbiasedTranspose } from '../../support/unbiased.ts'

// the lab itself rounds nothing on WASM
tf.registerKernel(roundConfig)

const random = openStream(9, 'measuring')
const batch = 3
const image = { height: 14, width: 10, channels: 3 }

const matrix = (step: number, rows: number, columns: number) =>
  tf.tensor2d(random.normals(step, rows * columns), [rows, columns])

const images = () => matrix(1, batch, 14 * 10 * 3)
const tiles = (size: number) => windowsOf(image, { size, stride: size, padding: 'valid' })

const kinds = [1, 3, 5].flatMap((size) =>
  [1, 2, 3].flatMap((stride) => (['same', 'valid'] as const).map((padding) => ({ size, stride, padding }))),
)

/** Σ y² of conv → bias → sigmoid → max pool → transposed conv → upsample → average pool. */
function loss({ x, K, b, L }: Parameters): tf.Scalar {
  const first = windowsOf(image, { size: 3, stride: 1, padding: 'same' })
  const hidden = windowsOf({ ...image, channels: 4 }, { size: 2, stride: 2, padding: 'valid' })
  const last = windowsOf({ height: 15, width: 11, channels: 2 }, { size: 3, stride: 2, padding: 'valid' })
  const a = conv(x as tf.Tensor2D, K as tf.Tensor2D, b as tf.Tensor1D, first, 'sigmoid')
  const code = pool(a, hidden, 'max')
  const large = upsample(unbiasedTranspose(code, L as tf.Tensor2D, last), last, 3)
  const thirds = { height: 45, width: 33, channels: 2 }
  const y = pool(large, windowsOf(thirds, { size: 3, stride: 3, padding: 'valid' }), 'average')
  return tf.sum<tf.Scalar>(tf.square(y))
}

const squaredSlope = (p: Parameters) =>
  tf.sum<tf.Scalar>(tf.square(tf.grad((x) => loss({ ...p, x }))(p['x']!)))

const parameters = () => ({
  x: images(),
  K: tf.mul(matrix(2, 27, 4), 0.3),
  b: tf.tensor1d(random.normals(3, 4)),
  L: matrix(4, 4, 18),
})

/** What is compared, by name: every one a list of tensors. */
const results: Record<string, () => tf.Tensor[]> = {
  'im2col and col2im of every kind': () =>
    kinds.flatMap((kind) => {
      const windows = windowsOf(image, kind)
      const count = windows.rows * windows.columns
      return [im2col(images(), windows), col2im(matrix(5, batch * count, kind.size ** 2 * 3), windows)]
    }),
  'a single image of one channel': () => {
    const windows = windowsOf({ height: 7, width: 5, channels: 1 }, { size: 3, stride: 2, padding: 'same' })
    const [x, y] = [matrix(6, 1, 35), matrix(7, 1, 12)]
    return [unbiased(x, matrix(8, 9, 1), windows), unbiasedTranspose(y, matrix(8, 1, 9), windows)]
  },
  pooling: () => [pool(images(), tiles(2), 'max'), pool(images(), tiles(2), 'average')],
  upsampling: () => [2, 3, 5, 6, 7].map((factor) => upsample(images(), image, factor)),
  'the place of the first of equal maxima': () => {
    const x = tf.round(images())
    return Object.values(
      gradientsOf(({ x }) => tf.sum<tf.Scalar>(pool(x as tf.Tensor2D, tiles(2), 'max')), { x }),
    )
  },
  'the gradient through all of them': () => Object.values(gradientsOf(loss, parameters())),
  'the gradient of ‖∂L/∂x‖² through all of them': () =>
    Object.values(gradientsOf(squaredSlope, parameters())),
}

/** All results of an engine, read back, and the count of tensors that they left behind. */
async function computeOn(engine: 'webgl' | 'wasm' | 'cpu') {
  await startEngine(engine, wasmFiles)
  const before = tf.memory().numTensors
  const values = new Map<string, Float32Array[]>()
  for (const [name, make] of Object.entries(results)) {
    const tensors = tf.tidy(make)
    values.set(name, await Promise.all(tensors.map((tensor) => tensor.data<'float32'>())))
    tf.dispose(tensors)
  }
  return { values, left: tf.memory().numTensors - before }
}

let right: Awaited<ReturnType<typeof computeOn>>

beforeAll(async () => {
  right = await computeOn('cpu')
}, 60_000)

describe.each(['webgl', 'wasm'] as const)('on %s', (engine) => {
  let found: Awaited<ReturnType<typeof computeOn>>

  beforeAll(async () => {
    found = await computeOn(engine)
  }, 60_000)

  test.each(Object.keys(results))('%s: as in plain JavaScript', (name) => {
    const plain = right.values.get(name)!
    expect(plain.length).toBeGreaterThan(0)
    plain.forEach((values, i) => {
      expect(Math.hypot(...values)).toBeGreaterThan(0)
      expect(relativeError(found.values.get(name)![i]!, values)).toBeLessThan(1e-5)
    })
  })

  test('no tensor is left behind', () => {
    expect(found.left).toBe(0)
  })
})
