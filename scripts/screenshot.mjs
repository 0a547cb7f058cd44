// A picture of a page, as the tests' browser draws it:
// npm run screenshot -- URL OUT.png [--size 1440x900] [--dark] [--do 'script to run first'] [--wait milliseconds]

import './node-version.mjs'
import { parseArgs } from 'node:util'
import { findChromium } from '../tests/support/chromium.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '1440x900' },
    dark: { type: 'boolean', default: false },
    do: { type: 'string' },
    wait: { type: 'string', default: '0' },
  },
})
const [url, path] = positionals
const [width, height] = values.size.split('x').map(Number)

if (!url || !path || !width || !height) {
  console.error(
    "Usage: npm run screenshot -- URL OUT.png [--size 1440x900] [--dark] [--do 'script'] [--wait milliseconds]",
  )
  process.exit(2)
}

const { chromium } = await import('playwright')
const browser = await chromium.launch(await findChromium())
try {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: values.dark ? 'dark' : 'light',
  })
  page.on('pageerror', (error) => console.error(`The page says: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`The page says: ${message.text()}`)
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  if (values.do) await page.evaluate(values.do)
  await page.waitForTimeout(Number(values.wait))
  await page.screenshot({ path })
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await browser.close()
}
