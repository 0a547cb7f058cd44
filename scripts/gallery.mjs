// The README's gallery: every family after its default run, as the page shows it: npm run gallery -- [family …]

import './node-version.mjs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, strToU8 } from 'fflate'
import { build, preview } from 'vite'
import { findChromium } from '../tests/support/chromium.mjs'
import { root } from './fresh.mjs'

const families = [
  'linear',
  'undercomplete',
  'overcomplete',
  'sparse-l1',
  'sparse-kl',
  'denoising',
  'masked',
  'contractive',
  'variational',
  'beta-variational',
  'conditional',
  'convolutional',
  'convolutional-variational',
]
const wanted = process.argv.length > 2 ? process.argv.slice(2) : families
const folder = join(root, 'docs', 'gallery')
/** for the slowest default run on a slow machine, ms */
const patience = 15 * 60_000
/** for questions about the last frame to be answered, ms */
const settling = 8_000

mkdirSync(folder, { recursive: true })
await build({ root, logLevel: 'error' })
const server = await preview({ root, logLevel: 'error', preview: { port: 0 } })
const address = server.resolvedUrls?.local[0]
const { chromium } = await import('playwright')
const browser = await chromium.launch(await findChromium())
try {
  for (const family of wanted) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => console.error(`${family}: ${error.message}`))
    await page.goto(`${address}${linkOf({ family })}`)
    await page.getByRole('button', { name: 'Train' }).click({ timeout: 60_000 })
    await page
      .getByRole('status', { name: 'Run status' })
      .getByText('Finished')
      .waitFor({ timeout: patience })
    await page.waitForTimeout(settling)
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${family}.png`) })
    await page.close()
    console.log(`docs/gallery/${family}.png`)
  }
} finally {
  await browser.close()
  await server.close()
}

/** The part of an address that opens a recipe. @param {object} recipe */
function linkOf(recipe) {
  return `#r=${Buffer.from(deflateSync(strToU8(JSON.stringify(recipe)))).toString('base64url')}`
}
