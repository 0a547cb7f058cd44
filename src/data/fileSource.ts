// A packed set in a folder, for the terminal door and the tests in Node; never imported by what a browser loads.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SourceError, type ByteSource } from './source.ts'

/** Files below this folder, usually public/data. Nothing is cached, so `fresh` changes nothing. */
export function fileSource(folder: string): ByteSource {
  return {
    async read(path) {
      try {
        return new Uint8Array(await readFile(join(folder, path)))
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
        throw new SourceError(code === 'ENOENT' ? 'missing' : 'unreachable', code, { cause })
      }
    },
  }
}
