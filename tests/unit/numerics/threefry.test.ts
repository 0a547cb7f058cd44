import { describe, expect, test } from 'vitest'
import { fillThreefry } from '../../../src/numerics/threefry.ts'

function words(key: [number, number], counter0: number, index: number, count: number): number[] {
  const out = new Uint32Array(count)
  fillThreefry(key[0], key[1], counter0, index, out)
  return [...out]
}

describe('Threefry-2x32-20', () => {
  // Random123, tests/kat_vectors, lines "threefry2x32 20".
  test.each([
    { counter: [0, 0], key: [0, 0], block: [0x6b200159, 0x99ba4efe] },
    { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], block: [0x1cb996fc, 0xbb002be7] },
    { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], block: [0xc4923a9c, 0x483df7a0] },
  ] as const)('gives the published answer for counter $counter and key $key', ({ counter, key, block }) => {
    expect(words([...key], counter[0], counter[1] * 2, 2)).toEqual([...block])
  })

  test('gives the same word wherever the filling starts and ends', () => {
    const whole = words([42, 3], 7, 0, 64)
    for (const index of [0, 1, 2, 5, 10, 33]) {
      for (const count of [0, 1, 2, 7, 30]) {
        expect(words([42, 3], 7, index, count)).toEqual(whole.slice(index, index + count))
      }
    }
  })

  test('is a bijection of its counters: no two of 20,000 blocks are equal', () => {
    const out = words([1, 2], 3, 0, 40_000)
    const blocks = new Set(out.flatMap((word, i) => (i % 2 === 0 ? [`${word} ${out[i + 1]}`] : [])))
    expect(blocks.size).toBe(20_000)
  })
})
