// `npm test`: every check in order, each to its end; the last line, alone, is `N passed, N failed`.

import './node-version.mjs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../tests/support/chromium.mjs'
import { root } from './fresh.mjs'
import { oneCheck, playwrightReport, runStage, vitestReport } from './stage.mjs'

/** @typedef {import('./stage.mjs').Stage} Stage */

const reports = mkdtempSync(join(tmpdir(), 'bottleneck-'))

/** @param {string} name @param {string[]} projects @returns {Stage} */
function vitest(name, projects) {
  const report = join(reports, `${name}.json`)
  return {
    name: `${name} tests`,
    tool: 'vitest',
    words: [
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    needsBrowser: name === 'browser',
    count: vitestReport(report),
  }
}

/** @returns {Stage} */
function endToEnd() {
  const report = join(reports, 'e2e.json')
  return {
    name: 'end-to-end tests',
    tool: '@playwright/test',
    words: ['test', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    needsBrowser: true,
    count: playwrightReport(report),
  }
}

/** @type {Stage[]} */
const stages = [
  { name: 'types', tool: 'typescript', words: [], count: oneCheck },
  { name: 'lint', tool: 'oxlint', words: [], count: oneCheck },
  { name: 'format', tool: 'oxfmt', words: ['--check', '.'], count: oneCheck },
  { name: 'unused', tool: 'knip', words: [], count: oneCheck },
  { name: 'data', script: join(root, 'datasets/pack.mjs'), words: [], count: oneCheck },
  vitest('unit', ['unit', 'alone']),
  vitest('browser', ['browser']),
  { name: 'build', tool: 'vite', words: ['build'], count: oneCheck },
  endToEnd(),
]

const noBrowser = await findChromium().then(
  () => undefined,
  (/** @type {Error} */ error) => error.message,
)

let passed = 0
let failed = 0
for (const stage of stages) {
  const result = await runStage(stage, noBrowser)
  passed += result.passed
  failed += result.failed
}
rmSync(reports, { recursive: true, force: true })

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
