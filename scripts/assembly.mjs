// Compiles the SIMD kernels of src/tensors/kernels/assembly from AssemblyScript to WebAssembly, as a plugin of Vite:
// `import binary from './assembly/index.ts?assembly'` gives a function that brings the module's bytes. The page fetches them as
// a file of their own; Node has them in the script.

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './fresh.mjs'

const suffix = '?assembly'

const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')

/** SIMD, in a memory that is handed in, and nothing beside the functions: no data, no runtime, no traps with words. */
const options =
  '-O3 --enable simd --importMemory --noExportMemory --runtime stub --noAssert --use abort='.split(' ')

const folder = join(root, 'node_modules/.cache/assembly')
const binary = join(folder, 'kernels.wasm')

/** @returns {import('vite').Plugin} */
export function assembly() {
  return {
    name: 'assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      const entry = id.slice(0, -suffix.length)
      for (const file of await readdir(dirname(entry))) this.addWatchFile(join(dirname(entry), file))
      await compile(entry)
      if (this.environment.config.consumer === 'client') {
        return `import address from ${JSON.stringify(`${binary}?url`)}
          export default async () => {
            const response = await fetch(address)
            if (!response.ok) throw new Error(address + ' did not come: ' + response.status)
            return response.arrayBuffer()
          }`
      }
      const letters = (await readFile(binary)).toString('base64')
      return `const bytes = Uint8Array.from(atob('${letters}'), (letter) => letter.charCodeAt(0))
        export default async () => bytes.buffer`
    },
  }
}

/**
 * Writes the module. Rejects with the compiler's own words.
 * @param {string} entry
 */
async function compile(entry) {
  await mkdir(folder, { recursive: true })
  // moved into place, so that whoever reads meanwhile never meets half a file; page and worker are built side by side
  const staging = `${binary}.${randomUUID()}`
  await promisify(execFile)(process.execPath, [compiler, entry, '--outFile', staging, ...options])
  await rename(staging, binary)
}
