// Cross-entropy beside plain double precision: tests that every backend is put to, declared where this is called.

import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { openStream } from '../../src/numerics/streams.ts'
import { bernoulliCrossEntropy, meanCrossEntropy } from '../../src/tensors/losses.ts'
import { expectEach, expectNear } from './near.ts'

const random = openStream(11, 'measuring')

/** images × pixels: less than a texel or four lanes, odd sides, the lab's own */
const shapes = [
  [1, 1],
  [1, 3],
  [5, 1],
  [3, 2],
  [4, 7],
  [33, 34],
  [128, 784],
] as const

/** softplus(a) − x·a, as the distance of x from the side that a is on, so that nothing cancels. */
const entropyOf = (a: number, x: number) =>
  Math.abs(a) * (a > 0 ? 1 - x : x) + Math.log1p(Math.exp(-Math.abs(a)))

/** σ(a) − x, likewise. */
function residualOf(a: number, x: number): number {
  const t = Math.exp(-Math.abs(a))
  return a > 0 ? 1 - x - t / (1 + t) : t / (1 + t) - x
}

const read = (f: () => tf.Tensor): Float32Array => tf.tidy(() => f().dataSync<'float32'>().slice())

/** Every image by itself: a large one would hide what is wrong with the others. */
function expectRowsNear(found: ArrayLike<number>, right: ArrayLike<number>, columns: number): void {
  expect(found).toHaveLength(right.length)
  const [all, plain] = [Float64Array.from(found), Float64Array.from(right)]
  for (let from = 0; from < plain.length; from += columns) {
    expectNear(all.subarray(from, from + columns), plain.subarray(from, from + columns))
  }
}

export function testCrossEntropy(): void {
  test.each(shapes)('of %i × %i and its gradients are those of plain mathematics', (rows, columns) => {
    const [a, x] = [random.normals(9, rows * columns), random.uniforms(10, rows * columns)]
    const weights = random.normals(11, rows)
    const weightOf = (i: number) => weights[Math.floor(i / columns)]!
    const plain = new Float64Array(rows)
    a.forEach((logit, i) => (plain[Math.floor(i / columns)]! += entropyOf(logit, x[i]!)))
    const residual = Array.from(a, (logit, i) => residualOf(logit, x[i]!))
    const at = (values: Float32Array) => tf.tensor2d(values, [rows, columns])
    expectEach(
      read(() => bernoulliCrossEntropy(at(a), at(x))),
      plain,
    )
    const gradients = tf.grads((logits: tf.Tensor, targets: tf.Tensor) =>
      tf.sum(
        tf.mul(bernoulliCrossEntropy(logits as tf.Tensor2D, targets as tf.Tensor2D), tf.tensor1d(weights)),
      ),
    )
    expectRowsNear(
      read(() => gradients([at(a), at(x)])[0]!),
      residual.map((r, i) => r * weightOf(i)),
      columns,
    )
    expectRowsNear(
      read(() => gradients([at(a), at(x)])[1]!),
      Array.from(a, (logit, i) => -logit * weightOf(i)),
      columns,
    )
    for (const isWanted of [true, false]) {
      const mean = (logits: tf.Tensor) => meanCrossEntropy(logits as tf.Tensor2D, at(x), isWanted)
      expectRowsNear(
        read(() => tf.grad(mean)(at(a))),
        residual.map((r) => r / rows),
        columns,
      )
      const right = isWanted ? plain.reduce((sum, row) => sum + row, 0) / rows : 0
      expectNear(
        read(() => mean(at(a))),
        [right],
      )
    }
  })

  test('far out and near 0 is right, each pixel to the last places of itself', () => {
    const logits = [0, -0, 1e4, -1e4, 88, -88, 16.2, -16.2, 10.3, -10.3, 3, -3, 0.3, -0.3, 1e-20, -1e-20]
    const pairs = [0, 0.25, 1].flatMap((x) => logits.map((a) => [Math.fround(a), x] as const))
    const [a, x] = [0, 1].map((which) => tf.tensor2d(pairs.map((pair) => [pair[which]!])))
    // below that an exponential may be 0
    const least = 1e-30
    expectEach(
      read(() => bernoulliCrossEntropy(a as tf.Tensor2D, x as tf.Tensor2D)),
      pairs.map(([a, x]) => entropyOf(a, x)),
      3e-6,
      least,
    )
    const sum = (logits: tf.Tensor) => tf.sum(bernoulliCrossEntropy(logits as tf.Tensor2D, x as tf.Tensor2D))
    expectEach(
      read(() => tf.grad(sum)(a!)),
      pairs.map(([a, x]) => residualOf(a, x)),
      3e-6,
      least,
    )
    tf.dispose([a!, x!])
  })

  test.each([
    [1, 10.3],
    [0, -10.3],
    [1, 16.2],
    [0, -16.2],
  ])('of an image all of %d, whose logits of %d are almost sure of it, is left with its digits', (x, a) => {
    const pixels = 784
    const logit = Math.fround(a)
    const filled = (value: number) => new Float32Array(2 * pixels).fill(value)
    const all = (value: number) => tf.tensor2d(filled(value), [2, pixels])
    const right = pixels * entropyOf(logit, x)
    const mask = () => all(1)
    for (const found of [
      read(() => bernoulliCrossEntropy(all(logit), all(x))),
      read(() => bernoulliCrossEntropy(all(logit), all(x), mask())),
    ]) {
      expectEach(found, [right, right], 1e-5)
    }
    const mean = (logits: tf.Tensor) => meanCrossEntropy(logits as tf.Tensor2D, all(x), true)
    const masked = (logits: tf.Tensor) =>
      tf.mean(bernoulliCrossEntropy(logits as tf.Tensor2D, all(x), mask()))
    for (const found of [read(() => tf.grad(mean)(all(logit))), read(() => tf.grad(masked)(all(logit)))]) {
      expectEach(found, filled(residualOf(logit, x) / 2), 1e-5)
    }
  })

  test('of the pixels that a mask names, and of one target for all images, is what these alone have', () => {
    const [rows, columns] = [5, 7]
    const [a, x] = [random.normals(12, rows * columns), random.uniforms(13, columns)]
    const mask = random.uniforms(14, rows * columns).map((u, i) => Number(i === 0 || u < 0.4))
    const plain = new Float64Array(rows)
    a.forEach((logit, i) => (plain[Math.floor(i / columns)]! += mask[i]! * entropyOf(logit, x[i % columns]!)))
    const of = (logits: tf.Tensor) =>
      bernoulliCrossEntropy(
        logits as tf.Tensor2D,
        tf.tensor2d(x, [1, columns]),
        tf.tensor2d(mask, [rows, columns]),
      )
    const at = () => tf.tensor2d(a, [rows, columns])
    expectEach(
      read(() => of(at())),
      plain,
    )
    expectEach(
      read(() => tf.grad((logits) => tf.sum(of(logits)))(at())),
      Array.from(a, (logit, i) => mask[i]! * residualOf(logit, x[i % columns]!)),
    )
  })

  test('of a logit that is no number is none', () => {
    const [sum] = read(() => bernoulliCrossEntropy(tf.tensor2d([[NaN, 0]]), tf.tensor2d([[0, 1]])))
    expect(sum).toBeNaN()
  })
}
