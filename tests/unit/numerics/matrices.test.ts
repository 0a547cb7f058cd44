// Lengths, distances and angles of vectors.

import { expect, test } from 'vitest'
import {
  dot,
  lengthOf,
  relativeDifference,
  squaredCosine,
  squaredDistance,
} from '../../../src/numerics/matrices.ts'

const [v, w] = [Float32Array.of(3, 4), Float32Array.of(0, 2)]

test('3 and 4 are 5 long, and 13 from 0 and 2, squared', () => {
  expect(lengthOf(v)).toBe(5)
  expect(squaredDistance(v, w)).toBe(13)
  expect(squaredDistance(v, v)).toBe(0)
  // the cosine theorem
  expect(squaredDistance(v, w)).toBe(dot(v, v) + dot(w, w) - 2 * dot(v, w))
})

test('a difference is relative to where it begins', () => {
  expect(relativeDifference(v, w)).toBeCloseTo(Math.sqrt(13) / 5, 12)
  expect(relativeDifference(w, v)).toBeCloseTo(Math.sqrt(13) / 2, 12)
})

test('a squared cosine knows neither length nor sign', () => {
  expect(squaredCosine(v, w)).toBeCloseTo(0.64, 12)
  expect(squaredCosine(Float32Array.of(-30, -40), w)).toBeCloseTo(0.64, 12)
  expect(squaredCosine(v, Float32Array.of(4, -3))).toBe(0)
})
