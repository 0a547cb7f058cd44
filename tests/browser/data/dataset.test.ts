import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserCache, cacheName, isStored, storeResponse } from '../../../src/data/cache.ts'
import { openDataset } from '../../../src/data/dataset.ts'
import { DataError } from '../../../src/data/failure.ts'
import { httpSource, type ByteSource } from '../../../src/data/source.ts'

const served = httpSource('/data/')

/** The server, with a list of what it was asked for. */
function watched(): ByteSource & { readonly paths: string[] } {
  const paths: string[] = []
  return {
    paths,
    read(path, options) {
      paths.push(path)
      return served.read(path, options)
    },
  }
}

// The first training labels of MNIST, and the number of bytes that are not black in its first image.
const firstLabels = [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
const inkOfFirstImage = 166

async function openFirstChunk(source: ByteSource) {
  const dataset = await openDataset('mnist', source)
  await dataset.trainReady(5000)
  return dataset
}

/** Waits until a chunk is kept under this key; keeping it does not hold up the training. */
async function kept(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  return vi.waitFor(
    async () => {
      const bytes = await browserCache().get(sha256)
      if (!bytes) throw new Error('not kept yet')
      return bytes
    },
    { timeout: 5000, interval: 20 },
  )
}

beforeEach(async () => {
  await caches.delete(cacheName)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await caches.delete(cacheName)
})

describe('the packed MNIST in a browser', () => {
  it('arrives from the server as it was published', async () => {
    const { train, state } = await openFirstChunk(served)
    expect(state.trainTotal).toBe(60_000)
    expect([...train.labels.subarray(0, 10)]).toEqual(firstLabels)
    expect(train.pixels.subarray(0, 784).filter((byte) => byte > 0).length).toBe(inkOfFirstImage)
  })

  it('comes from the cache the second time, whole', async () => {
    const first = await openDataset('mnist', watched())
    await first.trainReady(60_000)
    await first.testReady()
    const chunks = [...first.manifest.train, ...first.manifest.test]
    await Promise.all(chunks.map(({ sha256 }) => kept(sha256)))

    const source = watched()
    const second = await openDataset('mnist', source)
    await second.trainReady(60_000)
    await second.testReady()
    expect(source.paths).toEqual(['mnist/manifest.json'])
    expect(second.train.labels).toEqual(first.train.labels)
    expect(second.state.bytes).toBe(second.state.bytesTotal)
  })

  it('throws an altered chunk out of the cache, and reads it from the server again', async () => {
    const { manifest } = await openFirstChunk(served)
    const { sha256, bytes } = manifest.train[0]!
    const right = await kept(sha256)
    const altered = right.slice()
    altered[bytes >> 1]! ^= 1
    await browserCache().put(sha256, altered)

    const source = watched()
    const { train } = await openFirstChunk(source)
    expect(source.paths.slice(0, 2)).toEqual(['mnist/manifest.json', 'mnist/train-00.bin'])
    expect([...train.labels.subarray(0, 10)]).toEqual(firstLabels)
    await vi.waitFor(async () => expect(await browserCache().get(sha256)).toEqual(right), { timeout: 5000 })
  })

  it('arrives also where nothing can be kept', async () => {
    vi.spyOn(Cache.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
    vi.spyOn(Cache.prototype, 'match').mockRejectedValue(new DOMException('private', 'SecurityError'))
    const { train } = await openFirstChunk(served)
    expect([...train.labels.subarray(0, 10)]).toEqual(firstLabels)
    vi.restoreAllMocks()
    vi.spyOn(caches, 'open').mockRejectedValue(new DOMException('private', 'SecurityError'))
    await openFirstChunk(served)
  })

  it('says which file is missing where there is none, whatever the server answers instead', async () => {
    const elsewhere = httpSource('/no/such/folder')
    const failure: unknown = await openDataset('mnist', elsewhere).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DataError)
    expect(String(failure)).toMatch(
      /file manifest\.json of the set mnist: put the packed data beside the page again/,
    )
  })
})

describe('the cache of a browser', () => {
  it('keeps, gives and drops bytes under their SHA-256', async () => {
    const cache = browserCache()
    const key = 'a'.repeat(64)
    expect(await cache.get(key)).toBe(null)
    await cache.put(key, Uint8Array.of(1, 2, 3))
    expect(await cache.get(key)).toEqual(Uint8Array.of(1, 2, 3))
    expect(await isStored(key)).toBe(true)
    await cache.drop(key)
    expect(await cache.get(key)).toBe(null)
    expect(await isStored(key)).toBe(false)
  })

  it('gives the bytes of a response that was stored as it came', async () => {
    const key = 'b'.repeat(64)
    await storeResponse(key, new Response(Uint8Array.of(4, 5, 6)))
    expect(await isStored(key)).toBe(true)
    expect(await browserCache().get(key)).toEqual(Uint8Array.of(4, 5, 6))
  })
})
