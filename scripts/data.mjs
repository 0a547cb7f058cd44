// Packs the datasets for the browser into public/data; quick when that has been done.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './fresh.mjs'

/** Says what it does on stderr, so that stdout stays the caller's. Ends the program where packing fails. */
export function packData() {
  const { status } = spawnSync(process.execPath, [join(root, 'datasets/pack.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status === 0) return
  console.error('The data could not be packed: `node datasets/pack.mjs` failed.')
  process.exit(1)
}
