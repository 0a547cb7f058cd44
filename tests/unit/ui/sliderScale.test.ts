// Positions of a slider and the values they stand for.

import { expect, test } from 'vitest'
import { lastPosition, positionOf, valueAt, type SliderScale } from '../../../src/ui/sliderScale.ts'

const linear: SliderScale = { kind: 'linear', min: 0, max: 1, step: 0.05 }
const rate: SliderScale = { kind: 'log', min: 0.0001, max: 0.1 }
const weight: SliderScale = { kind: 'log', min: 0.01, max: 100, zero: true, perDecade: 10 }
const sizes: SliderScale = { kind: 'list', values: [1, 2, 4, 8, 16, 32, 64] }

test.each([linear, rate, weight, sizes])('every position of a $kind scale leads back to itself', (scale) => {
  for (let position = 0; position <= lastPosition(scale); position++) {
    expect(Math.round(positionOf(scale, valueAt(scale, position)))).toBe(position)
  }
})

test.each([linear, rate, weight, sizes])('the values of a $kind scale rise', (scale) => {
  for (let position = 1; position <= lastPosition(scale); position++) {
    expect(valueAt(scale, position)).toBeGreaterThan(valueAt(scale, position - 1))
  }
})

test('a linear scale has no rounding dust', () => {
  expect(valueAt(linear, 6)).toBe(0.3)
})

test('a logarithmic scale meets its ends and its powers of ten exactly', () => {
  expect(valueAt(rate, 0)).toBe(0.0001)
  expect(valueAt(rate, 40)).toBe(0.01)
  expect(valueAt(rate, lastPosition(rate))).toBe(0.1)
})

test('with zero, the left end of a logarithmic scale is 0 and the next position the least value', () => {
  expect(valueAt(weight, 0)).toBe(0)
  expect(valueAt(weight, 1)).toBe(0.01)
  expect(positionOf(weight, 0)).toBe(0)
})

test('a value between two positions stands between them, a value outside at the end', () => {
  expect(positionOf(sizes, 3)).toBe(1.5)
  expect(positionOf(sizes, 1000)).toBe(6)
  expect(positionOf(linear, -4)).toBe(0)
  expect(positionOf(linear, Number.NaN)).toBe(0)
})
