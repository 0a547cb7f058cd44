// The curves of the objective: which there are, how they are thinned and scaled, and what they are held against.

import { describe, expect, test } from 'vitest'
import { entropyFloor } from '../../../src/benches/autoencoder/instruments/objective/lines.ts'
import {
  stepPlace,
  stepRange,
  stripsOf,
  thinned,
  topOf,
  type Strip,
} from '../../../src/benches/autoencoder/instruments/objective/strips.ts'
import { readIdx } from '../../support/idx.ts'

const measured = (step: number, reconstruction: number, terms: Record<string, number> = {}) => ({
  step,
  evaluation: { reconstruction, terms, total: reconstruction + Object.values(terms).length, msePerPixel: 0 },
})

describe('strips', () => {
  test('without terms there is the reconstruction alone, and no total', () => {
    expect(stripsOf([measured(0, 543)], [], ['l1', 'l2']).map(({ id }) => id)).toEqual(['reconstruction'])
  })

  test('a term that was on at any time has a strip, with points only while it was on', () => {
    const strips = stripsOf([measured(0, 543), measured(1, 500, { l2: 3 })], [], ['l1', 'l2'])
    expect(strips.map(({ id }) => id)).toEqual(['reconstruction', 'l2', 'total'])
    expect(strips[1]!.test).toEqual([{ step: 1, value: 3 }])
    expect(strips[2]!.test).toHaveLength(2)
  })

  const curve: Strip = {
    id: 'reconstruction',
    batches: [],
    test: [0, 1, 5, 10, 20, 40, 1000].map((step) => ({ step, value: step < 10 ? 543 : 200 - step / 20 })),
  }

  test('the scale begins at 0 and holds everything that is drawn', () => {
    expect(topOf(curve, [45.5], 0)).toBeGreaterThanOrEqual(543)
    expect(topOf(curve, [45.5], 10)).toBeGreaterThanOrEqual(199.5)
    expect(topOf(curve, [45.5], 10)).toBeLessThan(260)
    expect(topOf(curve, [300], 10)).toBeGreaterThan(300)
  })

  test('a young run is drawn from step 0, at the left edge; an older one from step 10', () => {
    expect(stepRange(7, 3540)).toEqual([0, 3540])
    expect(stepRange(400, 3540)).toEqual([10, 3540])
    expect(stepRange(5000, 3540)).toEqual([10, 5000])
    expect(stepPlace(0)).toBeLessThan(stepPlace(1))
    expect(stepPlace(1000)).toBeCloseTo(3, 12)
  })

  test('thinning keeps the first and the last point, in order, and leaves short curves alone', () => {
    const points = Array.from({ length: 5000 }, (_, i) => ({ step: i * 10, value: i }))
    const few = thinned(points, 300)
    expect(few.length).toBeLessThanOrEqual(301)
    expect(few.length).toBeGreaterThan(100)
    expect(few[0]).toBe(points[0])
    expect(few.at(-1)).toBe(points.at(-1))
    expect(few.every((point, i) => i === 0 || point.step > few[i - 1]!.step)).toBe(true)
    expect(thinned(points.slice(0, 300), 300)).toHaveLength(300)
  })
})

describe('what nothing goes below, on MNIST', () => {
  const images = readIdx('mnist', 't10k')
  const all = Uint32Array.from({ length: images.count }, (_, i) => i)

  test('the entropy of the grey test pixels is 45.53 nats per image', () => {
    expect(entropyFloor({ pixels: images.images, indices: all }, 'grey')).toBeCloseTo(45.53, 2)
  })

  test('of the ones alone it is that of the ones, and of all classes their mean', () => {
    const ofClass = (label: number) => all.filter((index) => images.labels[index] === label)
    const floors = Array.from({ length: 10 }, (_, label) => {
      const indices = ofClass(label)
      return { count: indices.length, floor: entropyFloor({ pixels: images.images, indices }, 'grey') }
    })
    expect(floors[1]!.floor).toBeLessThan(floors[0]!.floor)
    const mean = floors.reduce((sum, { count, floor }) => sum + count * floor, 0) / images.count
    expect(mean).toBeCloseTo(45.53, 2)
  })

  test('black and white pixels have no floor but 0', () => {
    expect(entropyFloor({ pixels: images.images, indices: all }, 'threshold')).toBe(0)
    expect(entropyFloor({ pixels: images.images, indices: all }, 'sampled')).toBe(0)
  })
})
