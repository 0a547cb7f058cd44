// Chunks in the browser's cache, stored as they come from the network or as bytes. The browser is made up.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserCache, isStored, storedResponse, storeResponse } from '../../../src/data/cache.ts'

const sha256 = 'a'.repeat(64)

/** A Cache API that keeps responses in memory. */
function memoryCaches(): Pick<CacheStorage, 'open'> {
  const responses = new Map<string, Response>()
  const cache = {
    match: async (key: string) => responses.get(key)?.clone(),
    put: async (key: string, response: Response) => void responses.set(key, response),
    delete: async (key: string) => responses.delete(key),
  } as unknown as Cache
  return { open: async () => cache }
}

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://lab.example/'))
  vi.stubGlobal('caches', memoryCaches())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('a response that is stored as it came is there, and its bytes are given', async () => {
  expect(await isStored(sha256)).toBe(false)
  await storeResponse(sha256, new Response(Uint8Array.of(1, 2, 3)))
  expect(await isStored(sha256)).toBe(true)
  expect(await isStored('b'.repeat(64))).toBe(false)
  expect(new Uint8Array(await (await storedResponse(sha256))!.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3))
  expect(await browserCache().get(sha256)).toEqual(Uint8Array.of(1, 2, 3))
})

test('bytes that were put are there as well, until they are dropped', async () => {
  await browserCache().put(sha256, Uint8Array.of(4))
  expect(await isStored(sha256)).toBe(true)
  await browserCache().drop(sha256)
  expect(await isStored(sha256)).toBe(false)
})

test('where nothing may be stored, storing a response throws, and the cache of chunks keeps nothing', async () => {
  vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('private', 'SecurityError')) })
  await expect(storeResponse(sha256, new Response())).rejects.toThrow('private')
  await browserCache().put(sha256, Uint8Array.of(4))
  expect(await browserCache().get(sha256)).toBeNull()
})
