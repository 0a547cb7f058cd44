// Codes placed by hand: a decoder learns them, better where alike digits lie together than on one heap, and beside a machine.

import { beforeAll, expect, test } from 'vitest'
import { cells, placedByHand } from '../../../src/benches/autoencoder/byHand.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'

let images: Float32Array

beforeAll(async () => {
  await startEngine('wasm')
  const { test: part } = await openImages('mnist')
  images = Float32Array.from(part.pixels.subarray(0, 12 * 784), (byte) => byte / 255)
})

const apart = Float32Array.from({ length: 24 }, (_, i) =>
  i % 2 === 0 ? -0.75 + 0.5 * ((i >> 1) % 4) : -0.6 + 0.6 * Math.floor((i >> 1) / 4),
)

test('from twelve places apart each digit is drawn again; from one place all are their mean', async () => {
  const told: number[] = []
  const { person, machine } = await placedByHand(images, apart, (done, total) => told.push(done / total))
  const heap = await placedByHand(images, new Float32Array(24), () => {})
  const mean = Float64Array.from({ length: 784 }, (_, j) => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += images[i * 784 + j]! / 12
    return sum
  })
  const ofMean = images.reduce((sum, x, i) => sum + (x - mean[i % 784]!) ** 2, 0) / images.length
  expect(person.codes).toEqual(apart)
  expect(person.msePerPixel).toBeLessThan(ofMean / 4)
  expect(heap.person.msePerPixel).toBeGreaterThan(0.95 * ofMean)
  expect(machine.msePerPixel).toBeLessThan(ofMean / 4)
  // the same machine whatever a person does
  expect(heap.machine).toEqual(machine)
  expect(person.map).toHaveLength(cells ** 2 * 784)
  expect(person.half).toBe(1)
  expect([...machine.codes].every((z) => Math.abs(z) <= machine.half)).toBe(true)
  expect(told.at(-1)).toBe(1)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})
