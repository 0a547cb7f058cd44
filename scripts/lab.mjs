// `npm run --silent lab -- …`: the terminal door, built where sources are newer. Its stdout is the command's alone.

import './node-version.mjs'
import { renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packData } from './data.mjs'
import { isFresh, root } from './fresh.mjs'

const home = join(root, 'dist-lab')

packData()
if (!isFresh('dist-lab/cli.js')) await buildTerminal()

// Run within this process: arguments, signals and the exit code are the command's own.
await import(pathToFileURL(join(home, 'cli.js')).href)

/** Builds beside the final place and moves, so that a command started meanwhile never meets half a build. */
async function buildTerminal() {
  const staging = `${home}.${process.pid}`
  const begun = new Date()
  try {
    const { build } = await import('vite')
    await build({ root, mode: 'lab', logLevel: 'silent', build: { outDir: staging } })
    utimesSync(join(staging, 'cli.js'), begun, begun)
    rmSync(home, { recursive: true, force: true })
    renameSync(staging, home)
  } catch (error) {
    console.error(
      `The terminal door could not be built: ${error instanceof Error ? error.message : String(error)}`,
    )
    process.exit(1)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}
