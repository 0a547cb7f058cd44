// The built page as such: its weight, its policy, its accessibility, its shapes.

import { expect, test } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { axeFindings, contrastFindings, openLab, stepOf, trainToEnd } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

const budget = 300_000

test('at most 300 kB of JavaScript, gzipped, arrive before the first training step', async ({ page }) => {
  const scripts = new Map<string, { bytes: number; askedFor: number }>()
  await page.addInitScript(() => {
    new MutationObserver(() => {
      // a reader who presses Train at once
      const named = (button: HTMLElement) => (button.ariaLabel ?? button.innerText).trim() === 'Train'
      const button = [...document.querySelectorAll<HTMLElement>('button:not(:disabled)')].find(named)
      if (button && performance.getEntriesByName('pressed').length === 0) {
        performance.mark('pressed')
        button.click()
      }
      const status = document.querySelector<HTMLElement>('[aria-label="Run status"]')
      if (status?.innerText.startsWith('Step 1 ')) performance.mark('first step')
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  })
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return
    // the observer asks for some once more
    if (scripts.has(response.url())) return
    const script = { bytes: 0, askedFor: response.request().timing().startTime }
    scripts.set(response.url(), script)
    const weigh = (body: Buffer) => void (script.bytes = gzipSync(body).length)
    // what comes when the test ends has no body any more
    response.body().then(weigh, () => {})
  })
  await page.addInitScript(() => localStorage.setItem('bottleneck.visited', 'yes'))
  await page.goto(`/${linkOf({ ...quick, data: { train: 60_000 }, optimise: { steps: 1, batch: 128 } })}`)
  await expect(page.getByLabel('Run status')).toContainText('Step 1 ', { timeout: 60_000 })
  const firstStep = await page.evaluate(
    () => performance.timeOrigin + performance.getEntriesByName('first step')[0]!.startTime,
  )
  const before = [...scripts.values()].filter(({ askedFor }) => askedFor < firstStep)
  expect(before.length).toBeGreaterThan(2)
  expect(Math.min(...before.map(({ bytes }) => bytes))).toBeGreaterThan(0)
  expect(before.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(budget)
})

test('no violation of the content security policy, no request to another origin, no error', async ({
  page,
  baseURL,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(baseURL!).origin) complaints.push(request.url())
  })
  await openLab(page, quick)
  await trainToEnd(page)
  const tabs = page.getByRole('tablist', { name: 'Instruments' }).getByRole('tab')
  for (const name of await tabs.allInnerTexts()) await tabs.getByText(name, { exact: true }).click()
  await expect(page.getByText('WebGL is not supported')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('axe finds nothing on the first visit, nor in the lab in any theme', async ({ page }) => {
  await page.goto('/')
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
  expect(await axeFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await contrastFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Open the lab' }).click()
  await expect(page.getByRole('region', { name: 'Recipe' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  expect(await axeFindings(page)).toEqual([])
  for (const theme of ['Light', 'Projector']) {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitemradio', { name: `Theme: ${theme}` }).click()
    expect(await contrastFindings(page)).toEqual([])
  }
})

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`everything fits without scrolling at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openLab(page, quick)
    await trainToEnd(page)
    const main = page.getByRole('main')
    const overflow = await main.evaluate((element) => [
      element.scrollHeight - element.clientHeight,
      element.scrollWidth - element.clientWidth,
      document.documentElement.scrollHeight - innerHeight,
    ])
    expect(overflow).toEqual([0, 0, 0])
  })
}

test('an instrument fills the bench, and goes back to its place', async ({ page }) => {
  await openLab(page, quick)
  await trainToEnd(page)
  const plane = page.getByRole('region', { name: 'Code plane' })
  const bench = (await page.locator('#bench').boundingBox())!
  const before = (await plane.boundingBox())!
  await plane.getByRole('button', { name: 'Fill the bench' }).click()
  await expect.poll(() => plane.boundingBox()).toEqual(bench)
  await page.keyboard.press('Escape')
  await expect.poll(() => plane.boundingBox()).toEqual(before)
})

test('a phone shows input, code and output, swipes through instruments, and nothing is wider than it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openLab(page, quick)
  await trainToEnd(page)
  await expect(page.getByRole('img', { name: 'Output' }).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Code plane' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await axeFindings(page)).toEqual([])
})
