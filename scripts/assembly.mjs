// Compiles the SIMD kernels of src/tensors/kernels/assembly from AssemblyScript to WebAssembly, as a plugin of Vite:
// `import binary from './assembly/index.ts?assembly'` is the compiled module's bytes.

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const suffix = '?assembly'

const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')

/** SIMD, in a memory that is handed in, and nothing beside the functions: no data, no runtime, no traps with words. */
const options =
  '-O3 --enable simd --importMemory --noExportMemory --runtime stub --noAssert --use abort='.split(' ')

/** @returns {import('vite').Plugin} */
export function assembly() {
  return {
    name: 'assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      const entry = id.slice(0, -suffix.length)
      const folder = dirname(entry)
      for (const file of await readdir(folder)) this.addWatchFile(join(folder, file))
      const bytes = (await compile(entry)).toString('base64')
      return `export default Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0))`
    },
  }
}

/**
 * The module's bytes. Rejects with the compiler's own words.
 * @param {string} entry
 * @returns {Promise<Buffer>}
 */
async function compile(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'assembly-'))
  const binary = join(folder, 'kernels.wasm')
  try {
    await promisify(execFile)(process.execPath, [compiler, entry, '--outFile', binary, ...options])
    return await readFile(binary)
  } finally {
    await rm(folder, { recursive: true })
  }
}
