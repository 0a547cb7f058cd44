// Views and tasks in a link come back as they were written, and nothing that stands there breaks the page.

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessOf, readLesson, writeLesson } from '../../../src/lab/lesson.ts'
import { packed } from '../../../src/lab/link.ts'
import { readAddress } from '../../../src/shell/address.ts'
import { readView, writeView } from '../../../src/shell/view.ts'

test('a view comes back: instrument, test image, colours and step', () => {
  const view = { instrument: 'traversal', expanded: 'codePlane', colourByClass: true, step: 300 }
  const written = writeView({ ...view, chosen: { kind: 'test', index: 42 } })!
  expect(readView(written)).toEqual({
    view: { ...view, chosen: { kind: 'test', index: 42 } },
    complaints: [],
  })
})

test('a drawing comes back to a 255th of its grey, a code to five digits', () => {
  const pixels = Float32Array.from({ length: 784 }, (_, i) => (i % 3) / 2)
  const { view } = readView(writeView({ chosen: { kind: 'drawn', pixels } })!)
  const drawn = view.chosen?.kind === 'drawn' ? view.chosen.pixels : null
  expect(drawn).toHaveLength(784)
  expect(Math.max(...pixels.map((value, i) => Math.abs(value - drawn![i]!)))).toBeLessThan(1 / 255)
  const code = Float32Array.of(1.234567, -0.000123456)
  const again = readView(writeView({ chosen: { kind: 'code', code } })!)
  expect(again.view.chosen).toEqual({ kind: 'code', code: Float32Array.of(1.2346, -0.00012346) })
})

test('a view that says nothing is not written', () => {
  expect(writeView({})).toBeNull()
  expect(writeLesson({ task: '', locked: [], hidden: [] })).toBeNull()
})

test('a task comes back, and stands for everything below what it names', () => {
  const lesson = { task: 'What does β do?', locked: ['encode', 'optimise.rate'], hidden: ['compare'] }
  expect(readLesson(writeLesson(lesson)!)).toEqual({ lesson, complaints: [] })
  expect(accessOf(lesson, 'encode.layers')).toBe('locked')
  expect(accessOf(lesson, 'optimise.rate')).toBe('locked')
  expect(accessOf(lesson, 'optimise.batch')).toBe('open')
  expect(accessOf(lesson, 'compare')).toBe('hidden')
  expect(accessOf(lesson, 'encoder')).toBe('open')
  expect(accessOf(null, 'encode')).toBe('open')
})

test('whatever stands in a link beside its recipe: never an exception, and a sentence where it is not used', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json().map((json) => packed(JSON.parse(json))),
    fc
      .record({ image: fc.anything(), step: fc.anything(), instrument: fc.anything(), task: fc.anything() })
      .map((wild) => packed(JSON.parse(JSON.stringify(wild) ?? 'null'))),
  )
  fc.assert(
    fc.property(anything, anything, (v, t) => {
      const opened = readAddress(`#r=x&v=${encodeURIComponent(v)}&t=${encodeURIComponent(t)}`)
      expect(opened.recipe.bench).toBe('autoencoder')
      for (const { sentence, remedy } of opened.complaints) expect(`${sentence} ${remedy}`).toMatch(/\.$/)
    }),
    { numRuns: 300 },
  )
})

test('a code of another length than the recipe’s is not chosen', () => {
  const view = writeView({ chosen: { kind: 'code', code: Float32Array.of(1, 2, 3) } })!
  const recipe = packed({ family: 'undercomplete', code: { size: 3 } })
  expect(readAddress(`#r=${recipe}&v=${view}`).view.chosen?.kind).toBe('code')
  const other = packed({ family: 'undercomplete', code: { size: 4 } })
  expect(readAddress(`#r=${other}&v=${view}`).view.chosen).toBeUndefined()
})
