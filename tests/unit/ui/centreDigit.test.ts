// Drawn digits are brought into the frame in which MNIST's digits stand.

import { expect, test } from 'vitest'
import { drawStroke } from '../../../src/ui/brush.ts'
import { centreDigit } from '../../../src/ui/centreDigit.ts'

const side = 28

function drawn(...strokes: [number, number, number, number][]): Float32Array {
  const pixels = new Float32Array(side * side)
  for (const [x1, y1, x2, y2] of strokes) drawStroke(pixels, { x: x1, y: y1 }, { x: x2, y: y2 })
  return pixels
}

function centreOfMass(pixels: Float32Array): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0]
  for (const [index, ink] of pixels.entries()) {
    mass += ink
    x += ink * (index % side)
    y += ink * Math.floor(index / side)
  }
  return { x: x / mass, y: y / mass }
}

function extent(pixels: Float32Array): { width: number; height: number } {
  const inked = [...pixels.entries()].filter(([, ink]) => ink >= 0.1).map(([index]) => index)
  const columns = inked.map((index) => index % side)
  const rows = inked.map((index) => Math.floor(index / side))
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
  }
}

const smallSeven = drawn([3, 3, 9, 3], [9, 3, 5, 12])
const largeLine = drawn([14, 1, 14, 27])

test.each([
  ['a small digit in a corner', smallSeven],
  ['a line over the whole sheet', largeLine],
])('%s gets its centre of mass into the middle', (_name, pixels) => {
  const centre = centreOfMass(centreDigit(pixels))
  expect(centre.x).toBeCloseTo(13.5, 0)
  expect(centre.y).toBeCloseTo(13.5, 0)
})

test.each([
  ['a small digit in a corner', smallSeven],
  ['a line over the whole sheet', largeLine],
])('%s is as long as the box of 20 pixels', (_name, pixels) => {
  const { width, height } = extent(centreDigit(pixels))
  expect(Math.max(width, height)).toBeGreaterThanOrEqual(19)
  expect(Math.max(width, height)).toBeLessThanOrEqual(22)
})

test('ink stays between 0 and 1', () => {
  for (const ink of centreDigit(smallSeven)) {
    expect(ink).toBeGreaterThanOrEqual(0)
    expect(ink).toBeLessThanOrEqual(1)
  }
})

test('an empty sheet stays empty', () => {
  expect(centreDigit(new Float32Array(784))).toEqual(new Float32Array(784))
})

test('a dot stays a dot', () => {
  const { width } = extent(centreDigit(drawn([5, 5, 5, 5])))
  expect(width).toBeLessThanOrEqual(12)
})
