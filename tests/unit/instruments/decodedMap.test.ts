// The decoded map of a Gaussian code lies on the prior's quantiles, and a conditional decoder is told the class asked for.

import { expect, test } from 'vitest'
import {
  cellOfCode,
  codeOfCell,
  priorQuantiles,
} from '../../../src/benches/autoencoder/instruments/decodedMap/grid.ts'
import { measure } from '../../../src/benches/autoencoder/instruments/decodedMap/measure.ts'
import { decodeImages } from '../../../src/benches/autoencoder/instruments/decodeImages.ts'
import { normalDistribution } from '../../../src/numerics/normalDistribution.ts'
import { restOf } from './smallGaussian.ts'

test('quantiles are of 5 to 95 % in equal steps of probability', () => {
  const quantiles = priorQuantiles(11)
  expect(quantiles[0]).toBeCloseTo(-1.644854, 5)
  expect(quantiles[5]).toBe(0)
  expect(quantiles[10]).toBeCloseTo(1.644854, 5)
  quantiles.forEach((z, i) => expect(normalDistribution(z)).toBeCloseTo(0.05 + 0.09 * i, 6))
})

test('the map of a Gaussian code is decoded at them, whatever the codes are', async () => {
  const rest = await restOf()
  const map = await measure.measure!(rest)
  expect([...map.quantiles!]).toEqual([...priorQuantiles(11)])
  const corner = codeOfCell(map, 0)
  expect(corner[0]).toBeCloseTo(-1.645, 3)
  expect(corner[1]).toBeCloseTo(1.645, 3)
  for (let cell = 0; cell < 121; cell++) expect(cellOfCode(map, codeOfCell(map, cell))).toBe(cell)
  expect(cellOfCode(map, [3, 0])).toBeUndefined()
  const image = await decodeImages(rest, Float32Array.from(codeOfCell(map, 40)))
  expect(map.images[40 * 784 + 300]).toBe(Math.round(255 * image[300]!))
  expect(map.label).toBeUndefined()
})

test('the map of a point code covers the middle of the codes, evenly', async () => {
  const rest = await restOf({ family: 'undercomplete' })
  const map = await measure.measure!(rest)
  expect(map.quantiles).toBeUndefined()
  const steps = [0, 1, 2].map((cell) => codeOfCell(map, cell)[0])
  expect(steps[2]! - steps[1]!).toBeCloseTo(steps[1]! - steps[0]!, 6)
})

test('a conditional decoder is told the first class, or the one asked for', async () => {
  const rest = await restOf({ family: 'conditional', data: { classes: [7, 3] } })
  const map = await measure.measure!(rest)
  expect(map.label).toBe(3)
  const other = await measure.ask!(rest, { label: 7 })
  expect(other.label).toBe(7)
  expect(other.images).not.toEqual(map.images)
  await expect(measure.ask!(rest, { label: 10 })).rejects.toThrow('no such class')
})
