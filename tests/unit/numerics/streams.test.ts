import { describe, expect, test } from 'vitest'
import { mean, variance } from '../../../src/numerics/statistics.ts'
import { openStream, streamIds, type StreamName } from '../../../src/numerics/streams.ts'

const names = Object.keys(streamIds) as StreamName[]
const count = 100_000

function correlation(a: Float32Array, b: Float32Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  return mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB))) / Math.sqrt(variance(a) * variance(b))
}

describe('a stream', () => {
  test('draws the same numbers for the same seed, name and step, and others for any other', () => {
    const draws = new Set<string>()
    for (const seed of [0, 42, 43]) {
      for (const name of names) {
        for (const step of [0, 1]) {
          const draw = openStream(seed, name).uniforms(step, 4)
          expect(openStream(seed, name).uniforms(step, 4)).toEqual(draw)
          draws.add(draw.join())
        }
      }
    }
    expect(draws.size).toBe(3 * names.length * 2)
  })

  test('holds no state: drawing from one stream, step or index moves no other', () => {
    const code = openStream(42, 'code')
    const expected = code.normals(5, 10)
    openStream(42, 'corruption').normals(5, 1001)
    code.normals(4, 999)
    code.permutation(5, 100)
    expect(code.normals(5, 10)).toEqual(expected)
  })

  test.each([0, 1, 2, 5, 10])('gives draw %d of a step wherever the reading starts', (offset) => {
    const stream = openStream(42, 'weights')
    expect(stream.uniforms(5, 5, offset)).toEqual(stream.uniforms(5, 15).slice(offset, offset + 5))
    expect(stream.normals(5, 5, offset)).toEqual(stream.normals(5, 15).slice(offset, offset + 5))
  })

  test('keeps its numbers from version to version', () => {
    // Links and checkpoints rest on these: they never change. They are the published algorithm's words,
    // shifted.
    expect([...openStream(42, 'weights').uniforms(0, 3)].map((u) => (u * 2 ** 24 - 1) / 2)).toEqual([
      6229058, 234504, 861660,
    ])
  })

  test('takes its seed modulo 2³²', () => {
    expect(openStream(-1, 'code').uniforms(0, 3)).toEqual(openStream(2 ** 32 - 1, 'code').uniforms(0, 3))
  })

  test.each([-1, 0.5, NaN, 2 ** 32])('refuses %d as a step or a number of draws', (wrong) => {
    expect(() => openStream(42, 'code').uniforms(wrong, 1)).toThrow(/step of a random stream/)
    expect(() => openStream(42, 'code').normals(0, wrong)).toThrow(/number of draws/)
    expect(() => openStream(42, 'code').permutation(0, wrong)).toThrow(/number of draws/)
  })
})

describe('uniforms', () => {
  test('are odd multiples of 2⁻²⁴ strictly between 0 and 1', () => {
    const u = openStream(42, 'dropout').uniforms(0, count)
    expect(u.every((value) => value > 0 && value < 1 && (value * 2 ** 24) % 2 === 1)).toBe(true)
  })

  test('have mean 1/2 and variance 1/12 within four standard errors', () => {
    const u = openStream(42, 'dropout').uniforms(3, count)
    expect(Math.abs(mean(u) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / count))
    expect(Math.abs(variance(u) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / count))
  })

  test('fall into 100 equal bins as chance has it', () => {
    const bins = new Float64Array(100)
    for (const u of openStream(42, 'pixels').uniforms(0, count)) bins[Math.floor(u * 100)]! += 1
    const chiSquared = bins.reduce((sum, n) => sum + (n - count / 100) ** 2 / (count / 100), 0)
    expect(Math.abs(chiSquared - 99)).toBeLessThan(4 * Math.sqrt(2 * 99))
  })
})

describe('normals', () => {
  test('have mean 0, variance 1, skewness 0 and kurtosis 3 within four standard errors', () => {
    const z = openStream(42, 'code').normals(0, count)
    expect(Math.abs(mean(z))).toBeLessThan(4 / Math.sqrt(count))
    expect(Math.abs(variance(z) - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    expect(Math.abs(mean(z.map((value) => value ** 3)))).toBeLessThan(4 * Math.sqrt(15 / count))
    expect(Math.abs(mean(z.map((value) => value ** 4)) - 3)).toBeLessThan(4 * Math.sqrt(96 / count))
  })

  test('are uncorrelated between streams, steps, seeds and neighbouring indices', () => {
    const z = openStream(42, 'code').normals(0, count)
    const others = [
      ...names.filter((name) => name !== 'code').map((name) => openStream(42, name).normals(0, count)),
      openStream(42, 'code').normals(1, count),
      openStream(43, 'code').normals(0, count),
      openStream(42, 'code').normals(0, count, 1),
      openStream(42, 'code').normals(0, count, 2),
    ]
    for (const other of others) expect(Math.abs(correlation(z, other))).toBeLessThan(4 / Math.sqrt(count))
  })
})

describe('a permutation', () => {
  test.each([0, 1, 2, 10, 60_000])('of %d holds every index once', (length) => {
    const order = openStream(42, 'order').permutation(0, length)
    expect(Uint32Array.from(order).sort()).toEqual(Uint32Array.from({ length }, (_, i) => i))
  })

  test('differs from epoch to epoch and repeats for the same epoch', () => {
    const stream = openStream(42, 'order')
    expect(stream.permutation(1, 100)).not.toEqual(stream.permutation(0, 100))
    expect(openStream(42, 'order').permutation(1, 100)).toEqual(stream.permutation(1, 100))
  })

  test('takes each of the 24 orders of four as often as the others', () => {
    const stream = openStream(42, 'order')
    const trials = 24_000
    const seen = new Map<string, number>()
    for (let step = 0; step < trials; step++) {
      const order = stream.permutation(step, 4).join()
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect(seen.size).toBe(24)
    const chiSquared = [...seen.values()].reduce((sum, n) => sum + (n - trials / 24) ** 2 / (trials / 24), 0)
    expect(Math.abs(chiSquared - 23)).toBeLessThan(4 * Math.sqrt(2 * 23))
  })
})
