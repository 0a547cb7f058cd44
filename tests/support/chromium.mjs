// Finds the Chromium which the tests drive, or makes one: the same everywhere where npm alone can bring it.

import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Chromium */

const run = promisify(execFile)
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

// WebGL 2 by SwiftShader and text without hinting, so that pictures are the same on every machine. SwiftShader paints
// no page, only WebGL: it would take a third of the processor's time.
const args = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-rasterization',
  '--font-render-hinting=none',
  '--force-device-scale-factor=1',
]

/**
 * How to start the browser, in the form of Playwright's launch options.
 * Throws an error of one sentence where there is none and none can be made.
 * @returns {Promise<Chromium>}
 */
export async function findChromium() {
  const env = currentEnvironment()
  const given = process.env.CHROME_PATH
  if (given) {
    if (existsSync(given)) return { executablePath: given, args, env }
    throw plainError(`CHROME_PATH names ${given}, and there is no such file.`)
  }

  const fromNpm = await npmChromium()
  if (fromNpm) return fromNpm

  const executablePath = installedBrowser() ?? (await playwrightsOwn()) ?? chromiumFromApt()
  if (executablePath) return { executablePath, args, env }

  throw plainError(
    'The browser tests need a Chromium: install Chrome, Edge, Chromium or Brave, ' +
      'or run `npx playwright install chromium`, or set CHROME_PATH to one.',
  )
}

/**
 * The Chromium of @sparticuz/chromium (linux x64), unpacked once below node_modules/.cache.
 * @returns {Promise<Chromium | undefined>} undefined where it does not exist or does not start
 */
async function npmChromium() {
  const bin = join(modules, '@sparticuz/chromium/bin')
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(bin)) return undefined

  const { version } = JSON.parse(readFileSync(join(bin, '../package.json'), 'utf8'))
  const home = join(modules, '.cache', `chromium-${version}`)
  if (existsSync(home)) return chromiumIn(home)

  // Unpack beside the final place and move at once: whoever starts at the same time sees all of it or nothing.
  const staging = `${home}.${process.pid}`
  try {
    await unpack(bin, staging)
    const { executablePath, env } = chromiumIn(staging)
    await run(executablePath, ['--version'], { env })
    await rename(staging, home).catch((/** @type {unknown} */ error) => {
      if (!existsSync(home)) throw error
    })
    return chromiumIn(home)
  } catch (error) {
    console.error(`The Chromium from npm does not start here (${firstLine(error)}); looking for another.`)
    return undefined
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/**
 * The package unpacks into os.tmpdir() and nowhere else: a process of its own, whose TMPDIR is `folder`, lets it.
 * @param {string} bin @param {string} folder
 */
async function unpack(bin, folder) {
  await mkdir(folder, { recursive: true })
  const script = `
    import { inflate } from '@sparticuz/chromium'
    const archives = ['chromium.br', 'swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br']
    await Promise.all(archives.map((name) => inflate(process.argv[1] + '/' + name)))`
  await run(process.execPath, ['--input-type=module', '--eval', script, bin], {
    cwd: modules,
    env: { ...process.env, TMPDIR: folder },
  })
  // The package's own file names a folder of another machine, and text without a font has no height.
  const fonts = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '  <dir prefix="relative">fonts</dir>',
    '  <cachedir prefix="xdg">fontconfig</cachedir>',
    '</fontconfig>',
    '',
  ]
  await writeFile(join(folder, 'fonts/fonts.conf'), fonts.join('\n'))
}

/**
 * The libraries which a bare Debian lacks come with the package and are for this browser only.
 * @param {string} home @returns {Chromium}
 */
function chromiumIn(home) {
  const env = currentEnvironment()
  const libraries = [join(home, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  return {
    executablePath: join(home, 'chromium'),
    args,
    env: {
      ...env,
      LD_LIBRARY_PATH: libraries,
      FONTCONFIG_FILE: join(home, 'fonts/fonts.conf'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
  }
}

/** @returns {string | undefined} */
function installedBrowser() {
  return installPlaces().find((path) => existsSync(path))
}

/** Where Chrome, Edge, Chromium and Brave install themselves. @returns {string[]} */
function installPlaces() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser']
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    )
  }
  if (process.platform === 'win32') {
    const files = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'Chromium/Application/chrome.exe',
      'BraveSoftware/Brave-Browser/Application/brave.exe',
    ]
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
    return folders.flatMap((folder) => files.map((file) => join(folder, file)))
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
    'brave-browser',
  ]
  const folders = (process.env.PATH ?? '/usr/bin').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** What `npx playwright install chromium` has brought. @returns {Promise<string | undefined>} */
async function playwrightsOwn() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** Debian's own package, where we may install it. @returns {string | undefined} */
function chromiumFromApt() {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (!mayInstall) return undefined
  console.error('No browser found; installing Debian’s chromium.')
  const stdio = /** @type {const} */ (['ignore', 2, 2])
  spawnSync('apt-get', ['update'], { stdio: [...stdio] })
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: [...stdio] })
  return installedBrowser()
}

/** The environment without the keys that are not set. @returns {Record<string, string>} */
function currentEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

/** An error that prints as its sentence, without a stack. @param {string} sentence */
function plainError(sentence) {
  const error = new Error(sentence)
  error.stack = sentence
  return error
}

/** @param {unknown} error */
function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0]
}
