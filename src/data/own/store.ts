// Keeps sets of the reader's own between visits, in this browser and nowhere else (IndexedDB, which works on plain http, too).

import type { ByteSource } from '../source.ts'
import { SourceError } from '../source.ts'
import type { PackedSet } from './pack.ts'
import type { OwnName } from './limits.ts'
import { UnusableFile } from './ownSet.ts'

export interface KeptSet extends OwnName {
  readonly train: number
  readonly test: number
  /** packed bytes */
  readonly bytes: number
}

const database = 'bottleneck-own'

/** All sets there are, by name; none where the browser keeps nothing. */
export async function keptSets(): Promise<readonly KeptSet[]> {
  try {
    const sets = await inDatabase('readonly', ['sets'], ([store]) => store!.getAll() as IDBRequest<KeptSet[]>)
    return sets.toSorted((a, b) => a.name.localeCompare(b.name))
  } catch {
    return []
  }
}

/** Whole, or not at all. @throws UnusableFile where the browser keeps nothing, or has no room */
export async function keepSet({ own, train, test, files }: PackedSet): Promise<KeptSet> {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0)
  const kept: KeptSet = { ...own, train, test, bytes }
  try {
    await inDatabase('readwrite', ['sets', 'files'], ([sets, contents]) => {
      for (const [file, content] of files) contents!.put(content, [own.digest, file])
      return sets!.put(kept, own.digest)
    })
  } catch (error) {
    const megabytes = (bytes / 1e6).toFixed(1)
    const why = error instanceof Error ? error.message : String(error)
    throw new UnusableFile(
      `This browser cannot keep the ${megabytes} MB of ${own.name} (${why}). Free some room, remove another set, or leave a private window.`,
      { cause: error },
    )
  }
  return kept
}

export async function removeSet(digest: string): Promise<void> {
  await inDatabase('readwrite', ['sets', 'files'], ([sets, contents]) => {
    contents!.delete(IDBKeyRange.bound([digest], [digest, []]))
    return sets!.delete(digest)
  })
}

/** Where the files of this set are read from. */
export function keptSource(digest: string): ByteSource {
  return {
    async read(path) {
      const file = path.slice(path.lastIndexOf('/') + 1)
      let bytes: unknown
      try {
        bytes = await inDatabase('readonly', ['files'], ([store]) => store!.get([digest, file]))
      } catch (cause) {
        throw new SourceError('unreachable', cause instanceof Error ? cause.message : String(cause), {
          cause,
        })
      }
      if (bytes instanceof Uint8Array) return new Uint8Array(bytes)
      throw new SourceError('missing', 'not kept')
    },
  }
}

/** The result of the request that `work` gives, once its transaction has gone through. */
async function inDatabase<T>(
  mode: 'readonly' | 'readwrite',
  names: readonly ('sets' | 'files')[],
  work: (stores: readonly IDBObjectStore[]) => IDBRequest<T>,
): Promise<T> {
  const opened = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = opened.transaction(names, mode)
      const request = work(names.map((name) => transaction.objectStore(name)))
      transaction.addEventListener('complete', () => resolve(request.result))
      const fail = () => reject(transaction.error ?? new Error('the transaction was ended'))
      transaction.addEventListener('abort', fail)
      transaction.addEventListener('error', fail)
    })
  } finally {
    opened.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('sets')
      request.result.createObjectStore('files')
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('it cannot be opened')))
    request.addEventListener('blocked', () => reject(new Error('another tab holds it')))
  })
}
