// The table of the stream `measuring`: nobody draws where another does, and nobody draws past it.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  measuringStep,
  measuringSteps,
  type MeasuringName,
} from '../../../src/benches/autoencoder/measuringSteps.ts'

const names = Object.keys(measuringSteps) as MeasuringName[]
const countOf = (name: MeasuringName): number => measuringSteps[name].count
const lastOf = (name: MeasuringName): number => measuringStep(name, countOf(name) - 1)

const source = fileURLToPath(new URL('../../../src', import.meta.url))

describe('steps of the stream `measuring`', () => {
  test('no step is two draws’', () => {
    const ordered = names.toSorted((a, b) => measuringStep(a) - measuringStep(b))
    const overlapping = ordered.filter((name, i) => i > 0 && lastOf(ordered[i - 1]!) >= measuringStep(name))
    expect(overlapping).toEqual([])
  })

  test('all of them are steps that a stream has', () => {
    expect(Math.max(...names.map(lastOf))).toBeLessThan(2 ** 32)
    expect(names.filter((name) => !(countOf(name) >= 1))).toEqual([])
  })

  test('there is one for each of 60,000 training images and of 10,000 test images', () => {
    const ofTrain = names.filter((name) => name.endsWith('/train'))
    expect(ofTrain).toEqual(['pixels/train', 'code/train', 'corruption/train'])
    expect(ofTrain.filter((name) => countOf(name) < 60_000)).toEqual([])
    const ofTest: MeasuringName[] = ['pixels/test', 'code/test', 'corruption/test', 'bounds', 'normSigns']
    expect(ofTest.filter((name) => countOf(name) < 10_000)).toEqual([])
  })

  test('a draw past the last one is refused, and would be another’s', () => {
    expect(measuringStep('bounds', 9999)).toBe(9_619_999)
    expect(() => measuringStep('bounds', 10_000)).toThrow('bounds')
    expect(() => measuringStep('brush', 1)).toThrow(RangeError)
    expect(() => measuringStep('noise', -1)).toThrow(RangeError)
    expect(() => measuringStep('noise', Number.NaN)).toThrow(RangeError)
  })

  test('a recipe keeps its draws: where they begin never changes', () => {
    expect(Object.fromEntries(names.map((name) => [name, measuringStep(name)]))).toEqual({
      'pixels/test': 0,
      'pixels/train': 1_000_000,
      'pixels/drawing': 2_000_000,
      'code/test': 3_000_000,
      'code/train': 4_000_000,
      'code/drawing': 5_000_000,
      'corruption/test': 6_000_000,
      'corruption/train': 7_000_000,
      'corruption/drawing': 8_000_000,
      unitStarts: 9_000_000,
      unitImages: 9_000_100,
      noise: 9_100_000,
      brush: 9_200_000,
      columnSigns: 9_300_000,
      disc: 9_300_100,
      noiseImages: 9_310_000,
      otherSet: 9_310_001,
      aggregate: 9_400_000,
      posterior: 9_400_001,
      samples: 9_500_000,
      tugOfWar: 9_600_000,
      bounds: 9_610_000,
      boundsOrder: 9_620_000,
      handCodes: 9_700_000,
      judgedCodes: 9_700_001,
      normSigns: 9_900_000,
    })
  })

  test('whoever opens the stream takes its steps from the table', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))
      .filter(({ text }) => /openStream\([^)]*'measuring'\)/.test(text))
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter(({ text }) => !text.includes('measuringStep(')).map(({ path }) => path)).toEqual([])
    // and a name of the table's stands in one file only
    const drawing = names.filter((name) => !name.includes('/'))
    const users = (name: string) => files.filter(({ text }) => text.includes(`measuringStep('${name}'`))
    expect(drawing.filter((name) => users(name).length !== 1)).toEqual([])
  })
})
