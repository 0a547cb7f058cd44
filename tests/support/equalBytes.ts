// Typed arrays that hold the same bytes are equal: said at once, where to compare them number by number would take seconds.

import { expect } from 'vitest'

function bytesOf(value: unknown): Uint8Array | null {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return null
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}

expect.addEqualityTesters([
  (one: unknown, other: unknown) => {
    const [a, b] = [bytesOf(one), bytesOf(other)]
    if (a === null || b === null || Object.getPrototypeOf(one) !== Object.getPrototypeOf(other))
      return undefined
    // others are for vitest to judge, and to print
    return a.length === b.length && a.every((byte, i) => byte === b[i]) ? true : undefined
  },
])
