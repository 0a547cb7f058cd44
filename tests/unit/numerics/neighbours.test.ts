import { describe, expect, test } from 'vitest'
import { knnAccuracy, neighboursKept } from '../../../src/numerics/neighbours.ts'
import { openStream } from '../../../src/numerics/streams.ts'

/** The same vote by sorting every distance. */
function accuracyBySorting(
  train: Float32Array,
  trainLabels: number[],
  test: Float32Array,
  testLabels: number[],
  size: number,
  k: number,
): number {
  const right = testLabels.filter((label, t) => {
    const distance = (i: number): number => {
      let sum = 0
      for (let d = 0; d < size; d++) sum += (train[i * size + d]! - test[t * size + d]!) ** 2
      return sum
    }
    const order = trainLabels.map((_, i) => i).toSorted((a, b) => distance(a) - distance(b) || a - b)
    const voters = order.slice(0, k).map((i) => trainLabels[i]!)
    const votes = (candidate: number): number => voters.filter((voter) => voter === candidate).length
    const most = Math.max(...voters.map(votes))
    return voters.find((voter) => votes(voter) === most) === label
  })
  return right.length / testLabels.length
}

describe('the vote of the nearest neighbours', () => {
  test.each([
    [1, 1],
    [2, 5],
    [8, 5],
    [13, 3],
    [64, 7],
  ])('equals the vote found by sorting all distances, size %d, k = %d', (size, k) => {
    const codes = openStream(42, 'measuring').normals(0, 300 * size)
    // Rounded, so that many distances tie.
    const train = codes.subarray(0, 200 * size).map((value) => Math.round(2 * value) / 2)
    const test = codes.subarray(200 * size).map((value) => Math.round(2 * value) / 2)
    const labels = Array.from(openStream(42, 'order').uniforms(0, 300), (u) => Math.floor(4 * u))
    const [trainLabels, testLabels] = [labels.slice(0, 200), labels.slice(200)]
    expect(knnAccuracy(train, trainLabels, test, testLabels, size, k)).toBe(
      accuracyBySorting(train, trainLabels, test, testLabels, size, k),
    )
  })

  test('is always right when classes lie far apart, and at chance when labels mean nothing', () => {
    const z = openStream(42, 'measuring').normals(1, 4000)
    const labels = Array.from({ length: 2000 }, (_, i) => i % 10)
    const apart = z.map((value, at) => value + 100 * labels[Math.floor(at / 2)]!)
    const half = (codes: Float32Array): [Float32Array, number[], Float32Array, number[], number] => [
      codes.subarray(0, 2000),
      labels.slice(0, 1000),
      codes.subarray(2000),
      labels.slice(1000),
      2,
    ]
    expect(knnAccuracy(...half(apart))).toBe(1)
    expect(Math.abs(knnAccuracy(...half(z)) - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 1000))
  })

  test('gives a tied vote to the label whose voter is nearest', () => {
    const train = Float32Array.of(1, 2, 3, 4, 9)
    expect(knnAccuracy(train, [7, 3, 3, 7, 1], Float32Array.of(0), [7], 1)).toBe(1)
    expect(knnAccuracy(train, [3, 7, 7, 3, 1], Float32Array.of(0), [3], 1)).toBe(1)
  })

  test('counts the earlier of two codes equally far as the nearer', () => {
    expect(knnAccuracy(Float32Array.of(1, -1), [4, 5], Float32Array.of(0), [4], 1, 1)).toBe(1)
    expect(knnAccuracy(Float32Array.of(-1, 1), [5, 4], Float32Array.of(0), [5], 1, 1)).toBe(1)
  })

  test('refuses too few codes, the wrong size and codes which are not finite', () => {
    const codes = new Float32Array(10)
    const labels = [0, 0, 0, 0, 0]
    expect(() => knnAccuracy(codes, labels, codes, labels, 2, 6)).toThrow(
      'A vote of 6 needs 6 training codes',
    )
    expect(() => knnAccuracy(codes, labels, new Float32Array(0), [], 2)).toThrow('and a test code')
    expect(() => knnAccuracy(codes, labels, codes, labels, 3)).toThrow('10 numbers are not 5 codes of size 3')
    expect(() => knnAccuracy(codes, labels, Float32Array.of(0, NaN), [0], 2)).toThrow('not finite')
  })
})

describe('neighbours that a map keeps', () => {
  test('are all of them on a map that only turns and stretches, and few on one of chance', () => {
    const stream = openStream(5, 'measuring')
    const points = stream.normals(0, 300 * 2)
    const turned = points.map((_value, at) => (at % 2 === 0 ? -3 * points[at + 1]! : 3 * points[at - 1]!))
    expect(neighboursKept(points, 2, turned, 2)).toBe(1)
    const byChance = neighboursKept(points, 2, stream.normals(1, 300 * 2), 2)
    expect(Math.abs(byChance - 10 / 299)).toBeLessThan(0.02)
  })

  test('are counted by hand: of four points on a line, with the last moved to the front', () => {
    const line = Float32Array.of(0, 1, 3, 6)
    const moved = Float32Array.of(0, 1, 3, -0.5)
    // nearest others: 1, 0, 1, 2 on the line; 3, 0, 1, 0 on the map
    expect(neighboursKept(line, 1, moved, 1, 1)).toBe(0.5)
    expect(() => neighboursKept(line, 1, moved, 1, 4)).toThrow('have no 4 neighbours to share')
  })
})
