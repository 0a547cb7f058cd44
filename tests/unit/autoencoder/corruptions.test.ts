import { describe, expect, test } from 'vitest'
import type { Draws } from '../../../src/benches/autoencoder/corrupt/corruption.ts'
import { corruptionOf, corruptions } from '../../../src/benches/autoencoder/corrupt/corruptions.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { mean, variance } from '../../../src/numerics/statistics.ts'
import { readIdx } from '../../support/idx.ts'

function drawsOf(step: number): Draws {
  const stream = openStream(42, 'corruption')
  return {
    uniforms: (count) => stream.uniforms(step, count),
    normals: (count) => stream.normals(step, count),
  }
}

const corrupted = (kind: string, parameters: Record<string, unknown>, x: Float32Array, step = 1) =>
  corruptionOf(kind).corrupt(x, parameters, drawsOf(step))

/** Mean over pixels of (x̃ − x)². */
function errorOf(kind: string, parameters: Record<string, unknown>, x: Float32Array): number {
  const { x: noisy } = corrupted(kind, parameters, x)
  return mean(noisy.map((value, i) => (value - x[i]!) ** 2))
}

/** Three images on which every grey occurs. */
const greys = Float32Array.from({ length: 3 * 784 }, (_, i) => (i % 256) / 255)

const settings: readonly [string, Record<string, unknown>][] = [
  ['none', {}],
  ['gaussian', { sigma: 0.5, clip: true }],
  ['gaussian', { sigma: 0.1, clip: true }],
  ['gaussian', { sigma: 0.5, clip: false }],
  ['masking', { rate: 0.5 }],
  ['salt-and-pepper', { rate: 0.3 }],
  ['flip', { rate: 0.1 }],
  ['patches', { size: 4, rate: 0.75 }],
  ['patches', { size: 14, rate: 0.4 }],
]

test('the corruptions of the recipe are there, each by its name', () => {
  expect(corruptions.map(({ id }) => id).toSorted()).toEqual(
    ['flip', 'gaussian', 'masking', 'none', 'patches', 'salt-and-pepper'].toSorted(),
  )
  expect(() => corruptionOf('snow')).toThrow('There is no corruption snow.')
})

describe.each(corruptions.map((part) => [part.id, part] as const))('%s', (id, part) => {
  test('begins with the values of its controls, which its schema accepts', () => {
    const controls = [...part.parameters, ...part.switches].map(
      ({ name, initial }) => [name, initial] as const,
    )
    expect(part.defaults).toEqual(Object.fromEntries(controls))
    expect(Object.keys(part.schema).toSorted()).toEqual(Object.keys(part.defaults).toSorted())
    for (const [name, initial] of controls) expect(part.schema[name]!.safeParse(initial).success).toBe(true)
    for (const { name, min, max, values = [min, max] } of part.parameters) {
      for (const value of values) expect(part.schema[name]!.safeParse(value).success).toBe(true)
      for (const value of [min - 1, max + 1]) expect(part.schema[name]!.safeParse(value).success).toBe(false)
    }
  })

  test('leaves the clean image as it was, and draws the same again from the same draws', () => {
    const x = Float32Array.from(greys)
    const once = corrupted(id, part.defaults, x)
    expect(x).toEqual(greys)
    expect(corrupted(id, part.defaults, x)).toEqual(once)
    const isFresh = corrupted(id, part.defaults, x, 2).x.some((value, i) => value !== once.x[i])
    expect(isFresh).toBe(id !== 'none')
  })

  test('tells what it hid where it hides, and only there', () => {
    const { x, mask } = corrupted(id, part.defaults, greys)
    expect(x.length).toBe(greys.length)
    expect(mask !== null).toBe(part.hides)
    const hidden = mask ?? new Float32Array(x.length)
    expect([...new Set(hidden)].every((value) => value === 0 || value === 1)).toBe(true)
    const seen = part.hides ? greys.map((value, i) => (hidden[i] === 1 ? 0 : value)) : x
    expect(x).toEqual(seen)
  })

  test('does nothing at the lowest value of its parameters', () => {
    const least = Object.fromEntries(part.parameters.map(({ name, min }) => [name, min] as const))
    expect(corrupted(id, { ...part.defaults, ...least }, greys).x).toEqual(greys)
  })
})

describe.each(settings)('%s %o', (kind, parameters) => {
  test.each([0, 0.2, 0.5, 1])('has the declared mean and variance at pixels of %d', (value) => {
    const { mean: m, variance: v } = corruptionOf(kind).given(Math.fround(value), parameters)
    // The pixels of an image share their patches: only one of each of many images is an independent draw there.
    const isShared = kind === 'patches'
    const { x } = corrupted(kind, parameters, new Float32Array((isShared ? 4096 : 256) * 784).fill(value))
    const drawn = isShared ? x.filter((_, i) => i % 784 === 300) : x
    const fourth = mean(Float64Array.from(drawn, (pixel) => (pixel - m) ** 4))
    expect(Math.abs(mean(drawn) - m)).toBeLessThanOrEqual(4 * Math.sqrt(v / drawn.length) + 1e-12)
    const error = Math.sqrt(Math.max(fourth - v ** 2, 0) / drawn.length)
    expect(Math.abs(variance(drawn) - v)).toBeLessThanOrEqual(4 * error + 1e-9 + v / drawn.length)
  })
})

describe('the definitions', () => {
  test('Gaussian noise is the streamed normals times σ, cut to [0,1] where it clips', () => {
    const normals = drawsOf(1).normals(greys.length)
    const free = corrupted('gaussian', { sigma: 0.5, clip: false }, greys).x
    const cut = corrupted('gaussian', { sigma: 0.5, clip: true }, greys).x
    expect(free).toEqual(greys.map((value, i) => value + 0.5 * normals[i]!))
    expect(cut).toEqual(free.map((value) => Math.min(Math.max(value, 0), 1)))
    expect(Math.min(...free)).toBeLessThan(0)
    expect(Math.max(...free)).toBeGreaterThan(1)
  })

  const grey = new Float32Array(256 * 784).fill(0.25)
  const share = (x: Float32Array, value: number) => x.filter((pixel) => pixel === value).length / x.length
  /** Four standard errors of a share ν among these pixels. */
  const bound = (rate: number) => 4 * Math.sqrt((rate * (1 - rate)) / grey.length)

  test.each([0.1, 0.5, 0.9])('masking of %d puts out that share of the pixels and no other', (rate) => {
    const { x, mask } = corrupted('masking', { rate }, grey)
    expect(Math.abs(share(x, 0) - rate)).toBeLessThan(bound(rate))
    expect(share(x, 0.25)).toBeCloseTo(1 - share(x, 0), 12)
    expect(mean(mask!)).toBeCloseTo(share(x, 0), 12)
  })

  test.each([0.1, 0.3, 1])('salt and pepper of %d is half 0 and half 1, whatever the pixel was', (rate) => {
    const { x } = corrupted('salt-and-pepper', { rate }, grey)
    for (const value of [0, 1]) expect(Math.abs(share(x, value) - rate / 2)).toBeLessThan(bound(rate / 2))
    expect(share(x, 0) + share(x, 1) + share(x, 0.25)).toBeCloseTo(1, 12)
  })

  test.each([0.1, 0.5])('flipping of %d turns that share of the pixels into their negatives', (rate) => {
    const { x } = corrupted('flip', { rate }, grey)
    expect(Math.abs(share(x, 0.75) - rate)).toBeLessThan(bound(rate))
    expect(share(x, 0.75) + share(x, 0.25)).toBeCloseTo(1, 12)
  })

  test.each(['masking', 'salt-and-pepper', 'flip'])('%s of 1 leaves no pixel as it was', (kind) => {
    expect(share(corrupted(kind, { rate: 1 }, grey).x, 0.25)).toBe(0)
  })
})

describe('patches', () => {
  /** The hidden patches of each image, numbered row by row; throws where a patch is hidden in part. */
  function hiddenPatches(size: number, rate: number, images: number, step = 1): number[][] {
    const { mask } = corrupted('patches', { size, rate }, new Float32Array(images * 784).fill(0.5), step)
    const across = 28 / size
    return Array.from({ length: images }, (_, image) =>
      Array.from({ length: across ** 2 }, (__, patch) => patch).filter((patch) => {
        const [top, left] = [size * Math.floor(patch / across), size * (patch % across)]
        const inside = Array.from({ length: size ** 2 }, (__, k) => {
          const [row, column] = [top + Math.floor(k / size), left + (k % size)]
          return mask![image * 784 + row * 28 + column]!
        })
        if (new Set(inside).size !== 1) throw new Error(`Patch ${patch} is hidden in part.`)
        return inside[0] === 1
      }),
    )
  }

  test.each([
    [2, 0.75, 147],
    [4, 0.75, 37],
    [4, 0.8, 39],
    [7, 0.75, 12],
    [14, 0.6, 2],
    [4, 0, 0],
    [4, 1, 49],
  ])('of size %d at rate %d hide exactly %d whole patches of every image', (size, rate, hidden) => {
    for (const patches of hiddenPatches(size, rate, 50)) expect(patches.length).toBe(hidden)
  })

  test('are drawn afresh for each image, every patch and every pair of them as often as any', () => {
    const images = 10_000
    const drawn = hiddenPatches(7, 0.75, images)
    expect(new Set(drawn.slice(0, 100).map(String)).size).toBeGreaterThan(90)
    const keptOf = drawn.map((patches) => new Set(patches))
    const parameters = { size: 7, rate: 0.75 }
    const keptTogether = (i: number, j: number) => corruptionOf('patches').keptTogether!(i, j, parameters)
    for (const [i, j] of [
      [0, 0],
      [0, 27 * 28 + 27],
      [3, 7],
      [300, 301],
      [6 * 28, 7 * 28],
    ] as const) {
      const expected = keptTogether(i, j)
      const patch = (pixel: number) => 4 * Math.floor(pixel / 28 / 7) + Math.floor((pixel % 28) / 7)
      const found = keptOf.filter((patches) => !patches.has(patch(i)) && !patches.has(patch(j))).length
      expect(Math.abs(found / images - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / images),
      )
    }
    expect(keptTogether(0, 1)).toBe(4 / 16)
    expect(keptTogether(6, 7)).toBeCloseTo(12 / 240, 12)
  })

  test('of a higher rate hide the same and more', () => {
    const [few, many] = [hiddenPatches(4, 0.3, 20), hiddenPatches(4, 0.6, 20)]
    few.forEach((patches, image) => expect(many[image]).toEqual(expect.arrayContaining(patches)))
  })
})

describe('what corruption costs on the 10,000 MNIST test images, squared error per pixel', () => {
  const { images } = readIdx('mnist', 't10k')
  const x = Float32Array.from(images, (byte) => byte / 255)
  const byteShares = new Float64Array(256)
  for (const byte of images) byteShares[byte]! += 1 / images.length
  const square = byteShares.reduce((sum, share, byte) => sum + share * (byte / 255) ** 2, 0)
  const toNegative = byteShares.reduce((sum, share, byte) => sum + share * (1 - (2 * byte) / 255) ** 2, 0)
  const toEnds = byteShares.reduce(
    (sum, share, byte) => sum + share * ((byte / 255) ** 2 + (1 - byte / 255) ** 2),
    0,
  )

  /** E(x̃ − x)² by the declared moments. */
  const declared = (kind: string, parameters: Record<string, unknown>) =>
    byteShares.reduce((sum, share, byte) => {
      const value = byte / 255
      const given = corruptionOf(kind).given(value, parameters)
      return sum + share * (given.variance + (given.mean - value) ** 2)
    }, 0)

  test('the mean square of a pixel is 0.1140', () => {
    expect(square).toBeCloseTo(0.114, 4)
  })

  test('clipping more than halves it at σ = 0.5, from 0.250 to 0.1156', () => {
    expect(declared('gaussian', { sigma: 0.5, clip: false })).toBeCloseTo(0.25, 10)
    expect(declared('gaussian', { sigma: 0.5, clip: true })).toBeCloseTo(0.1156, 4)
  })

  test.each([
    ['masking', { rate: 0.5 }, 0.5 * square],
    ['masking', { rate: 0.1 }, 0.1 * square],
    ['salt-and-pepper', { rate: 0.3 }, 0.15 * toEnds],
    ['flip', { rate: 0.1 }, 0.1 * toNegative],
    ['patches', { size: 4, rate: 0.75 }, (37 / 49) * square],
    ['gaussian', { sigma: 0.5, clip: false }, 0.25],
    ['gaussian', { sigma: 0.5, clip: true }, 0.1156],
  ] as const)('%s %o costs its closed form', (kind, parameters, expected) => {
    // 7.84 million pixels: the standard error of a mean is below 3·10⁻⁴ of it, a little more for whole patches.
    expect(declared(kind, parameters) / expected).toBeCloseTo(1, kind === 'gaussian' ? 3 : 10)
    expect(Math.abs(errorOf(kind, parameters, x) / expected - 1)).toBeLessThan(0.003)
  })
})
