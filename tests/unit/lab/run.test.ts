// What is fixed about every run: where frames fall, when losses are read, what a digest and a frame's buffers are.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../src/lab/digest.ts'
import { buffersOf, bytesOf } from '../../../src/lab/frame.ts'
import { Divergence, isLossRead, isMark } from '../../../src/lab/run.ts'

describe('the schedule', () => {
  const marks = Array.from({ length: 100_001 }, (_, step) => step).filter(isMark)

  test('has a frame at the start, at each of the first ten steps, and at every power of ten', () => {
    expect(marks.slice(0, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const step of [100, 1000, 10_000, 100_000]) expect(isMark(step)).toBe(true)
  })

  test('has twenty frames a decade after that, evenly in the logarithm', () => {
    for (const decade of [10, 100, 1000, 10_000]) {
      expect(marks.filter((step) => step > decade && step <= 10 * decade).length).toBe(20)
    }
    const later = marks.filter((step) => step >= 100)
    later.slice(1).forEach((step, i) => expect(step / later[i]!).toBeCloseTo(10 ** (1 / 20), 1))
  })

  test('is the same in every decade, but for rounding', () => {
    const decade = (from: number) => marks.filter((step) => step > from && step <= 10 * from)
    decade(1000).forEach((step, i) => expect(Math.abs(step / 10 - decade(100)[i]!)).toBeLessThan(1))
  })

  test('reads the loss of each of the first ten steps, then of every tenth', () => {
    const read = Array.from({ length: 45 }, (_, step) => step).filter(isLossRead)
    expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40])
  })
})

describe('a digest', () => {
  const array = (name: string, ...values: number[]) => ({
    name,
    shape: [values.length],
    values: Float32Array.from(values),
  })

  test('is the SHA-256 of the float32 values, little endian, in the order of their names', () => {
    const bytes = Buffer.alloc(16)
    ;[0.1, -2, 3, 4e-20].forEach((value, i) => bytes.writeFloatLE(value, i * 4))
    const right = createHash('sha256').update(bytes).digest('hex')
    expect(digestOf([array('a', 0.1, -2), array('b', 3, 4e-20)])).toBe(right)
    expect(digestOf([array('b', 3, 4e-20), array('a', 0.1, -2)])).toBe(right)
    expect(digestOf([array('a', 3, 4e-20), array('b', 0.1, -2)])).not.toBe(right)
  })

  test('knows one bit from another, and reads a view as what it shows', () => {
    expect(digestOf([array('a', 1)])).not.toBe(digestOf([array('a', 1 + 2 ** -23)]))
    const view = Float32Array.from([9, 1, 2, 9]).subarray(1, 3)
    expect(digestOf([{ name: 'a', shape: [2], values: view }])).toBe(digestOf([array('a', 1, 2)]))
  })
})

describe('the buffers of a frame', () => {
  test('are found at every depth, once each', () => {
    const shared = new Float32Array(6)
    const value = {
      step: 3,
      parts: {
        a: shared,
        b: { c: [shared.subarray(1), new Uint8Array(5)], d: null, e: 'text', f: undefined },
      },
    }
    const found = buffersOf(value)
    expect(found.length).toBe(2)
    expect(found).toContain(shared.buffer)
    expect(bytesOf(value)).toBe(24 + 5)
  })

  test('are transferable: what is sent arrives, and is gone here', () => {
    const values = Float32Array.from([1, 2, 3])
    const frame = { parts: { a: { values } } }
    const sent = structuredClone(frame, { transfer: buffersOf(frame) })
    expect([...sent.parts.a.values]).toEqual([1, 2, 3])
    expect(values.length).toBe(0)
  })

  test('are none in plain numbers', () => {
    expect(buffersOf({ a: 1, b: [2, null] })).toEqual([])
    expect(bytesOf(null)).toBe(0)
  })
})

test('a divergence names its term and its step', () => {
  const divergence = new Divergence('reconstruction', 12, Infinity)
  expect(divergence.message).toBe(
    'The run diverged: the term reconstruction of the objective became Infinity by step 12.',
  )
  expect([divergence.term, divergence.step, divergence.value]).toEqual(['reconstruction', 12, Infinity])
})
