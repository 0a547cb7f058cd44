// A small set in memory, and a source that serves it with faults on request.

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ChunkCache } from '../../../src/data/cache.ts'
import { classCount, pixelsPerImage, type Chunk, type Manifest } from '../../../src/data/manifest.ts'
import { SourceError, type ByteSource } from '../../../src/data/source.ts'

export interface FakeSet {
  readonly manifest: Manifest
  /** What a right server has, by path. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  readonly trainLabels: readonly number[]
}

/** Label and pixels of an image follow from its file index alone, differently for train and test. */
export const labelOf = (index: number) => (index * 7 + Math.floor(index / 5)) % classCount
export const pixelOf = (index: number, pixel: number) => (index * 31 + pixel) % 256

export function fakeSet(trainSizes: readonly number[], testSizes: readonly number[] = [4, 4]): FakeSet {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const pack = (name: string, sizes: readonly number[], offset: number): Chunk[] => {
    let index = offset
    return sizes.map((images, k) => {
      const indices = Array.from({ length: images }, () => index++)
      const pixels = indices.flatMap((i) => Array.from({ length: pixelsPerImage }, (_, p) => pixelOf(i, p)))
      const labels = indices.map(labelOf)
      const packed = new Uint8Array(gzipSync(Uint8Array.from([...pixels, ...labels])))
      const file = `${name}-0${k}.bin`
      files.set(`mnist/${file}`, packed)
      return {
        file,
        images,
        bytes: packed.length,
        sha256: createHash('sha256').update(packed).digest('hex'),
        classes: Array.from({ length: classCount }, (_, c) => labels.filter((l) => l === c).length),
      }
    })
  }
  const manifest: Manifest = {
    version: 1,
    set: 'mnist',
    rows: 28,
    columns: 28,
    train: pack('train', trainSizes, 0),
    test: pack('test', testSizes, 100_000),
  }
  files.set('mnist/manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
  const total = trainSizes.reduce((sum, size) => sum + size, 0)
  return { manifest, files, trainLabels: Array.from({ length: total }, (_, i) => labelOf(i)) }
}

type Reply = Uint8Array<ArrayBuffer> | Error

export interface FakeSource extends ByteSource {
  readonly reads: { path: string; fresh: boolean }[]
  /** Replies for the next reads of this path; after them it is served rightly again. */
  fail(path: string, ...replies: Reply[]): void
  /** Holds back all reads of this path until the returned function is called. */
  hold(path: string): () => void
}

export function fakeSource(set: FakeSet): FakeSource {
  const reads: { path: string; fresh: boolean }[] = []
  const replies = new Map<string, Reply[]>()
  const gates = new Map<string, Promise<void>>()
  return {
    reads,
    fail: (path, ...wrong) => void replies.set(path, wrong),
    hold(path) {
      let open = () => {}
      gates.set(path, new Promise((resolve) => (open = resolve)))
      return () => open()
    },
    async read(path, { fresh }) {
      reads.push({ path, fresh })
      await gates.get(path)
      const reply = replies.get(path)?.shift() ?? set.files.get(path)
      if (!reply) throw new SourceError('missing', 'status 404')
      if (reply instanceof Error) throw reply
      return reply.slice()
    },
  }
}

/** A cache in memory, whose entries a test may look at and alter. */
export function memoryCache(): ChunkCache & { readonly entries: Map<string, Uint8Array<ArrayBuffer>> } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    entries,
    get: async (sha256) => entries.get(sha256) ?? null,
    put: async (sha256, bytes) => void entries.set(sha256, bytes),
    drop: async (sha256) => void entries.delete(sha256),
  }
}

export const webPage = new TextEncoder().encode('<!doctype html>\n<html><body>Not found</body></html>')
