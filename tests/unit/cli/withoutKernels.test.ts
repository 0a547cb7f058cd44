// The terminal where the lab's own WASM kernels do not start: it trains all the same, and says that it is slower.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bottleneck-kernels-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Refuses the one module that wants nothing but a memory. */
const refusing = `
  const { instantiate } = WebAssembly
  WebAssembly.instantiate = (bytes, imports) =>
    String(Object.keys(imports?.env ?? {})) === 'memory'
      ? Promise.reject(new Error('There is no room.'))
      : instantiate(bytes, imports)
`

test('a run without the kernels says so on standard error', () => {
  const recipe = join(folder, 'recipe.json')
  writeFileSync(recipe, JSON.stringify({ data: { train: 100 }, optimise: { steps: 1, batch: 10 } }))
  const [lab, data] = [join(root, 'scripts/lab.mjs'), `data:text/javascript,${encodeURIComponent(refusing)}`]
  const { status, stdout, stderr } = spawnSync(process.execPath, [lab, 'run', recipe], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: `--import ${data}` },
  })
  expect(stderr).toContain("wasm computes without the lab's own kernels, several times slower")
  expect(stderr).toContain('There is no room.')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ backend: 'wasm', steps: 1 })
}, 120_000)
