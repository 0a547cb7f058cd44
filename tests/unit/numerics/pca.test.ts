import { beforeAll, describe, expect, test } from 'vitest'
import { knnAccuracy } from '../../../src/numerics/neighbours.ts'
import {
  errorsOn,
  pcaOf,
  project,
  reconstruct,
  reconstructionError,
  trailingSum,
  type Pca,
} from '../../../src/numerics/pca.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { readIdx } from '../../support/idx.ts'
import { momentsOf, quarter } from '../../support/moments.ts'

function pixelsOf(images: Uint8Array): Float32Array {
  const out = new Float32Array(images.length)
  for (let i = 0; i < out.length; i++) out[i] = images[i]! / 255
  return out
}

describe('PCA of the 60,000 MNIST images', () => {
  const train = readIdx('mnist', 'train')
  const test10k = readIdx('mnist', 't10k')
  let pca: Pca

  beforeAll(() => {
    pca = pcaOf(momentsOf(train.images, train.count))
  }, 60_000)

  test('the eigenvalues sum to the total variance, 52.725 per image', () => {
    expect(Math.abs(pca.values.reduce((sum, value) => sum + value) / 52.725 - 1)).toBeLessThan(0.001)
  })

  test('the eigenvalues descend, and at most 717 are positive: 67 pixels are never lit', () => {
    for (let i = 1; i < 784; i++) expect(pca.values[i]!).toBeLessThanOrEqual(pca.values[i - 1]!)
    expect(pca.values.filter((value) => value > 1e-12).length).toBeLessThanOrEqual(717)
    expect(pca.mean.filter((value) => value === 0).length).toBe(67)
    expect(pca.values[783]).toBeGreaterThanOrEqual(0)
  })

  test('errors on other images follow from their moments alone, for every k at once', () => {
    const errors = errorsOn(pca, momentsOf(test10k.images, test10k.count))
    for (const k of [1, 2, 16]) {
      const direct = 784 * reconstructionError(pca, test10k.images, test10k.count, k)
      expect(errors[k]! / direct).toBeCloseTo(1, 5)
    }
    expect(errors[784]).toBeLessThan(1e-4)
    const own = errorsOn(pca, momentsOf(train.images, train.count))
    expect(own[0]! / 52.725).toBeCloseTo(1, 3)
    for (const k of [1, 2, 32]) expect(own[k]! / trailingSum(pca.values, k)).toBeCloseTo(1, 6)
  })

  test('the components are orthonormal to float32 precision', () => {
    let worst = 0
    for (let i = 0; i < 784; i += 29) {
      for (let j = i; j < 784; j++) {
        let product = 0
        for (let p = 0; p < 784; p++) product += pca.components[i * 784 + p]! * pca.components[j * 784 + p]!
        worst = Math.max(worst, Math.abs(product - (i === j ? 1 : 0)))
      }
    }
    expect(worst).toBeLessThan(1e-6)
  })

  test.each([
    [2, 0.0557],
    [16, 0.02686],
    [32, 0.01683],
    [64, 0.00905],
  ])('codes of size %d leave a test error of %d per pixel', (k, expected) => {
    const error = reconstructionError(pca, test10k.images, test10k.count, k)
    expect(Math.abs(error / expected - 1)).toBeLessThan(0.005)
  })

  test('the training squared error is the sum of the trailing eigenvalues', () => {
    const error = reconstructionError(pca, train.images, train.count, 2)
    expect((error * 784) / trailingSum(pca.values, 2)).toBeCloseTo(1, 6)
  })

  test('two coordinates let 5 neighbours name 42 % of the digits', () => {
    const codes = project(pca, pixelsOf(train.images.subarray(0, 10_000 * 784)), 2)
    const testCodes = project(pca, pixelsOf(test10k.images), 2)
    const accuracy = knnAccuracy(codes, train.labels.subarray(0, 10_000), testCodes, test10k.labels, 2)
    expect(accuracy).toBeCloseTo(0.42, 2)
  })
})

describe('PCA of small digits', () => {
  const n = 196
  const count = 500
  const test10k = readIdx('mnist', 't10k')
  const images = quarter(test10k.images, count)

  test.each(['grey', 'threshold', 'sampled'] as const)(
    'the training squared error is the sum of the trailing eigenvalues for every k, %s pixels',
    (mode) => {
      const pca = pcaOf(momentsOf(images, count, { mode }))
      for (const k of [1, 2, 7, 50, 150]) {
        const error = reconstructionError(pca, images, count, k) * n
        expect(Math.abs(error - trailingSum(pca.values, k))).toBeLessThan(1e-6 * trailingSum(pca.values, 1))
      }
      for (const k of [n, n + 1, 1024]) {
        expect(trailingSum(pca.values, k)).toBe(0)
        expect(Math.abs(reconstructionError(pca, images, count, k))).toBeLessThan(1e-8)
      }
    },
  )

  test('no other projection of the same size does better, the components of another class for one', () => {
    const class0 = [...test10k.labels.subarray(0, count).keys()].filter((i) => test10k.labels[i] === 0)
    const class1 = [...test10k.labels.subarray(0, count).keys()].filter((i) => test10k.labels[i] === 1)
    const own = pcaOf(momentsOf(images, count, { selection: class0 }))
    const other = pcaOf(momentsOf(images, count, { selection: class1 }))
    for (const k of [1, 5, 20]) {
      const least = reconstructionError(own, images, count, k, class0)
      expect((least * n) / trailingSum(own.values, k)).toBeCloseTo(1, 5)
      expect(reconstructionError(other, images, count, k, class0)).toBeGreaterThan(least)
    }
  })

  test('codes are uncorrelated, of mean 0, with the eigenvalues as variances', () => {
    const pca = pcaOf(momentsOf(images, count))
    const k = 6
    const codes = project(pca, pixelsOf(images), k)
    for (let i = 0; i < k; i++) {
      for (let j = i; j < k; j++) {
        let [sum, product] = [0, 0]
        for (let at = 0; at < count; at++) {
          sum += codes[at * k + i]!
          product += codes[at * k + i]! * codes[at * k + j]!
        }
        expect(sum / count).toBeCloseTo(0, 5)
        expect(product / count).toBeCloseTo(i === j ? pca.values[i]! : 0, 4)
      }
    }
  })

  test('reconstructing is a projection: it keeps the codes, and its error is the stated one', () => {
    const pca = pcaOf(momentsOf(images, count))
    const x = pixelsOf(images.subarray(0, 100 * n))
    const codes = project(pca, x, 10)
    const restored = reconstruct(pca, codes, 10)
    const again = project(pca, restored, 10)
    for (let i = 0; i < codes.length; i++) expect(again[i]).toBeCloseTo(codes[i]!, 5)
    const squares = restored.reduce((sum, value, i) => sum + (value - x[i]!) ** 2, 0)
    expect(
      squares / restored.length / reconstructionError(pca, images.subarray(0, 100 * n), 100, 10),
    ).toBeCloseTo(1, 5)
  })

  test('a code wider than the image loses nothing, and its further coordinates are 0', () => {
    const pca = pcaOf(momentsOf(images, count))
    const x = pixelsOf(images.subarray(0, 3 * n))
    const codes = project(pca, x, 1024)
    expect(codes.length).toBe(3 * 1024)
    expect(codes.subarray(1024 + n, 2048).every((value) => value === 0)).toBe(true)
    const restored = reconstruct(pca, codes, 1024)
    for (let i = 0; i < x.length; i++) expect(restored[i]).toBeCloseTo(x[i]!, 5)
  })

  test('N images span at most N − 1 dimensions: fewer images than pixels leave no training error', () => {
    const few = pcaOf(momentsOf(images, count, { selection: [0, 1, 2, 3, 4] }))
    expect(few.values.filter((value) => value > 1e-12).length).toBe(4)
    expect(reconstructionError(few, images, count, 4, [0, 1, 2, 3, 4])).toBeLessThan(1e-12)
    const one = pcaOf(momentsOf(images, count, { selection: [7] }))
    expect([...new Set(one.values)]).toEqual([0])
    expect(reconstructionError(one, images, count, 1, [7])).toBeLessThan(1e-15)
  })

  test('the error for sampled pixels is the mean over Bernoulli draws, within four standard errors', () => {
    const pca = pcaOf(momentsOf(images, count, { mode: 'sampled' }))
    const u = openStream(42, 'pixels').uniforms(0, images.length)
    const drawn = Float32Array.from(images, (byte, i) => (u[i]! < byte / 255 ? 1 : 0))
    const restored = reconstruct(pca, project(pca, drawn, 5), 5)
    const errors = Array.from({ length: count }, (_, at) => {
      let squares = 0
      for (let p = at * n; p < (at + 1) * n; p++) squares += (restored[p]! - drawn[p]!) ** 2
      return squares / n
    })
    const mean = errors.reduce((sum, error) => sum + error) / count
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / count)
    const stated = reconstructionError(pca, images, count, 5)
    expect(Math.abs(mean - stated)).toBeLessThan((4 * deviation) / Math.sqrt(count))
  })

  test.each([0, -1, 1.5, NaN])('has no codes of size %d', (k) => {
    const pca = pcaOf(momentsOf(images, count, { selection: [0, 1] }))
    for (const wrong of [
      () => trailingSum(pca.values, k),
      () => project(pca, new Float32Array(n), k),
      () => reconstruct(pca, new Float32Array(n), k),
      () => reconstructionError(pca, images, count, k),
    ]) {
      expect(wrong).toThrow('size of a code')
    }
  })

  test('wants whole images and whole codes of its own size', () => {
    const pca = pcaOf(momentsOf(images, count, { selection: [0, 1] }))
    expect(() => project(pca, new Float32Array(100), 2)).toThrow('100 numbers are not rows of 196')
    expect(() => reconstruct(pca, new Float32Array(3), 2)).toThrow('3 numbers are not rows of 2')
    expect(() => reconstructionError(pca, test10k.images, test10k.count, 2)).toThrow("pca's 196 pixels")
  })
})
