// Lists what the built page consists of, for use without a network, and builds the service worker with that list in it.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './fresh.mjs'

/** @returns {import('vite').Plugin} */
export function offline() {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const built = Object.keys(bundle).filter((name) => !name.endsWith('.map'))
        const later = built.filter((name) => name.endsWith('.safetensors'))
        const publicFiles = existsSync(publicFolder)
          ? readdirSync(publicFolder, { recursive: true, encoding: 'utf8', withFileTypes: true })
              .filter((entry) => entry.isFile() && !entry.name.endsWith('.bin'))
              .map((entry) =>
                join(entry.parentPath, entry.name)
                  .slice(publicFolder.length + 1)
                  .replaceAll('\\', '/'),
              )
          : []
        const page = [...built.filter((name) => !later.includes(name)), ...publicFiles].toSorted()
        const data = publicFiles
          .filter((name) => /^data\/[^/]+\/manifest\.json$/.test(name))
          .flatMap(chunksOf)
        const files = { page, later, data }
        const hash = createHash('sha256').update(JSON.stringify(files))
        // names in assets/ have digests of their own
        for (const name of page.filter((name) => !name.startsWith('assets/')))
          hash.update(contentOf(bundle, name))
        const listed = { version: hash.digest('hex').slice(0, 16), ...files }
        this.emitFile({ type: 'asset', fileName: 'offline.json', source: JSON.stringify(listed) })
        this.emitFile({ type: 'asset', fileName: 'serviceWorker.js', source: await serviceWorker(listed) })
      },
    },
  }
}

const publicFolder = join(root, 'public')

/**
 * The packed chunks of a set, by its manifest.
 * @param {string} manifest
 */
function chunksOf(manifest) {
  /** @type {{ train: Chunk[], test: Chunk[] }} */
  const { train, test } = JSON.parse(readFileSync(join(publicFolder, manifest), 'utf8'))
  return [...train, ...test].map(({ file, sha256, bytes }) => ({
    path: manifest.replace('manifest.json', file),
    sha256,
    bytes,
  }))
}

/** @typedef {{ file: string, sha256: string, bytes: number }} Chunk */

/**
 * @param {import('vite').Rolldown.OutputBundle} bundle
 * @param {string} name
 */
function contentOf(bundle, name) {
  const built = bundle[name]
  if (built === undefined) return readFileSync(join(publicFolder, name))
  return built.type === 'chunk' ? built.code : built.source
}

/**
 * One script without imports, as every browser takes it for a service worker.
 * @param {object} files
 */
async function serviceWorker(files) {
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { offlineFiles: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: join(root, 'src/serviceWorker.ts'), output: { format: 'iife' } },
    },
  })
  const [script] = /** @type {{ output: { type: string, code?: string }[] }} */ (result).output
  if (script?.code === undefined) throw new Error('The service worker could not be built.')
  return script.code
}
