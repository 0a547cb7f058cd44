// Numbers as pixels.

import { expect, test } from 'vitest'
import { divergingScale, gridSize, paintGrid, sequentialScale, steps } from '../../../src/ui/raster.ts'

const white = [255, 255, 255] as const
const black = [0, 0, 0] as const
const blue = [0, 0, 255] as const
const orange = [255, 128, 0] as const
const unknown = [255, 0, 255] as const

function channels(pixel: number): number[] {
  return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, pixel >>> 24]
}

test('zero is exactly the middle of a signed scale, and its ends are its colours', () => {
  const scale = divergingScale(blue, white, orange, unknown)
  expect(channels(scale[(steps - 1) / 2]!)).toEqual([255, 255, 255, 255])
  expect(channels(scale[0]!)).toEqual([0, 0, 255, 255])
  expect(channels(scale[steps - 1]!)).toEqual([255, 128, 0, 255])
})

test('images stand in rows and columns with gaps between them', () => {
  const shape = { rows: 1, columns: 2, height: 1, width: 2, gap: 1 }
  const { height, width } = gridSize(shape)
  expect({ height, width }).toEqual({ height: 1, width: 5 })
  const pixels = new Uint32Array(height * width)
  paintGrid(pixels, Float32Array.of(0, 1, 1, 0), shape, sequentialScale(white, black, unknown), {
    low: 0,
    high: 1,
  })
  expect([...pixels].map((pixel) => channels(pixel)[0])).toEqual([255, 0, 0, 0, 255])
  expect(pixels[2]).toBe(0)
})

test('what lies outside the range takes the colour of its end, and what is no number its own', () => {
  const shape = { rows: 1, columns: 1, height: 1, width: 3, gap: 0 }
  const pixels = new Uint32Array(3)
  const values = Float32Array.of(-5, 7, Number.NaN)
  paintGrid(pixels, values, shape, sequentialScale(white, black, unknown), { low: 0, high: 1 })
  expect([...pixels].map(channels)).toEqual([
    [255, 255, 255, 255],
    [0, 0, 0, 255],
    [255, 0, 255, 255],
  ])
})
