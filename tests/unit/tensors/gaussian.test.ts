// A Gaussian code beside plain double precision: samples, divergence from the prior, their gradients and those of gradients,
// by our kernels on the CPU and by stock ops on WASM.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { gaussianDivergence, gaussianSamples } from '../../../src/tensors/gaussian.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import type { Parameters } from '../../../src/tensors/parameters.ts'
import { centralDifferences, relativeError } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { expectEach, expectNear } from '../../support/near.ts'

const random = openStream(23, 'measuring')

/** The values of tensors, and no tensor left. */
const readAll = (make: () => readonly tf.Tensor[]): Float32Array[] =>
  tf.tidy(() => make().map((tensor) => tensor.dataSync<'float32'>().slice()))

const gaussian = (p: Parameters) => [p['mean'] as tf.Tensor2D, p['logVariance'] as tf.Tensor2D] as const

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test.each([
    [1, 1],
    [5, 1],
    [7, 3],
    [128, 20],
  ])('of %i × %i: samples, divergence and their gradients are the plain ones', (rows, dimensions) => {
    const count = rows * dimensions
    const [mu, s] = [random.normals(1, count), random.normals(2, count)]
    const [noise, c] = [random.normals(3, count), random.normals(4, count)]
    const d = random.normals(5, dimensions)
    const given = () => ({
      mean: tf.tensor2d(mu, [rows, dimensions]),
      logVariance: tf.tensor2d(s, [rows, dimensions]),
    })
    const samples = (p: Parameters) => gaussianSamples(...gaussian(p), tf.tensor2d(noise, [rows, dimensions]))
    const weightedSamples = (p: Parameters) =>
      tf.sum<tf.Scalar>(tf.mul(samples(p), tf.tensor2d(c, [rows, dimensions])))
    const weightedDivergence = (p: Parameters) =>
      tf.sum<tf.Scalar>(tf.mul(gaussianDivergence(...gaussian(p)), tf.tensor1d(d)))
    const [z, kl] = readAll(() => [samples(given()), gaussianDivergence(...gaussian(given()))])
    expectNear(
      z!,
      Array.from(mu, (mean, i) => mean + Math.exp(s[i]! / 2) * noise[i]!),
    )
    const divergence = new Float64Array(dimensions)
    mu.forEach((mean, i) => {
      divergence[i % dimensions]! += (mean * mean + Math.expm1(s[i]!) - s[i]!) / (2 * rows)
    })
    expectEach(kl!, divergence)
    const [zByMean, zByLogVariance] = readAll(() => Object.values(gradientsOf(weightedSamples, given())))
    expectEach(zByMean!, c)
    expectEach(
      zByLogVariance!,
      Array.from(c, (weight, i) => 0.5 * weight * Math.exp(s[i]! / 2) * noise[i]!),
    )
    const [klByMean, klByLogVariance] = readAll(() => Object.values(gradientsOf(weightedDivergence, given())))
    expectEach(
      klByMean!,
      Array.from(mu, (mean, i) => (d[i % dimensions]! * mean) / rows),
    )
    expectNear(
      klByLogVariance!,
      Array.from(s, (value, i) => (d[i % dimensions]! * 0.5 * Math.expm1(value)) / rows),
    )
  })

  test('the gradient of a squared gradient, through samples and divergence at once, is that of central differences', () => {
    const [rows, dimensions] = [4, 3]
    const count = rows * dimensions
    const both = Float64Array.from([...random.normals(6, count), ...random.normals(7, count)])
    const [noise, c] = [random.normals(8, count), random.normals(9, count)]
    const weights = random.normals(10, dimensions)
    /** Σ c z² + Σ weight · KL, whose gradient bends in μ and in log σ² */
    const loss = (p: Parameters) => {
      const z = gaussianSamples(...gaussian(p), tf.tensor2d(noise, [rows, dimensions]))
      const ofSamples = tf.sum(tf.mul(tf.square(z), tf.tensor2d(c, [rows, dimensions])))
      const kl = gaussianDivergence(...gaussian(p))
      return tf.add<tf.Scalar>(ofSamples, tf.sum(tf.mul(kl, tf.tensor1d(weights))))
    }
    const squared = (p: Parameters) =>
      tf.addN(Object.values(gradientsOf(loss, p)).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient))))
    const plainSquared = (at: ArrayLike<number>) => {
      let sum = 0
      for (let i = 0; i < count; i++) {
        const [mean, s, weight] = [at[i]!, at[count + i]!, weights[i % dimensions]! / rows]
        const deviation = Math.exp(s / 2)
        const byZ = 2 * c[i]! * (mean + deviation * noise[i]!)
        const byMean = byZ + weight * mean
        const byLogVariance = byZ * 0.5 * deviation * noise[i]! + weight * 0.5 * Math.expm1(s)
        sum += byMean ** 2 + byLogVariance ** 2
      }
      return sum
    }
    const found = readAll(() =>
      Object.values(
        gradientsOf(squared, {
          mean: tf.tensor2d(Float32Array.from(both.subarray(0, count)), [rows, dimensions]),
          logVariance: tf.tensor2d(Float32Array.from(both.subarray(count)), [rows, dimensions]),
        }),
      ),
    ).flatMap((values) => [...values])
    expect(relativeError(found, centralDifferences(plainSquared, both))).toBeLessThan(2e-6)
  })

  test('the mean divergence of very many images keeps its digits', () => {
    const rows = 60_000
    const [mean, s] = [0.1, 0.3].map(Math.fround) as [number, number]
    const all = (value: number) => tf.tensor2d(new Float32Array(2 * rows).fill(value), [rows, 2])
    const [kl] = readAll(() => [gaussianDivergence(all(mean), all(s))])
    const right = (mean * mean + Math.expm1(s) - s) / 2
    // e^s − 1 − s loses a few in float32
    expectEach(kl!, [right, right], name === 'cpu' ? 1e-7 : 1e-5)
  })

  test('a gradient that the caller gives stays the caller’s, also where it reaches one tensor twice', () => {
    tf.tidy(() => {
      const dz = tf.ones<tf.Rank.R2>([2, 3])
      const noise = tf.ones<tf.Rank.R2>([2, 3])
      const both = (x: tf.Tensor) => gaussianSamples(x as tf.Tensor2D, x as tf.Tensor2D, noise)
      tf.grad(both)(tf.zeros([2, 3]), dz)
      tf.grad((x: tf.Tensor) => tf.sum(tf.grad(both)(x, dz)))(tf.zeros([2, 3]))
      expect(dz.isDisposed).toBe(false)
      expectEach(dz.dataSync(), [1, 1, 1, 1, 1, 1])
    })
  })
})
