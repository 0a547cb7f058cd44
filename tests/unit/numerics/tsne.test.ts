// t-SNE: its probabilities, its slope, and a map that keeps groups apart.

import { expect, test } from 'vitest'
import { openStream } from '../../../src/numerics/streams.ts'
import { divergenceGradient, jointProbabilities, tsne } from '../../../src/numerics/tsne.ts'

const stream = openStream(3, 'measuring')

/** Squared distances of points on a line (rows × rows). */
function distancesOf(places: readonly number[]): Float64Array {
  return Float64Array.from(places.flatMap((a) => places.map((b) => (a - b) ** 2)))
}

test('the probabilities of all pairs sum to 1, are symmetric, and none is of a point with itself', () => {
  const rows = 40
  const places = Array.from(stream.normals(0, rows))
  const joint = jointProbabilities(distancesOf(places), rows, 8)
  expect(joint.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10)
  for (let i = 0; i < rows; i++) {
    expect(joint[i * rows + i]).toBe(0)
    for (let j = 0; j < rows; j++) expect(joint[i * rows + j]).toBeCloseTo(joint[j * rows + i]!, 14)
  }
})

test('equally far points get equal probabilities, whatever the scale', () => {
  const rows = 5
  for (const scale of [1e-6, 1, 1e6]) {
    const distances = Float64Array.from({ length: rows * rows }, (_, at) =>
      at % (rows + 1) === 0 ? 0 : scale,
    )
    const joint = jointProbabilities(distances, rows, 3)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < rows; j++)
        expect(joint[i * rows + j]).toBeCloseTo(i === j ? 0 : 1 / (rows * (rows - 1)), 10)
  }
})

test.each([2, 5, 12])('on a ring, where all points see the same, the perplexity is %d', (perplexity) => {
  const rows = 60
  const at = Array.from({ length: rows }, (_, i) => (2 * Math.PI * i) / rows)
  const distances = Float64Array.from(at.flatMap((a) => at.map((b) => 2 - 2 * Math.cos(a - b))))
  const joint = jointProbabilities(distances, rows, perplexity)
  const row = Array.from(joint.subarray(0, rows), (p) => p * rows)
  const entropy = row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0)
  expect(Math.exp(entropy)).toBeCloseTo(perplexity, 6)
})

test('points in pairs, far from each other, with a perplexity near 1 each know their partner alone', () => {
  const joint = jointProbabilities(distancesOf([0, 1, 100, 101, 200, 201]), 6, 1.001)
  expect(joint[1]).toBeCloseTo(1 / 6, 3)
  expect(joint[2]).toBeLessThan(1e-3)
})

test('its slope is that of KL(P‖Q)', () => {
  const rows = 12
  const joint = jointProbabilities(distancesOf(Array.from(stream.normals(1, rows))), rows, 3)
  const map = Float64Array.from(stream.normals(2, 2 * rows))
  const divergence = (at: Float64Array): number => {
    const near = (i: number, j: number) =>
      1 / (1 + (at[2 * i]! - at[2 * j]!) ** 2 + (at[2 * i + 1]! - at[2 * j + 1]!) ** 2)
    let [total, kl] = [0, 0]
    for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) if (i !== j) total += near(i, j)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < rows; j++)
        if (i !== j) kl += joint[i * rows + j]! * Math.log(joint[i * rows + j]! / (near(i, j) / total))
    return kl
  }
  const slope = divergenceGradient(joint, map, 1)
  const step = 1e-5
  for (let i = 0; i < map.length; i++) {
    const moved = (by: number) => divergence(map.map((value, k) => (k === i ? value + by : value)))
    expect(slope[i]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 7)
  }
})

test('three groups far apart in ten dimensions are three groups on the map, the same each time', () => {
  const [rows, size] = [150, 10]
  const points = stream.normals(4, rows * size).map((value, at) => {
    const [row, axis] = [Math.floor(at / size), at % size]
    return value + (axis === row % 3 ? 20 : 0)
  })
  const map = tsne(points, size, { perplexity: 15, iterations: 250 })
  expect(tsne(points, size, { perplexity: 15, iterations: 250 })).toEqual(map)
  for (let i = 0; i < rows; i++) {
    const distance = (j: number) => Math.hypot(map[2 * i]! - map[2 * j]!, map[2 * i + 1]! - map[2 * j + 1]!)
    const others = Array.from({ length: rows }, (_, j) => j).filter((j) => j !== i)
    const nearest = others.reduce((best, j) => (distance(j) < distance(best) ? j : best))
    expect(nearest % 3).toBe(i % 3)
  }
})

test('too few points for the perplexity are refused', () => {
  expect(() => tsne(new Float32Array(90 * 2), 2, { perplexity: 30, iterations: 1 })).toThrow(
    'A perplexity of 30 needs more than 90 points, not 90.',
  )
})
