// `npm run --silent bench -- [--quick] [--only M1] [--json] [--readme] [--gpu]`: the speed of training beside its peers, in Node and
// in the browser. `npm run bench -- --gap [--seconds N]`: the page's frames while it trains.

import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { packData } from './data.mjs'
import { root } from './fresh.mjs'
import { anyFreePort } from './port.mjs'

const usage = `Usage: npm run --silent bench -- [--quick] [--only M1|M2|M3] [--json] [--readme] [--gpu]
       npm run bench -- --gap [--seconds N]
  --quick     few repetitions, without what is slow and in no gate: three minutes instead of a quarter of an hour
  --only      one of the three networks
  --json      everything that was measured, as the last line of standard output
  --readme    writes the ratios into README.md; wants a full run
  --gpu       lets the browser draw as it likes, instead of by the tests' software renderer
  --gap       gaps between the page's frames while it trains and while it is idle, over N seconds each (15), on the backend
              that the page chooses and on WebGL, and with two runs; then the time until another trained code size is shown
The exit code is 1 where a gate is not held.`

const options = readOptions()
const home = join(root, 'benchmarks')

packData()
const { chromium } = await import('playwright')
const { findChromium } = await import('../tests/support/chromium.mjs')

try {
  if (options.gap) {
    const { frameGaps } = await import('../benchmarks/gap.mjs')
    if (!(await frameGaps(options.seconds, await launchOptions()))) process.exitCode = 1
  } else await compare()
} catch (error) {
  end(error instanceof Error ? error.message : String(error), 1)
}

async function compare() {
  installPeers()
  const { build, preview } = await import('vite')
  console.error('Building the benchmark …')
  await build({ root: home, logLevel: 'error' })
  await build({ root: home, mode: 'lab', logLevel: 'error' })
  const port = await anyFreePort()
  const server = await preview({
    root: home,
    logLevel: 'warn',
    preview: { host: 'localhost', port, strictPort: true },
  })
  const launch = await launchOptions()
  try {
    const { bench } = await import(pathToFileURL(join(home, 'dist/node/command.js')).href)
    const areHeld = await bench({
      launch: () => chromium.launch(launch),
      address: `http://localhost:${port}/`,
      script: join(home, 'dist/node/process.js'),
      data: join(root, 'public/data'),
      quick: options.quick,
      only: options.only,
      json: options.json,
      readme: options.readme ? join(root, 'README.md') : null,
      progress: (/** @type {string} */ sentence) => console.error(sentence),
    })
    if (!areHeld) process.exitCode = 1
  } finally {
    await server.close()
  }
}

/** The tests' browser; with --gpu without what makes it draw in software. */
async function launchOptions() {
  const found = await findChromium()
  const software = /^--(use-angle|enable-unsafe-swiftshader|disable-gpu-rasterization)/
  return { ...found, args: found.args.filter((word) => !(options.gpu && software.test(word))) }
}

/** The peers are installed by this command and by nothing else, as their lock file says. */
function installPeers() {
  const [installed, wanted] = ['node_modules/.package-lock.json', 'package-lock.json'].map(
    (path) => statSync(join(home, path), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  )
  if (Number(installed) >= Number(wanted)) return
  console.error('Installing the peers …')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: home,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('The peers could not be installed: `npm ci` failed in benchmarks/.')
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
        readme: { type: 'boolean', default: false },
        gpu: { type: 'boolean', default: false },
        gap: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '15' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) end(usage, 0)
    const seconds = Number(values.seconds)
    if (!(seconds > 0)) throw new Error(`--seconds wants a number above 0, not “${values.seconds}”.`)
    if (values.readme && (values.quick || values.only !== undefined)) {
      throw new Error('--readme wants a full run, without --quick and --only.')
    }
    return { ...values, seconds, only: values.only ?? null }
  } catch (error) {
    return end(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2)
  }
}

/** @param {string} sentence @param {number} code @returns {never} */
function end(sentence, code) {
  console.error(sentence)
  process.exit(code)
}
