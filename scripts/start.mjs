// `npm start [-- --port N] [--no-open]`: packs the data, builds the page where sources are newer, serves it.

import './node-version.mjs'
import { spawn } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packData } from './data.mjs'
import { isFresh, root } from './fresh.mjs'
import { firstFreePort } from './port.mjs'

const wanted = portFrom(process.argv.slice(2))

packData()
const { build, preview } = await import('vite')
if (!isFresh('dist/index.html')) {
  console.log('Building the page …')
  const begun = new Date()
  await build({ root, logLevel: 'warn' }).catch(() =>
    end('The page could not be built: the reason is above.'),
  )
  utimesSync(join(root, 'dist/index.html'), begun, begun)
}

const port = await firstFreePort(wanted).catch((/** @type {Error} */ error) => end(error.message))
if (port !== wanted) console.log(`Port ${wanted} is taken; taking ${port}.`)
await preview({ root, logLevel: 'warn', preview: { host: 'localhost', port, strictPort: true } })

const address = `http://localhost:${port}/`
console.log(`Bottleneck is at ${address} (Ctrl+C ends it)`)
if (!process.argv.includes('--no-open')) openBrowser(address)

/** @param {string[]} words @returns {number} */
function portFrom(words) {
  try {
    const { values } = parseArgs({
      args: words,
      options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean' } },
    })
    const number = Number(values.port)
    if (Number.isInteger(number) && number > 0 && number < 65_536) return number
    return end(`--port wants a number from 1 to 65535, not “${values.port}”.`)
  } catch (error) {
    return end(
      `${error instanceof Error ? error.message : String(error)} Usage: npm start -- [--port N] [--no-open]`,
    )
  }
}

/**
 * Opens the reader's browser where there is a screen; where that fails, the address has been printed.
 * @param {string} url
 */
function openBrowser(url) {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env
  const { platform } = process
  if (CI || (platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)) return
  const [command = 'xdg-open', ...words] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['cmd', '/c', 'start', '""'] : ['xdg-open']
  spawn(command, [...words, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

/** @param {string} sentence @returns {never} */
function end(sentence) {
  console.error(sentence)
  process.exit(1)
}
