// One stage of `npm test`: a tool is run, its output kept back unless it fails, and its checks are counted.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './fresh.mjs'

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} [tool] the package whose command is run
 * @property {string} [script] or the script
 * @property {string[]} words
 * @property {Record<string, string>} [environment]
 * @property {boolean} [needsBrowser]
 * @property {(succeeded: boolean) => Count} count
 */

// No stage may hang for ever: after this many milliseconds it is ended, and has failed.
const limit = 30 * 60_000

/**
 * Runs a stage to its end and prints one line, with the whole output below it where something failed.
 * @param {Stage} stage
 * @param {string | undefined} noBrowser the sentence to print where there is no browser
 * @returns {Promise<Count>}
 */
export async function runStage(stage, noBrowser) {
  if (stage.needsBrowser && noBrowser) {
    console.log(`✗ ${stage.name}: not run\n${noBrowser}`)
    return { passed: 0, failed: 1 }
  }
  const begun = performance.now()
  const { status, output } = await run(stage)
  const count = atLeastOneFailure(stage.count, status === 0)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const sentence = `${stage.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`
  if (count.failed === 0) console.log(`✓ ${sentence}`)
  else console.log(`✗ ${sentence}\n${output.trimEnd()}\n`)
  return count
}

/**
 * The count of a report; a stage that crashed, wrote no report or ran no test counts as one failure.
 * @param {Stage['count']} count
 * @param {boolean} succeeded
 * @returns {Count}
 */
function atLeastOneFailure(count, succeeded) {
  try {
    const { passed, failed } = count(succeeded)
    const silentFailure = failed === 0 && (passed === 0 || !succeeded)
    return { passed, failed: silentFailure ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** A stage that is a single check. @param {boolean} succeeded @returns {Count} */
export function oneCheck(succeeded) {
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Counts vitest's JSON; a file that fails before its first test is one failure. @param {string} path */
export function vitestReport(path) {
  return () => {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8'))
    const broken = testResults.filter(
      (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
        file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
    )
    return { passed: numPassedTests, failed: numFailedTests + broken.length }
  }
}

/** Counts Playwright's JSON. @param {string} path */
export function playwrightReport(path) {
  return () => {
    const { stats, errors } = JSON.parse(readFileSync(path, 'utf8'))
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
  }
}

/** @param {Stage} stage @returns {Promise<{ status: number | null, output: string }>} */
function run({ tool, script, words, environment }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script ?? commandOf(tool ?? ''), ...words], {
      cwd: root,
      env: { ...process.env, ...environment },
      timeout: limit,
    })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', (error) => resolve({ status: 1, output: `${output}\n${error.message}` }))
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** The script behind a package's command, so that it runs alike on every system. @param {string} name */
function commandOf(name) {
  const home = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const [path] = typeof bin === 'string' ? [bin] : Object.values(bin)
  return join(home, path)
}
