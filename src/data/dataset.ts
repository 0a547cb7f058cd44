// A set that is used while it still arrives: the first chunk alone, because training starts on it, then the test images,
// then the rest. Only verified chunks are ever seen, whole and in file order.

import { browserCache, type ChunkCache } from './cache.ts'
import { loadChunk, loadManifest, type Images } from './chunk.ts'
import { DataError } from './failure.ts'
import { countImages, pixelsPerImage, type Chunk, type Manifest, type SetName } from './manifest.ts'
import type { ByteSource } from './source.ts'

export type { Images } from './chunk.ts'

export interface LoadingState {
  /** Training images that may be used: the first ones, in file order. */
  readonly trainImages: number
  readonly trainTotal: number
  readonly testReady: boolean
  /** Packed bytes of the chunks that are there, and of all. */
  readonly bytes: number
  readonly bytesTotal: number
  /** Why a chunk is not there; what does not depend on it goes on loading. Null again after `retry`. */
  readonly failure: DataError | null
}

export interface Dataset {
  readonly set: SetName
  readonly manifest: Manifest
  /** Arrays of the full size from the beginning; to be read only up to `state.trainImages`. */
  readonly train: Images
  /** To be read only when `state.testReady`. */
  readonly test: Images
  /** A new object after every change. */
  readonly state: LoadingState
  /**
   * Resolves when the first `images` training images, in file order, are there. A failed chunk does not reject it: it
   * waits until `retry` succeeds. Rejects when `signal` aborts, and with a RangeError for more images than there are.
   */
  trainReady(images: number, signal?: AbortSignal): Promise<void>
  testReady(signal?: AbortSignal): Promise<void>
  /** Calls the listener after every change, until the returned function is called. */
  subscribe(listener: (state: LoadingState) => void): () => void
  /** Tries the failed chunks again, past every cache, and goes on. */
  retry(): void
}

interface Part {
  readonly chunk: Chunk
  readonly into: Images
  /** Index of the chunk's first image in `into`. */
  readonly start: number
  progress: 'waiting' | 'loading' | 'there' | DataError
  /** Whether already the first attempt passes by the caches. */
  fresh: boolean
}

/**
 * Reads the manifest and begins to load, at most `concurrency` chunks at a time, through this browser's cache unless
 * another is given. Throws a DataError when there is no manifest to be had.
 */
export async function openDataset(
  set: SetName,
  source: ByteSource,
  options: { concurrency?: number; cache?: ChunkCache; train?: 'at once' | 'when asked' } = {},
): Promise<Dataset> {
  const { concurrency = 3, cache = browserCache() } = options
  let trainAsked = options.train !== 'when asked'
  const manifest = await loadManifest(set, source)
  const train = allocate(manifest.train)
  const test = allocate(manifest.test)
  const trainParts = split(manifest.train, train)
  const testParts = split(manifest.test, test)
  const first = trainParts[0]!
  const loadOrder = [first, ...testParts, ...trainParts.slice(1)]
  const bytesTotal = countBytes(loadOrder)

  const listeners = new Set<(state: LoadingState) => void>()
  let state = observe()

  function observe(): LoadingState {
    const gap = trainParts.findIndex(({ progress }) => progress !== 'there')
    return {
      trainImages: gap === -1 ? train.count : trainParts[gap]!.start,
      trainTotal: train.count,
      testReady: testParts.every(({ progress }) => progress === 'there'),
      bytes: countBytes(loadOrder.filter(({ progress }) => progress === 'there')),
      bytesTotal,
      failure: loadOrder.map(({ progress }) => progress).find((p) => p instanceof DataError) ?? null,
    }
  }

  function publish(): void {
    state = observe()
    for (const listener of listeners) listener(state)
  }

  function startNext(): void {
    const begun = first.progress === 'there' ? loadOrder : [first]
    const candidates = trainAsked ? begun : testParts
    const free = concurrency - candidates.filter(({ progress }) => progress === 'loading').length
    const waiting = candidates.filter(({ progress }) => progress === 'waiting')
    for (const part of waiting.slice(0, Math.max(free, 0))) void load(part)
  }

  async function load(part: Part): Promise<void> {
    part.progress = 'loading'
    try {
      const images = await loadChunk(set, part.chunk, source, cache, part.fresh)
      part.into.pixels.set(images.pixels, part.start * pixelsPerImage)
      part.into.labels.set(images.labels, part.start)
      part.progress = 'there'
    } catch (error) {
      part.progress =
        error instanceof DataError
          ? error
          : new DataError(set, part.chunk.file, { kind: 'unreachable', detail: String(error) })
    }
    startNext()
    publish()
  }

  function subscribe(listener: (state: LoadingState) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  async function until(isMet: (state: LoadingState) => boolean, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (isMet(state)) return
    await new Promise<void>((resolve, reject) => {
      const unsubscribe = subscribe((next) => {
        if (isMet(next)) settle(resolve)
      })
      const abort = () => settle(() => reject(signal?.reason))
      signal?.addEventListener('abort', abort)
      function settle(finish: () => void): void {
        unsubscribe()
        signal?.removeEventListener('abort', abort)
        finish()
      }
    })
  }

  startNext()

  return {
    set,
    manifest,
    train,
    test,
    get state() {
      return state
    },
    async trainReady(images, signal) {
      if (!(images <= train.count)) {
        throw new RangeError(`The set ${set} has ${train.count} training images, not ${images}.`)
      }
      if (!trainAsked) {
        trainAsked = true
        startNext()
      }
      await until(({ trainImages }) => trainImages >= images, signal)
    },
    testReady: (signal) => until(({ testReady }) => testReady, signal),
    subscribe,
    retry() {
      const failed = loadOrder.filter(({ progress }) => progress instanceof DataError)
      if (failed.length === 0) return
      for (const part of failed) {
        part.progress = 'waiting'
        part.fresh = true
      }
      startNext()
      publish()
    },
  }
}

function allocate(chunks: readonly Chunk[]): Images {
  const count = countImages(chunks)
  return { count, pixels: new Uint8Array(count * pixelsPerImage), labels: new Uint8Array(count) }
}

function split(chunks: readonly Chunk[], into: Images): Part[] {
  return chunks.map((chunk, k) => ({
    chunk,
    into,
    start: countImages(chunks.slice(0, k)),
    progress: 'waiting',
    fresh: false,
  }))
}

function countBytes(parts: readonly Part[]): number {
  return parts.reduce((sum, { chunk }) => sum + chunk.bytes, 0)
}
