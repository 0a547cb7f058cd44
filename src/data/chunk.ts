// Fetches one file of a packed set and lets it through only if it is, byte for byte, what the manifest describes.

import type { ChunkCache } from './cache.ts'
import { DataError, looksLikeWebPage, type Fault } from './failure.ts'
import {
  classCount,
  parseManifest,
  pixelsPerImage,
  type Chunk,
  type Manifest,
  type SetName,
} from './manifest.ts'
import { sha256Of } from './sha256.ts'
import { SourceError, type ByteSource } from './source.ts'

/** Images in file order: `pixels` is count × 784 bytes, `labels` count bytes from 0 to 9. */
export interface Images {
  readonly count: number
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
}

/** The manifest of the set. Throws a DataError after a second attempt that passes by every cache. */
export async function loadManifest(set: SetName, source: ByteSource): Promise<Manifest> {
  return fetchTwice(set, 'manifest.json', source, false, (bytes) => {
    const manifest = parseManifest(bytes, set)
    if (manifest) return manifest
    throw new DataError(set, 'manifest.json', { kind: looksLikeWebPage(bytes) ? 'web page' : 'unreadable' })
  })
}

/**
 * The images of one chunk, from the cache or else from the source; `fresh` passes by the caches at the first attempt
 * too. Throws a DataError after a second attempt that passes by every cache.
 */
export async function loadChunk(
  set: SetName,
  chunk: Chunk,
  source: ByteSource,
  cache: ChunkCache,
  fresh = false,
): Promise<Images> {
  const kept = await cache.get(chunk.sha256)
  if (kept) {
    if (!(await findFault(kept, chunk))) return unpack(set, chunk, kept)
    await cache.drop(chunk.sha256)
  }
  const packed = await fetchTwice(set, chunk.file, source, fresh, async (bytes) => {
    const fault = await findFault(bytes, chunk)
    if (fault) throw new DataError(set, chunk.file, fault)
    return bytes
  })
  const images = await unpack(set, chunk, packed)
  void cache.put(chunk.sha256, packed) // training need not wait for it
  return images
}

async function fetchTwice<Result>(
  set: SetName,
  file: string,
  source: ByteSource,
  fresh: boolean,
  accept: (bytes: Uint8Array<ArrayBuffer>) => Result | Promise<Result>,
): Promise<Result> {
  const attempt = async (passCaches: boolean) => accept(await read(set, file, source, passCaches))
  try {
    return await attempt(fresh)
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return attempt(true)
  }
}

async function read(
  set: SetName,
  file: string,
  source: ByteSource,
  fresh: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await source.read(`${set}/${file}`, { fresh })
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'missing') {
      throw new DataError(set, file, { kind: 'missing' })
    }
    const detail = error instanceof Error ? error.message : String(error)
    throw new DataError(set, file, { kind: 'unreachable', detail })
  }
}

/** What is wrong with these packed bytes; null when they are the chunk. */
async function findFault(bytes: Uint8Array<ArrayBuffer>, chunk: Chunk): Promise<Fault | null> {
  if (bytes.length === chunk.bytes && (await sha256Of(bytes)) === chunk.sha256) return null
  if (looksLikeWebPage(bytes)) return { kind: 'web page' }
  if (bytes.length < chunk.bytes) return { kind: 'short', bytes: bytes.length, expected: chunk.bytes }
  return { kind: 'altered' }
}

/** Splits verified bytes into images and labels, and holds them against the manifest's counts. */
async function unpack(set: SetName, chunk: Chunk, packed: Uint8Array<ArrayBuffer>): Promise<Images> {
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b
  const bytes = isGzip ? await gunzip(packed) : packed
  if (!bytes) throw new DataError(set, chunk.file, { kind: 'altered' })
  const count = chunk.images
  const pixels = bytes.subarray(0, count * pixelsPerImage)
  const labels = bytes.subarray(count * pixelsPerImage)
  const classes = Array.from({ length: classCount }, () => 0)
  for (const label of labels) classes[label] = (classes[label] ?? 0) + 1
  const isAsDescribed =
    labels.length === count &&
    classes.length === classCount &&
    classes.every((images, label) => images === chunk.classes[label])
  if (!isAsDescribed) throw new DataError(set, chunk.file, { kind: 'altered' })
  return { count, pixels, labels }
}

/** Null for what is not a whole gzip file. */
async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  try {
    return new Uint8Array(await new Response(unpacked).arrayBuffer())
  } catch {
    return null
  }
}
