// `npm run gaps [-- --seconds N]`: gaps between animation frames and long tasks of the built page, idle and while it trains.

import './node-version.mjs'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { findChromium } from '../tests/support/chromium.mjs'
import { packData } from './data.mjs'
import { isFresh, root } from './fresh.mjs'
import { anyFreePort } from './port.mjs'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '15' } } })
const seconds = Number(values.seconds)

packData()
const { build, preview } = await import('vite')
if (!isFresh('dist/index.html')) await build({ root, logLevel: 'warn' })
const port = await anyFreePort()
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { host: 'localhost', port, strictPort: true },
})
const browser = await chromium.launch(await findChromium())
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`http://localhost:${port}/`)
  await page.getByRole('button', { name: 'Open the lab' }).click()
  // the first drawing of every plot is over when the first frames have come
  await page.waitForTimeout(12_000)
  const training = await watch(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.waitForTimeout(5000)
  const idle = await watch(page)
  console.table({ idle, training })
} finally {
  await browser.close()
  await server.close()
}

/**
 * Gaps between animation frames, in ms, and tasks of the page's thread over 50 ms.
 * @param {import('playwright').Page} page
 */
function watch(page) {
  return page.evaluate(async (duration) => {
    /** @type {number[]} */
    const tasks = []
    const observer = new PerformanceObserver((list) =>
      list.getEntries().forEach((task) => tasks.push(task.duration)),
    )
    observer.observe({ entryTypes: ['longtask'] })
    /** @type {number[]} */
    const gaps = []
    const begun = performance.now()
    for (let last = begun; last - begun < duration;) {
      const now = await new Promise(requestAnimationFrame)
      gaps.push(now - last)
      last = now
    }
    observer.disconnect()
    gaps.sort((a, b) => a - b)
    const at = (/** @type {number} */ share) => Math.round(gaps[Math.floor(share * (gaps.length - 1))] ?? 0)
    return {
      frames: gaps.length,
      'median gap': at(0.5),
      '99 % gap': at(0.99),
      'longest gap': at(1),
      'tasks over 50 ms': tasks.length,
      'longest task': Math.round(Math.max(0, ...tasks)),
    }
  }, seconds * 1000)
}
