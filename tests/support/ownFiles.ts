// Files as a reader may bring them: CSV, idx, or any bytes, and a set of small images to make them of.

import type { OwnFile } from '../../src/data/own/bytes.ts'

export function ownFile(path: string, content: string | Uint8Array<ArrayBuffer>): OwnFile {
  return { path, file: new Blob([content]) }
}

/** 784 bytes that are different for every image, dark at the border. */
export function imageOf(index: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(784)
  for (let i = 0; i < 300; i++) pixels[200 + i] = (index * 7 + i * (1 + (index % 3))) % 256
  return pixels
}

/** `count` images one after the other. */
export function imagesOf(count: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(count * 784)
  for (let index = 0; index < count; index++) pixels.set(imageOf(index), index * 784)
  return pixels
}

/** One line for each image, with the label that `label` gives in front, if any. */
export function csvOf(count: number, label?: (index: number) => string, separator = ','): string {
  return Array.from({ length: count }, (_, index) =>
    [...(label ? [label(index)] : []), ...imageOf(index)].join(separator),
  ).join('\n')
}

/** The idx format: magic number, sizes, bytes. */
export function idxOf(sizes: readonly number[], bytes: Uint8Array, type = 0x08): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(4 + 4 * sizes.length + bytes.length)
  file.set([0, 0, type, sizes.length])
  const view = new DataView(file.buffer)
  sizes.forEach((size, axis) => view.setUint32(4 + 4 * axis, size))
  file.set(bytes, 4 + 4 * sizes.length)
  return file
}
