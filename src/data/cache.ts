// Keeps packed chunks between visits in the browser's Cache API, each under its SHA-256, so that a changed chunk has
// another key. A full disk, a private window or plain http only mean that nothing is kept.

export interface ChunkCache {
  /** The bytes kept under this SHA-256, or null. Whoever reads them verifies them. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  drop(sha256: string): Promise<void>
}

export const cacheName = 'bottleneck-data'

/** The key of a chunk; no such file exists on the server. */
export function cacheKey(sha256: string): string {
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
        const kept = await cache.match(cacheKey(sha256))
        return kept ? new Uint8Array(await kept.arrayBuffer()) : null
      }),
    put: async (sha256, bytes) => {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) }
      await attempt((cache) => cache.put(cacheKey(sha256), new Response(bytes, { headers })))
    },
    drop: async (sha256) => {
      await attempt((cache) => cache.delete(cacheKey(sha256)))
    },
  }
}
