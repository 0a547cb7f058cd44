// Compiles the SIMD kernels of src/tensors/kernels/assembly from AssemblyScript to WebAssembly, as a plugin of Vite:
// `import binary from './assembly/index.ts?assembly'` is the compiled module's bytes.

import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import asc from 'assemblyscript/asc'

const suffix = '?assembly'

/** @returns {import('vite').Plugin} */
export function assembly() {
  return {
    name: 'assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      const entry = id.slice(0, -suffix.length)
      const folder = dirname(entry)
      readdirSync(folder).forEach((file) => this.addWatchFile(join(folder, file)))
      const bytes = Buffer.from(await compile(entry)).toString('base64')
      return `export default Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0))`
    },
  }
}

/**
 * One module without data of its own, which works in whatever memory it is given: tfjs's, where the tensors are.
 * @param {string} entry
 * @returns {Promise<Uint8Array>}
 * @throws Error with the compiler's own words
 */
async function compile(entry) {
  /** @type {Uint8Array | undefined} */
  let binary
  const folder = dirname(entry)
  const { error, stderr } = await asc.main(
    [
      basename(entry),
      ...['--outFile', 'kernels.wasm', '-O3', '--enable', 'simd'],
      ...['--importMemory', '--noExportMemory', '--runtime', 'stub', '--noAssert', '--use', 'abort='],
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(base === '.' ? folder : base, name), 'utf8')
        } catch {
          return null
        }
      },
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error !== null || binary === undefined) {
    throw new Error(`The kernels of ${folder} do not compile:\n${stderr.toString()}${error?.message ?? ''}`)
  }
  return binary
}
