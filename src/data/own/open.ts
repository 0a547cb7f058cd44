// Opens a set of the reader's own where it is kept; where it is not, the sentence asks for its file.

import type { ChunkCache } from '../cache.ts'
import { openDataset, type Dataset } from '../dataset.ts'
import { DataError } from '../failure.ts'
import type { OwnName } from './limits.ts'
import { keptSource } from './store.ts'

/** What is kept need not be kept twice. */
const noCache: ChunkCache = {
  get: () => Promise.resolve(null),
  put: () => Promise.resolve(),
  drop: () => Promise.resolve(),
}

/** @throws Error with a sentence that asks for the file */
export async function openOwn(
  { digest, name }: OwnName,
  options: { train: 'at once' | 'when asked' },
): Promise<Dataset> {
  try {
    return await openDataset('own', keptSource(digest), { ...options, cache: noCache })
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new Error(missing(name, digest), { cause: error })
  }
}

/** Of a set that a recipe names and this browser does not have. */
export function missing(name: string, digest: string): string {
  return `This recipe trains on images of somebody’s own, “${name}” (SHA-256 ${digest.slice(0, 8)}…), which this browser does not have. They travel in no link: choose their file here, and it goes on.`
}
