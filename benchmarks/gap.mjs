// Gaps between animation frames and long tasks of the built page: at the run's first step, while it trains, and idle.

import { deflateRawSync } from 'node:zlib'
import { chromium } from 'playwright'
import { isFresh, root } from '../scripts/fresh.mjs'
import { anyFreePort } from '../scripts/port.mjs'

/** A link that opens a family's default recipe, so that nothing trains before Train is pressed. */
const link = `#r=${deflateRawSync(JSON.stringify({ family: 'undercomplete' })).toString('base64url')}`

/** The first drawing of every plot is over this long, in ms, after a visit has begun or training has. */
const settled = 12_000

/**
 * Watches the page for so many seconds each and prints a table.
 * @param {number} seconds
 * @param {import('playwright').LaunchOptions} launchOptions
 */
export async function frameGaps(seconds, launchOptions) {
  const { build, preview } = await import('vite')
  if (!isFresh('dist/index.html')) await build({ root, logLevel: 'warn' })
  const port = await anyFreePort()
  const server = await preview({
    root,
    logLevel: 'warn',
    preview: { host: 'localhost', port, strictPort: true },
  })
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`http://localhost:${port}/${link}`)
    const train = page.getByRole('button', { name: 'Train' })
    await train.waitFor({ timeout: 60_000 })
    await page.waitForTimeout(settled)

    const watching = watchUntil(page, { step: 1 })
    await train.click()
    const firstStep = await watching
    await page.waitForTimeout(settled)
    const training = await watchUntil(page, { seconds })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForTimeout(5000)
    const idle = await watchUntil(page, { seconds })
    console.table({ idle, 'first step': firstStep, training })
  } finally {
    await browser.close()
    await server.close()
  }
}

/**
 * Gaps between animation frames, in ms, and tasks of the page's thread over 50 ms: for so many seconds, or until the page
 * says that this step has been taken.
 * @param {import('playwright').Page} page
 * @param {{ seconds: number } | { step: number }} end
 */
function watchUntil(page, end) {
  const status = page.getByRole('status', { name: 'Run status' })
  return status.evaluate(async (element, end) => {
    /** @type {number[]} */
    const tasks = []
    const observer = new PerformanceObserver((list) =>
      list.getEntries().forEach((task) => tasks.push(task.duration)),
    )
    observer.observe({ entryTypes: ['longtask'] })
    const step = () => Number(/Step ([\d,]+)/.exec(element.textContent)?.[1]?.replaceAll(',', ''))
    /** @type {number[]} */
    const gaps = []
    const begun = performance.now()
    const isOver = (/** @type {number} */ now) =>
      'step' in end ? step() >= end.step || now - begun > 60_000 : now - begun >= end.seconds * 1000
    for (let last = begun; !isOver(last);) {
      const now = await new Promise(requestAnimationFrame)
      gaps.push(now - last)
      last = now
    }
    // a task is told of after it has ended
    await new Promise((resolve) => setTimeout(resolve, 100))
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
  }, end)
}
