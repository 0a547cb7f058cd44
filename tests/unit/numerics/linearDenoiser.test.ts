import { describe, expect, test } from 'vitest'
import { inverse, symmetricEigen } from '../../../src/numerics/linearAlgebra.ts'
import { multiply, transpose } from '../../../src/numerics/matrices.ts'
import { hiddenMoments, type JointMoments } from '../../../src/numerics/jointMoments.ts'
import { denoiserOf } from '../../../src/numerics/leastSquaresDenoiser.ts'
import { applyLinearDenoiser } from '../../../src/numerics/linearDenoiser.ts'
import { noisyMoments, type PixelNoise } from '../../../src/numerics/noisyMoments.ts'
import { covarianceOf, meanOf, type MomentOptions, type PixelMode } from '../../../src/numerics/moments.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { corruption as gaussian } from '../../../src/benches/autoencoder/corrupt/gaussian.ts'
import { momentsOf } from '../../support/moments.ts'

const stream = openStream(7, 'measuring')

const clipped: PixelNoise = (value) => gaussian.given(value, { sigma: 0.5, clip: true })
const unclipped =
  (sigma: number): PixelNoise =>
  (value) => ({ mean: value, variance: sigma ** 2 })
const masking: PixelNoise = (value) => ({ mean: 0.7 * value, variance: 0.21 * value ** 2 })
/** Noise of a made-up kind whose variance bends and whose mean does too. */
const bent: PixelNoise = (value) => ({ mean: 0.1 + value ** 2, variance: Math.exp(-value) })

/** Byte images of n pixels from a Gaussian in which neighbours go together, about 128, cut to a byte. */
function gaussianImages(count: number, n: number, deviation: number): Uint8Array {
  const normals = stream.normals(n, count * (n + 1))
  const images = new Uint8Array(count * n)
  for (let image = 0; image < count; image++) {
    for (let i = 0; i < n; i++) {
      const z = normals[image * (n + 1) + i]! + normals[image * (n + 1) + i + 1]!
      images[image * n + i] = Math.min(Math.max(128 + deviation * Math.SQRT1_2 * z, 0), 255)
    }
  }
  return images
}

function jointOf(
  images: Uint8Array,
  count: number,
  noise: PixelNoise,
  options?: MomentOptions,
): JointMoments {
  const slices = noisyMoments(images, count, noise, options)
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}

/** max |a − b| */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  let worst = 0
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!))
  return worst
}

function distances(a: JointMoments, b: JointMoments): number[] {
  return (['mean', 'seenMean', 'seen', 'cross'] as const).map((name) => distance(a[name], b[name]))
}

describe('for Gaussian images under Gaussian noise of σ = 0.3', () => {
  const [count, n, sigma] = [20_000, 6, 0.3]
  const images = gaussianImages(count, n, 30)
  const moments = momentsOf(images, count)
  const covariance = covarianceOf(moments)
  const { weights, offset } = denoiserOf(jointOf(images, count, unclipped(sigma)))

  test('it is the Wiener filter C (C + σ²I)⁻¹ about the mean', () => {
    const noisy = covariance.map((entry, at) => entry + (at % (n + 1) === 0 ? sigma ** 2 : 0))
    expect(distance(weights, multiply(covariance, inverse(noisy, n), n, n, n))).toBeLessThan(1e-5)
    const mean = meanOf(moments)
    const restored = applyLinearDenoiser({ weights, offset }, Float32Array.from(mean))
    expect(distance(restored, mean)).toBeLessThan(1e-6)
  })

  test('it shrinks each eigen-direction by λ/(λ+σ²)', () => {
    const { values, vectors } = symmetricEigen(covariance, n)
    values.forEach((value, i) => {
      const u = vectors.subarray(i * n, (i + 1) * n)
      const expected = u.map((entry) => (value / (value + sigma ** 2)) * entry)
      expect(distance(multiply(weights, u, n, n, 1), expected)).toBeLessThan(1e-5)
    })
    expect(values[0]! / values[n - 1]!).toBeGreaterThan(10)
  })
})

test('it solves the normal equations A Cov(x̃) = Cov(x, x̃), and maps the mean seen to the mean', () => {
  const n = 5
  const normals = stream.normals(3, 4 * n * n)
  const root = Float64Array.from(normals.subarray(0, n * n))
  const seen = multiply(root, transpose(root, n, n), n, n, n).map(
    (entry, at) => entry + (at % (n + 1) ? 0 : 1),
  )
  const cross = Float64Array.from(normals.subarray(n * n, 2 * n * n))
  const mean = Float64Array.from(normals.subarray(2 * n * n, 2 * n * n + n))
  const seenMean = Float64Array.from(normals.subarray(3 * n * n, 3 * n * n + n))
  const { weights, offset } = denoiserOf({ mean, seenMean, seen, cross })
  expect(distance(multiply(weights, seen, n, n, n), cross)).toBeLessThan(1e-4)
  const mapped = multiply(weights, seenMean, n, n, 1).map((value, i) => value + offset[i]!)
  expect(distance(mapped, mean)).toBeLessThan(1e-5)
})

describe('no other affine map does better', () => {
  const [count, n] = [4000, 6]
  const images = gaussianImages(count, n, 90).map((byte) => byte ** 2 / 255) // dark more often than bright
  const { weights, offset } = denoiserOf(jointOf(images, count, clipped))
  const x = Float32Array.from(images, (byte) => byte / 255)
  const presentations = Array.from({ length: 20 }, (_, step) => {
    const draws = {
      uniforms: (size: number) => stream.uniforms(100 + step, size),
      normals: (size: number) => stream.normals(100 + step, size),
    }
    return gaussian.corrupt(x, { sigma: 0.5, clip: true }, draws).x
  })

  /** Squared error per image, measured over drawn noise, of A x̃ + b, not clipped. */
  function errorOf(a: Float32Array, b: Float32Array): number {
    let sum = 0
    for (const noisy of presentations) {
      for (let start = 0; start < x.length; start += n) {
        for (let i = 0; i < n; i++) {
          let value = b[i]! - x[start + i]!
          for (let j = 0; j < n; j++) value += a[i * n + j]! * noisy[start + j]!
          sum += value ** 2
        }
      }
    }
    return sum / (count * presentations.length)
  }

  const least = errorOf(weights, offset)

  test('than this one, whichever weight is moved', () => {
    for (let at = 0; at < n * n; at++) {
      for (const by of [-0.02, 0.02]) {
        expect(
          errorOf(
            weights.map((weight, i) => weight + (i === at ? by : 0)),
            offset,
          ),
        ).toBeGreaterThan(least)
      }
    }
  })

  test('than this one, whichever offset is moved', () => {
    for (let at = 0; at < n; at++) {
      for (const by of [-0.01, 0.01]) {
        expect(
          errorOf(
            weights,
            offset.map((value, i) => value + (i === at ? by : 0)),
          ),
        ).toBeGreaterThan(least)
      }
    }
  })
})

describe('joint moments', () => {
  const n = 7
  const count = 333
  const images = gaussianImages(count, n, 90).map((byte, i) => (i % n === 4 ? 0 : byte < 60 ? 0 : byte))
  const selection = Uint32Array.from({ length: 450 }, (_, i) => (i * 7) % 300)

  /** By the laws of total expectation and covariance, image by image and pair by pair. */
  function direct(noise: PixelNoise, mode: PixelMode, of: ArrayLike<number>): JointMoments {
    const total = of.length
    const values = mode === 'grey' ? Array.from({ length: 256 }, (_, byte) => byte / 255) : [0, 1]
    const given = values.map(noise)
    /** the probabilities of those values */
    const chances = (byte: number): number[] => {
      if (mode === 'grey') return values.map((_, at) => (at === byte ? 1 : 0))
      const p = mode === 'sampled' ? byte / 255 : byte >= 128 ? 1 : 0
      return [1 - p, p]
    }
    const expectations = Array.from({ length: 256 }, (_, byte) => {
      const chance = chances(byte)
      const over = (f: (at: number) => number) => chance.reduce((sum, p, at) => sum + p * f(at), 0)
      return {
        x: over((at) => values[at]!),
        seen: over((at) => given[at]!.mean),
        square: over((at) => given[at]!.mean ** 2 + given[at]!.variance),
        product: over((at) => values[at]! * given[at]!.mean),
      }
    })
    const at = (image: number, pixel: number) => expectations[images[of[image]! * n + pixel]!]!
    const average = (f: (image: number) => number) => {
      let sum = 0
      for (let image = 0; image < total; image++) sum += f(image)
      return sum / total
    }
    const mean = new Float64Array(n).map((_, i) => average((image) => at(image, i).x))
    const seenMean = new Float64Array(n).map((_, i) => average((image) => at(image, i).seen))
    const pairs = (f: (image: number, i: number, j: number) => number, a: Float64Array, b: Float64Array) =>
      new Float64Array(n * n).map((_, entry) => {
        const [i, j] = [Math.floor(entry / n), entry % n]
        return average((image) => f(image, i, j)) - a[i]! * b[j]!
      })
    const seen = (k: number, i: number, j: number) =>
      i === j ? at(k, i).square : at(k, i).seen * at(k, j).seen
    const cross = (k: number, i: number, j: number) =>
      i === j ? at(k, i).product : at(k, i).x * at(k, j).seen
    return { mean, seenMean, seen: pairs(seen, seenMean, seenMean), cross: pairs(cross, mean, seenMean) }
  }

  const every = Array.from({ length: count }, (_, i) => i)

  describe.each(['grey', 'threshold', 'sampled'] as const)('of %s pixels', (mode) => {
    test.each([
      ['unclipped noise', unclipped(0.4)],
      ['clipped noise', clipped],
      ['masking', masking],
      ['noise that bends', bent],
    ] as const)('under %s are those of their definition', (_, noise) => {
      const found = jointOf(images, count, noise, { mode })
      for (const far of distances(found, direct(noise, mode, every))) expect(far).toBeLessThan(1e-12)
      const some = jointOf(images, count, noise, { mode, selection })
      for (const far of distances(some, direct(noise, mode, selection))) expect(far).toBeLessThan(1e-12)
    })
  })

  test.each([masking, clipped])('refuse an image that is not there', (noise) => {
    expect(() => jointOf(images, count, noise, { selection: [count] })).toThrow('There is no image 333')
  })

  test('of pixels hidden together are the mean over every way to hide one of three pairs', () => {
    const pairImages = gaussianImages(50, 6, 90)
    const moments = momentsOf(pairImages, 50)
    const pairOf = (pixel: number) => Math.floor(pixel / 2)
    const found = hiddenMoments(moments, (i, j) => (pairOf(i) === pairOf(j) ? 2 / 3 : 1 / 3))
    // Each of the three ways is a set of images of its own: hide them in the bytes, and keep x beside x̃ as
    // pixels 6 to 11.
    const both = new Uint8Array(3 * 50 * 12)
    for (let at = 0; at < 3 * 50; at++) {
      const [way, image] = [Math.floor(at / 50), at % 50]
      for (let i = 0; i < 6; i++) {
        both[at * 12 + i] = pairOf(i) === way ? 0 : pairImages[image * 6 + i]!
        both[at * 12 + 6 + i] = pairImages[image * 6 + i]!
      }
    }
    const joint = momentsOf(both, 3 * 50)
    const [mean, covariance] = [meanOf(joint), covarianceOf(joint)]
    const block = (row: number) =>
      new Float64Array(36).map((_, at) => covariance[(row + Math.floor(at / 6)) * 12 + (at % 6)]!)
    const expected = { mean: mean.slice(6), seenMean: mean.slice(0, 6), seen: block(0), cross: block(6) }
    for (const far of distances(found, expected)) expect(far).toBeLessThan(1e-12)
  })

  test('of pixels hidden each for itself are those of masking, for sampled pixels too', () => {
    for (const mode of ['grey', 'sampled'] as const) {
      const moments = momentsOf(images, count, { mode })
      const found = hiddenMoments(moments, (i, j) => (i === j ? 0.7 : 0.49))
      for (const far of distances(found, jointOf(images, count, masking, { mode })))
        expect(far).toBeLessThan(1e-12)
    }
  })

  test.each([
    ['clipped noise', clipped],
    ['masking', masking],
  ] as const)('of a pixel which is never lit give it no weight under %s', (_, noise) => {
    const { weights, offset } = denoiserOf(jointOf(images, count, noise))
    for (let i = 0; i < n; i++)
      expect([weights[4 * n + i]!, weights[i * n + 4]!].map(Math.abs)).toEqual([0, 0])
    expect(offset[4]).toBe(0)
    expect(weights.every(Number.isFinite)).toBe(true)
  })
})

describe('applied to images', () => {
  const n = 5
  const weights = stream.normals(1, n * n)
  const offset = stream.uniforms(2, n)

  test.each([0, 1, 2, 3, 4, 5, 9])('it is A x̃ + b clipped to [0,1], for %d of them', (count) => {
    const x = stream.uniforms(3, count * n)
    const expected = Float64Array.from(x, (_, at) => {
      const [start, i] = [at - (at % n), at % n]
      let sum = offset[i]!
      for (let j = 0; j < n; j++) sum += weights[i * n + j]! * x[start + j]!
      return Math.min(Math.max(sum, 0), 1)
    })
    expect(distance(applyLinearDenoiser({ weights, offset }, x), expected)).toBeLessThan(1e-6)
  })

  test('it refuses half an image', () => {
    expect(() => applyLinearDenoiser({ weights, offset }, new Float32Array(7))).toThrow(RangeError)
  })
})
