import { describe, expect, test } from 'vitest'
import {
  covarianceOf,
  meanOf,
  pixelValue,
  secondMoment,
  type PixelMode,
} from '../../../src/numerics/moments.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { momentsOf } from '../../support/moments.ts'

const modes: PixelMode[] = ['grey', 'threshold', 'sampled']

/** Random bytes, half of them dark, and one pixel never lit. */
function randomImages(count: number, n: number): Uint8Array {
  const u = openStream(42, 'pixels').uniforms(0, count * n)
  return Uint8Array.from(u, (value, i) => (value < 0.5 || i % n === 2 ? 0 : value * 256))
}

/** Mean and covariance by their definitions, of numbers N × n. */
function define(x: number[], n: number): { mean: number[]; covariance: number[] } {
  const count = x.length / n
  const mean = Array.from({ length: n }, (_, p) => sumOf(count, (i) => x[i * n + p]!) / count)
  const covariance = Array.from({ length: n * n }, (_, at) => {
    const [p, q] = [Math.floor(at / n), at % n]
    return sumOf(count, (i) => (x[i * n + p]! - mean[p]!) * (x[i * n + q]! - mean[q]!)) / count
  })
  return { mean, covariance }
}

function sumOf(count: number, value: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += value(i)
  return sum
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within: number): void {
  expect(actual.length).toBe(expected.length)
  const off = Math.max(...Array.from(actual, (value, i) => Math.abs(value - expected[i]!)))
  expect(off).toBeLessThanOrEqual(within)
}

describe('the moments of images', () => {
  test.each([
    [1, 5],
    [250, 8],
    [251, 13],
    [700, 30],
  ])('of %d images of %d pixels are those of the definition, grey and thresholded', (count, n) => {
    const images = randomImages(count, n)
    for (const mode of ['grey', 'threshold'] as const) {
      const expected = define(
        Array.from(images, (byte) => pixelValue(byte, mode)),
        n,
      )
      const moments = momentsOf(images, count, { mode })
      expectClose(meanOf(moments), expected.mean, 1e-14)
      expectClose(covarianceOf(moments), expected.covariance, 1e-14)
    }
  })

  test('a threshold lights a pixel from 128 on', () => {
    expect([...momentsOf(Uint8Array.of(127, 128, 0, 255), 1, { mode: 'threshold' }).sum]).toEqual([
      0, 1, 0, 1,
    ])
  })

  test('of sampled pixels are those of Bernoulli draws, within four standard errors', () => {
    const [count, n, repeats] = [20, 6, 20_000]
    const images = randomImages(count, n)
    const u = openStream(42, 'pixels').uniforms(1, repeats * count * n)
    const draws = Array.from(u, (value, i) => (value < images[i % (count * n)]! / 255 ? 1 : 0))
    const drawn = define(draws, n)
    const moments = momentsOf(images, count, { mode: 'sampled' })
    expectClose(meanOf(moments), drawn.mean, 4 * Math.sqrt(0.25 / (repeats * count)))
    expectClose(covarianceOf(moments), drawn.covariance, 4 * Math.sqrt(0.25 / (repeats * count)))
  })

  test('sampling adds E[x(1−x)] to each variance and nothing between pixels', () => {
    const [count, n] = [300, 9]
    const images = randomImages(count, n)
    const grey = covarianceOf(momentsOf(images, count))
    const sampled = covarianceOf(momentsOf(images, count, { mode: 'sampled' }))
    for (let p = 0; p < n; p++) {
      const own = sumOf(count, (i) => (images[i * n + p]! / 255) * (1 - images[i * n + p]! / 255)) / count
      for (let q = 0; q < n; q++) {
        expect(sampled[p * n + q]! - grey[p * n + q]!).toBeCloseTo(p === q ? own : 0, 13)
      }
    }
  })

  test.each(modes)('a pixel which is never lit has covariances of exactly 0 (%s)', (mode) => {
    const covariance = covarianceOf(momentsOf(randomImages(100, 5), 100, { mode }))
    for (let p = 0; p < 5; p++) expect([covariance[2 * 5 + p], covariance[p * 5 + 2]]).toEqual([0, 0])
  })

  test('of white images are exact: full slices do not overflow', () => {
    const moments = momentsOf(new Uint8Array(1000 * 16).fill(255), 1000)
    for (let p = 0; p < 16; p++) {
      for (let q = p; q < 16; q++) expect(moments.products[p * moments.stride + q]).toBe(1000 * 255 ** 2)
    }
    expect(covarianceOf(moments).every((entry) => entry === 0)).toBe(true)
    expect([...new Set(meanOf(moments))]).toEqual([1])
  })

  test('of a selection are those of a set with only these images, repeated ones twice', () => {
    const images = randomImages(10, 7)
    const selection = [9, 0, 3, 3]
    const chosen = Uint8Array.from(selection.flatMap((i) => [...images.subarray(i * 7, i * 7 + 7)]))
    expect(momentsOf(images, 10, { selection })).toEqual(momentsOf(chosen, 4))
  })

  test('come in slices which count the images done', () => {
    expect([...secondMoment(randomImages(600, 4), 600)]).toEqual([250, 500, 600])
  })

  test('want images of one size, at least one, and only such as there are', () => {
    expect(() => momentsOf(new Uint8Array(10), 3)).toThrow('10 bytes are not 3 images of one size')
    expect(() => momentsOf(new Uint8Array(10), 2, { selection: [] })).toThrow('at least one image')
    expect(() => momentsOf(new Uint8Array(10), 2, { selection: [2] })).toThrow('no image 2 among 2')
    expect(() => momentsOf(new Uint8Array(0), 0)).toThrow(RangeError)
  })
})
