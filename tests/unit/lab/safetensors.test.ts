// Weights as a file: what is written is read back, by an independent reading of the format too, and what is broken is a sentence.

import { describe, expect, test } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../../src/lab/safetensors.ts'
import { openStream } from '../../../src/numerics/streams.ts'

const stream = openStream(1, 'measuring')
const weights = {
  tensors: [
    { name: 'encoder/kernel', shape: [7, 3], values: Float32Array.from(stream.normals(0, 21)) },
    { name: 'encoder/bias', shape: [3], values: Float32Array.of(0, -1.5, 1 / 3) },
    { name: 'scale', shape: [], values: Float32Array.of(42) },
  ],
  metadata: { recipe: '{"seed":1,"name":"Gänsefüßchen"}' },
}

/** As the format's own description says it, without this lab's code. */
function independently(bytes: Uint8Array) {
  const file = Buffer.from(bytes)
  const length = Number(file.readBigUInt64LE(0))
  const header = JSON.parse(file.toString('utf8', 8, 8 + length)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >
  return { header, at: (offset: number) => file.readFloatLE(8 + length + offset), length, size: file.length }
}

describe('a file of weights', () => {
  test('in single precision is the same numbers again, to the bit', () => {
    const read = readSafetensors(writeSafetensors(weights, 'F32'))
    expect(read).toEqual(weights)
  })

  test('in half precision has half the bytes and is off by at most 2⁻¹¹ of each weight', () => {
    const [half, whole] = [writeSafetensors(weights, 'F16'), writeSafetensors(weights, 'F32')]
    const bytesOf = (file: Uint8Array) => file.length - 8 - independently(file).length
    expect([bytesOf(whole), bytesOf(half)]).toEqual([100, 50])
    const { tensors, metadata } = readSafetensors(half)
    expect(metadata).toEqual(weights.metadata)
    tensors.forEach(({ values }, i) => {
      values.forEach((value, j) => {
        const exact = weights.tensors[i]!.values[j]!
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -11)
      })
    })
  })

  test('is what the format says: a header of JSON, tensors behind it without a gap, at a multiple of eight', () => {
    const { header, at, length, size } = independently(writeSafetensors(weights, 'F32'))
    expect((8 + length) % 8).toBe(0)
    const offsets = weights.tensors.map(({ name }) => header[name]!.data_offsets)
    expect(offsets).toEqual([
      [0, 84],
      [84, 96],
      [96, 100],
    ])
    expect(size).toBe(8 + length + 100)
    expect(header['encoder/kernel']).toMatchObject({ dtype: 'F32', shape: [7, 3] })
    expect(at(88)).toBe(-1.5)
    expect(header['__metadata__']).toEqual(weights.metadata)
  })

  test('refuses what half precision cannot hold', () => {
    const large = { ...weights, tensors: [{ name: 'w', shape: [1], values: Float32Array.of(1e6) }] }
    expect(() => writeSafetensors(large, 'F16')).toThrow('w holds 1000000, which half precision cannot.')
  })
})

describe('a broken file', () => {
  const good = writeSafetensors(weights, 'F32')

  test('is a sentence: too short, a header of no sense, a tensor that is not there or of another type', () => {
    expect(() => readSafetensors(new Uint8Array(3))).toThrow('no safetensors file')
    expect(() => readSafetensors(good.slice(0, 40))).toThrow('no safetensors file')
    expect(() => readSafetensors(good.slice(0, -4))).toThrow('scale has 4 bytes')
    const text = (header: string) => {
      const bytes = new Uint8Array(8 + header.length)
      new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
      bytes.set(new TextEncoder().encode(header), 8)
      return bytes
    }
    expect(() => readSafetensors(text('[1]'))).toThrow('no JSON object')
    expect(() => readSafetensors(text('{"w":{"dtype":"BF16"}}'))).toThrow('w is of type BF16')
    expect(() => readSafetensors(text('{"w":{"dtype":"F32","shape":[-1]}}'))).toThrow('where w is')
    expect(() => readSafetensors(text('{"w":null}'))).toThrow('w is of type undefined')
  })

  test('with any byte altered is read or refused with a sentence, and never anything else', () => {
    const sentences = Array.from(good, (_byte, i) => {
      const broken = good.slice()
      broken[i] = broken[i]! ^ (1 + (i % 255))
      try {
        readSafetensors(broken)
        return 'It was read.'
      } catch (error) {
        return error instanceof RangeError ? error.message : 'another error'
      }
    })
    expect(sentences.filter((sentence) => !sentence.endsWith('.'))).toEqual([])
    expect(new Set(sentences).size).toBeGreaterThan(5)
  })
})
