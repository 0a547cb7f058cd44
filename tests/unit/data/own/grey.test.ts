// A square of a picture as 28×28 pixels, and as an image of the lab.

import { expect, test } from 'vitest'
import { borderOf, greyOf, resample, wholeOf, type GreyImage } from '../../../../src/data/own/grey.ts'
import { croppedImage, middleOf, within } from '../../../../src/shell/ownData/crop.ts'

/** Paper of this grey with a black bar. */
function barOn(paper: number, width = 200, height = 120): GreyImage {
  const values = new Uint8Array(width * height).fill(paper)
  for (let y = 30; y < 90; y++) values.fill(0, y * width + 140, y * width + 150)
  return { width, height, values }
}

test('an image of 28 × 28 pixels stays as it is', () => {
  const values = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256)
  const image = { width: 28, height: 28, values }
  expect(resample(image, wholeOf(image))).toEqual(values)
})

test('the mean of a picture is kept where all of it is taken', () => {
  const values = Uint8Array.from({ length: 70 * 70 }, (_, i) => (i * 131) % 251)
  const image = { width: 70, height: 70, values }
  const mean = (of: Uint8Array) => of.reduce((sum, value) => sum + value, 0) / of.length
  expect(mean(resample(image, wholeOf(image)))).toBeCloseTo(mean(values), 0)
})

test('beyond the picture is what stands at its border', () => {
  const image = barOn(200)
  expect(borderOf(image)).toBe(200)
  expect(resample(image, { left: -500, top: -500, side: 100 }).every((value) => value === 200)).toBe(true)
})

test('what is transparent is white paper', () => {
  expect([...greyOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 255), 2, 1).values]).toEqual([255, 0])
})

test('as a digit the ink is centred by mass and scaled to twenty pixels, and the paper is black', () => {
  const pixels = croppedImage(barOn(180), middleOf(barOn(180)), { inverted: true, asDigit: true })
  const rows = Array.from({ length: 28 }, (_, y) => pixels.subarray(y * 28, (y + 1) * 28))
  const inked = rows.flatMap((row, y) => (row.some((value) => value > 0.25) ? [y] : []))
  expect(inked.at(-1)! - inked[0]!).toBeGreaterThanOrEqual(18)
  expect(pixels[0]).toBe(0)
  const mass = pixels.reduce((sum, value) => sum + value, 0)
  const centre = pixels.reduce((sum, value, i) => sum + value * (i % 28), 0) / mass
  expect(centre).toBeCloseTo(13.5, 0)
})

test('a picture of nothing is an empty image, and a middle never leaves the picture', () => {
  const blank = { width: 3, height: 5, values: new Uint8Array(15).fill(77) }
  const pixels = croppedImage(blank, middleOf(blank), { inverted: false, asDigit: true })
  expect(pixels.every((value) => value === 0)).toBe(true)
  expect(within(blank, { x: -4, y: 99, zoom: 0 })).toEqual({ x: 0, y: 5, zoom: 1 })
})
