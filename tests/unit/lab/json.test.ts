// A partial recipe and the difference from a default undo one another, and no key reaches a prototype.

import { describe, expect, test } from 'vitest'
import { families } from '../../../src/benches/autoencoder/recipe.ts'
import { difference, dotted, equal, merge, undotted, valueAt, withValueAt } from '../../../src/lab/json.ts'
import { openStream } from '../../../src/numerics/streams.ts'

describe('merge and difference', () => {
  const recipes = families.map(({ recipe }) => recipe)
  const pairs = recipes.flatMap((base) => recipes.map((value) => [base, value] as const))

  test('merge(base, difference(base, v)) is v, for every pair of families', () => {
    for (const [base, value] of pairs) expect(merge(base, difference(base, value))).toEqual(value)
  })

  test('they are inverse for any v with the keys of base, whatever was altered', () => {
    const base = { a: 1, b: { kind: 'x', c: [1, 2], d: { e: 'f' } }, g: null, h: true }
    const u = openStream(5, 'measuring').uniforms(0, 400)
    for (let i = 0; i < u.length; i += 4) {
      const value = {
        a: u[i]! < 0.5 ? 1 : u[i]!,
        b:
          u[i + 1]! < 0.3
            ? { kind: 'y', z: [u[i]!] }
            : { kind: 'x', c: u[i + 2]! < 0.5 ? [1, 2] : [], d: { e: u[i + 3]! < 0.5 ? 'f' : 'g' } },
        g: u[i + 2]! < 0.5 ? null : { new: 1 },
        h: u[i + 3]! < 0.5,
      }
      const partial = difference(base, value)
      expect(merge(base, partial)).toEqual(value)
      expect(difference(base, merge(base, partial))).toEqual(partial)
    }
  })

  test('there is no difference between equals, and nothing is merged from nothing', () => {
    for (const recipe of recipes) {
      expect(difference(recipe, structuredClone(recipe))).toBe(undefined)
      expect(merge(recipe, undefined)).toBe(recipe)
      expect(merge(recipe, {})).toEqual(recipe)
    }
  })

  test('arrays, and objects whose kind changes, are replaced whole', () => {
    expect(merge({ a: [1, 2, 3] }, { a: [4] })).toEqual({ a: [4] })
    expect(merge({ a: { kind: 'x', p: 1 } }, { a: { kind: 'y', q: 2 } })).toEqual({ a: { kind: 'y', q: 2 } })
    expect(merge({ a: { kind: 'x', p: 1 } }, { a: { q: 2 } })).toEqual({ a: { kind: 'x', p: 1, q: 2 } })
  })

  test('neither argument is altered', () => {
    const base = { a: { b: 1 } }
    const partial = { a: { c: [2] } }
    merge(base, partial)
    expect([base, partial]).toEqual([{ a: { b: 1 } }, { a: { c: [2] } }])
  })

  test.each([
    '{"__proto__":{"polluted":1}}',
    '{"a":{"__proto__":{"polluted":1}}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"a":{"constructor":{"prototype":{"polluted":1}}}}',
  ])('%s reaches no prototype', (text) => {
    const merged = merge({ a: { b: 1 } }, JSON.parse(text)) as Record<string, unknown>
    expect(merged['polluted']).toBe(undefined)
    expect((merged['a'] as Record<string, unknown>)['polluted']).toBe(undefined)
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined)
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
    difference({ a: { b: 1 } }, JSON.parse(text))
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined)
  })
})

describe('a path', () => {
  const value = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } }

  test('leads to a value, or to undefined, never into a prototype', () => {
    expect(valueAt(value, ['a', 1, 'b'])).toBe(2)
    expect(valueAt(value, ['a', 7, 'b'])).toBe(undefined)
    expect(valueAt(value, ['c', 'constructor'])).toBe(undefined)
    expect(valueAt(null, ['c'])).toBe(undefined)
    expect(valueAt('text', ['length'])).toBe(undefined)
  })

  test('sets a value in a copy, and takes one away', () => {
    expect(withValueAt(value, ['a', 1, 'b'], 5)).toEqual({ a: [{ b: 1 }, { b: 5 }], c: { d: 3 } })
    expect(withValueAt(value, ['a', 0], undefined)).toEqual({ a: [{ b: 2 }], c: { d: 3 } })
    expect(withValueAt(value, ['c', 'd'], undefined)).toEqual({ a: value.a, c: {} })
    expect(value).toEqual({ a: [{ b: 1 }, { b: 2 }], c: { d: 3 } })
  })

  test('is written with dots', () => {
    expect(dotted(['encode', 'layers', 0, 'units'])).toBe('encode.layers.0.units')
    expect(valueAt(value, undotted('a.1.b'))).toBe(2)
  })
})

test('equal tells NaN from 0, a list from an object, and a missing key from an undefined one', () => {
  expect(equal(NaN, NaN)).toBe(true)
  expect(equal([], {})).toBe(false)
  expect(equal({ a: undefined }, { b: undefined })).toBe(false)
  expect(equal([1, [2]], [1, [2]])).toBe(true)
  expect(equal({ a: 1 }, { a: 1, b: 2 })).toBe(false)
})
