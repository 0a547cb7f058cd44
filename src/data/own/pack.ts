// Packs a set of the reader's own as datasets/pack.mjs packs the lab's: chunks of gzip, and a manifest with their checksums.

import { sha256 } from '@noble/hashes/sha2.js'
import { gzipSync } from 'fflate'
import { openStream } from '../../numerics/streams.ts'
import { classCount, columns, pixelsPerImage, rows, type Chunk, type Manifest } from '../manifest.ts'
import { testEvery, type OwnName } from './limits.ts'
import { digestOf, invert, type OwnSet } from './ownSet.ts'

const imagesPerChunk = 5000

export interface PackedSet {
  readonly own: OwnName
  readonly train: number
  readonly test: number
  /** the manifest and the chunks by their names */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

/**
 * Shuffles the images, always the same way, so that any beginning of the set has some of each class; then every sixth of
 * each class is a test image.
 * @param onProgress hears the share that is done
 */
export function packOwn(set: OwnSet, inverted: boolean, onProgress: (done: number) => void): PackedSet {
  const digest = digestOf(set, inverted)
  const { train, test } = splitOf(set)
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const all = train.length + test.length
  let done = 0
  const chunksOf = (part: 'train' | 'test', indices: readonly number[]): Chunk[] => {
    const chunks: Chunk[] = []
    for (let start = 0; start < indices.length; start += imagesPerChunk) {
      const here = indices.slice(start, start + imagesPerChunk)
      const packed = packedChunk(set, here, inverted)
      const file = `${part}-${String(chunks.length).padStart(2, '0')}.bin`
      files.set(file, packed)
      const classes = Array.from({ length: classCount }, () => 0)
      for (const index of here) classes[set.labels[index]!]! += 1
      chunks.push({ file, images: here.length, bytes: packed.length, sha256: hexOf(packed), classes })
      done += here.length
      onProgress(done / all)
    }
    return chunks
  }
  const manifest: Manifest = {
    version: 1,
    set: 'own',
    rows,
    columns,
    train: chunksOf('train', train),
    test: chunksOf('test', test),
  }
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
  return {
    own: { digest, name: set.name, classes: set.classes },
    train: train.length,
    test: test.length,
    files,
  }
}

/** Indices of the training and the test images. */
export function splitOf({ count, classes, labels }: OwnSet): { train: number[]; test: number[] } {
  const [train, test]: [number[], number[]] = [[], []]
  const seen = classes.map(() => 0)
  for (const index of openStream(0, 'order').permutation(0, count)) {
    const label = labels[index]!
    seen[label]! += 1
    if (seen[label]! % testEvery === 0) test.push(index)
    else train.push(index)
  }
  return { train, test }
}

function packedChunk(
  { pixels, labels }: OwnSet,
  indices: readonly number[],
  inverted: boolean,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(indices.length * (pixelsPerImage + 1))
  for (const [place, index] of indices.entries()) {
    const image = pixels.subarray(index * pixelsPerImage, (index + 1) * pixelsPerImage)
    const at = place * pixelsPerImage
    if (inverted) invert(image, bytes.subarray(at, at + pixelsPerImage))
    else bytes.set(image, at)
    bytes[indices.length * pixelsPerImage + place] = labels[index]!
  }
  return new Uint8Array(gzipSync(bytes, { level: 4, mtime: 0 }))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
