// Keeps packed chunks between visits in the browser's Cache API, each under its SHA-256, so that a changed chunk has
// another key. A full disk, a private window or plain http only mean that nothing is kept.

export interface ChunkCache {
  /** The bytes kept under this SHA-256, or null. Whoever reads them verifies them. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  drop(sha256: string): Promise<void>
}

/** The cache that holds the chunks. */
export const cacheName = 'bottleneck-data'

/** The key of a chunk; no such file exists on the server. */
function keyOf(sha256: string): string {
  return new URL(`/${cacheName}/${sha256}`, location.origin).href
}

/** The cache of this browser; one that keeps nothing where there is none. Never throws. */
export function browserCache(): ChunkCache {
  async function attempt<Result>(action: (cache: Cache) => Promise<Result>): Promise<Result | null> {
    try {
      return typeof caches === 'undefined' ? null : await action(await caches.open(cacheName))
    } catch {
      return null // for example a QuotaExceededError or, in a sandboxed frame, a SecurityError
    }
  }
  return {
    get: (sha256) =>
      attempt(async (cache) => {
        const kept = await cache.match(keyOf(sha256))
        return kept ? new Uint8Array(await kept.arrayBuffer()) : null
      }),
    put: async (sha256, bytes) => {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) }
      await attempt((cache) => cache.put(keyOf(sha256), new Response(bytes, { headers })))
    },
    drop: async (sha256) => {
      await attempt((cache) => cache.delete(keyOf(sha256)))
    },
  }
}

/** The response stored under this SHA-256; undefined where there is none. Throws where the browser has no cache to open. */
export async function storedResponse(sha256: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(keyOf(sha256))
}

/** Is a chunk stored under this SHA-256? Throws where the browser has no cache to open. */
export async function isStored(sha256: string): Promise<boolean> {
  return (await storedResponse(sha256)) !== undefined
}

/**
 * Stores a fetched chunk as it comes, so that its megabytes never pass through the page's thread; whoever reads it
 * verifies it. Throws what the browser throws: there is no cache, the disk is full, the network breaks off.
 */
export async function storeResponse(sha256: string, response: Response): Promise<void> {
  await (await caches.open(cacheName)).put(keyOf(sha256), response)
}
