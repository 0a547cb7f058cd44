// The digest of a run's weights: equal for equal runs on one engine, one machine.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { NamedArray } from '../tensors/parameters.ts'

/** SHA-256, in hexadecimal, of all float32 values, little endian, in the order of their names. */
export function digestOf(parameters: readonly NamedArray[]): string {
  const hash = sha256.create()
  const ordered = parameters.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const { values } of ordered) {
    const bytes = new DataView(new ArrayBuffer(values.length * 4))
    values.forEach((value, i) => bytes.setFloat32(i * 4, value, true))
    hash.update(new Uint8Array(bytes.buffer))
  }
  return bytesToHex(hash.digest())
}
