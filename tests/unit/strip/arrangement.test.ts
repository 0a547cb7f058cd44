// Drawings of the strip hold exactly as many cells as there are units, within the room that they have.

import { expect, test } from 'vitest'
import { arrange, limitOf, sideOf } from '../../../src/benches/autoencoder/instruments/strip/arrangement.ts'

test.each([1, 8, 11, 37, 64, 100, 256, 513, 1000, 1024])(
  '%i units fit, and fill all rows but the last',
  (units) => {
    for (const [width, height] of [
      [27, 78],
      [20, 40],
      [48, 90],
    ] as const) {
      const { rows, columns, cell } = arrange(units, width, height)
      expect(rows * columns).toBeGreaterThanOrEqual(units)
      expect((rows - 1) * columns).toBeLessThan(units)
      expect(columns * cell).toBeLessThanOrEqual(width + 1e-9)
      expect(rows * cell).toBeLessThanOrEqual(height + 1e-9)
    }
  },
)

test('256 units stand as 8 by 32, without a short row', () => {
  expect(arrange(256, 27, 78)).toEqual({ rows: 32, columns: 8, cell: 2 })
})

test('a side of the trapezoid grows with the logarithm of the width, up to that of the image', () => {
  expect(sideOf(784, 784)).toBe(1)
  expect(sideOf(1024, 784)).toBe(1)
  expect(sideOf(28, 784)).toBeCloseTo((sideOf(1, 784) + sideOf(784, 784)) / 2, 12)
})

test('a bar has room beyond its value, and none is needed for zeros', () => {
  expect(limitOf([0.5, -4.33])).toBe(6)
  expect(limitOf([0.02])).toBeCloseTo(0.03, 12)
  expect(limitOf([80])).toBe(100)
  expect(limitOf([0, 0])).toBe(1)
  expect(limitOf([Number.NaN])).toBe(1)
})
