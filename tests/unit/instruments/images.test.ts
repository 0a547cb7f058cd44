// Grids of images: which cell is which code, how many columns fill a box, and errors beside those of PCA.

import { describe, expect, test } from 'vitest'
import {
  arrangeBlocks,
  bestColumns,
  evenScale,
} from '../../../src/benches/autoencoder/instruments/arrange.ts'
import { cellOfCode, codeOfCell } from '../../../src/benches/autoencoder/instruments/decodedMap/grid.ts'
import { roundUp, roundUpClosely } from '../../../src/benches/autoencoder/instruments/niceNumbers.ts'
import {
  differenceOf,
  squaredErrors,
  throughPca,
} from '../../../src/benches/autoencoder/instruments/reconstructions/errors.ts'
import type { Pca } from '../../../src/numerics/pca.ts'

describe('the decoded map', () => {
  const map = {
    columns: 11,
    rows: 11,
    first: [-4, 6] as const,
    second: [0, 20] as const,
    images: new Uint8Array(121 * 784),
  }

  test('runs from the highest second coordinate down', () => {
    expect(codeOfCell(map, 0)).toEqual([-4, 20])
    expect(codeOfCell(map, 10)).toEqual([6, 20])
    expect(codeOfCell(map, 120)).toEqual([6, 0])
  })

  test('a cell’s code lies in that cell, and a code outside in none', () => {
    for (let cell = 0; cell < 121; cell++) expect(cellOfCode(map, codeOfCell(map, cell))).toBe(cell)
    expect(cellOfCode(map, [-9, 3])).toBeUndefined()
    expect(cellOfCode(map, [0, 3, 1])).toBeUndefined()
  })
})

describe('room for images', () => {
  test('as many columns as make them largest', () => {
    const images = { count: 16, height: 28, width: 28, gap: 2 }
    expect(bestColumns({ ...images, box: { width: 400, height: 400 } }).columns).toBe(4)
    expect(bestColumns({ ...images, box: { width: 1600, height: 100 } }).columns).toBe(16)
    expect(evenScale(2.9)).toBe(2)
    expect(evenScale(1.3)).toBe(1.3)
  })

  const ten = { count: 10, side: 28, gap: 2, rows: 4, text: { width: 42, height: 43, column: 27 } }

  test('ten reconstructions stand in one block where it is wide, in two where it is high', () => {
    expect(arrangeBlocks({ ...ten, box: { width: 1040, height: 650 } })).toMatchObject({
      blocks: 1,
      columns: 10,
    })
    expect(arrangeBlocks({ ...ten, box: { width: 366, height: 560 } })).toMatchObject({
      blocks: 2,
      columns: 5,
    })
  })

  test('in the smallest panel some are left out rather than written over each other', () => {
    const { blocks, columns, scale } = arrangeBlocks({ ...ten, box: { width: 276, height: 160 } })
    expect(blocks).toBe(1)
    expect(columns).toBe(8)
    expect(4 * 30 * scale + 43).toBeLessThanOrEqual(162)
  })
})

test('round numbers are not below what they are to hold', () => {
  expect([0.7, 1, 1.1, 34, 99].map(roundUp)).toEqual([1, 1, 2, 50, 100])
  expect([151.7, 0.213, 7.3].map(roundUpClosely)).toEqual([160, 0.22, 7.4])
})

test('the error is x − x̂, squared and summed over the pixels of each image', () => {
  const x = new Float32Array(2 * 784)
  const output = new Float32Array(2 * 784)
  x[0] = 1
  output[784] = 0.5
  output[785] = 0.5
  expect(squaredErrors(differenceOf(x, output))).toEqual([1, 0.5])
})

test('PCA with all its components gives the image back', () => {
  const components = new Float32Array(784 * 784)
  for (let i = 0; i < 784; i++) components[i * 784 + i] = 1
  const pca: Pca = {
    mode: 'grey',
    mean: new Float64Array(784).fill(0.2),
    values: new Float64Array(784),
    components,
  }
  const x = Float32Array.from({ length: 784 }, (_, i) => (i % 7) / 7)
  expect(squaredErrors(differenceOf(x, throughPca(pca, x, 784)))[0]).toBeLessThan(1e-9)
  const [one] = squaredErrors(differenceOf(x, throughPca(pca, x, 1)))
  const left = x.slice(1).reduce((sum, value) => sum + (value - 0.2) ** 2, 0)
  expect(one).toBeCloseTo(left, 4)
})
