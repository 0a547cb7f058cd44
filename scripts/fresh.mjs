// What a build is made from, and whether a build is newer than all of it.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const sources = [
  'src',
  'scripts',
  'public',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/**
 * Whether `output`, a path from the root, exists and no source has changed since.
 * @param {string} output
 */
export function isFresh(output) {
  const built = lastChange(join(root, output))
  return built > 0 && sources.every((path) => lastChange(join(root, path)) <= built)
}

/**
 * When a file, or a folder or anything below it, last changed, in milliseconds; 0 where there is nothing.
 * A folder's own time counts, so that a deleted file is a change too.
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))))
}
