// What the engine weighs, as it is shipped: one backend at a time, without models and instruments.

import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { build, type Rolldown } from 'vite'
import { assembly } from '../../../scripts/assembly.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** most bytes of JavaScript, gzipped, that the engine may have for a chosen backend */
const budget = 160_000

const entry = 'engine'
const source = `
  export * from '${root}src/tensors/backends.ts'
  export * from '${root}src/tensors/ops.ts'
  export * from '${root}src/tensors/gradientStep.ts'
  export * from '${root}src/tensors/optimisers/adam.ts'
  export * from '${root}src/tensors/pixels.ts'
  export * from '${root}src/tensors/noise.ts'
`

/** The chunk and all that it needs at once. */
function withImports(
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  name: string,
  found = new Set<string>(),
) {
  if (found.has(name)) return found
  found.add(name)
  for (const next of chunks.get(name)!.imports) withImports(chunks, next, found)
  return found
}

test('the engine weighs at most 160 kB of JavaScript, gzipped, whichever backend is chosen', async () => {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    plugins: [
      assembly(),
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  })
  const { output } = built as Rolldown.RolldownOutput
  const chunks = new Map(
    output.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  )
  const main = [...chunks.values()].find(({ isEntry }) => isEntry)!
  const weights = main.dynamicImports.map((backend) => {
    const names = new Set([...withImports(chunks, main.fileName), ...withImports(chunks, backend)])
    return [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name)!.code).length, 0)
  })
  console.info(`engine, kB: ${weights.map((bytes) => (bytes / 1000).toFixed(0)).join(', ')}`)
  expect(weights).toHaveLength(3)
  for (const weight of weights) {
    expect(weight).toBeGreaterThan(30_000)
    expect(weight).toBeLessThan(budget)
  }
})
