// The backend: a link may pin it, a faster one is found when nothing else goes on, and the reader's choice is kept.

import { expect, test, type Page } from '@playwright/test'
import { copyLink, openLab, runStatus, stepOf, train, trainToEnd } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

async function openPinned(page: Page, backend: string, recipe: unknown = quick): Promise<void> {
  await page.goto(`/${linkOf(recipe)}&backend=${backend}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
}

const keptChoice = (page: Page) => page.evaluate(() => localStorage.getItem('bottleneck.backend'))

/** Opens the menu and gives the line of one backend. */
async function backendInMenu(page: Page, name: string) {
  await page.getByRole('button', { name: 'Menu' }).click()
  return page.getByRole('menuitemradio', { name: `Backend: ${name}` })
}

test('a link with backend=cpu trains on plain JavaScript, says so, and keeps no choice', async ({ page }) => {
  await openPinned(page, 'cpu')
  await expect(runStatus(page)).toContainText('JavaScript')
  await trainToEnd(page)
  await expect(runStatus(page)).toContainText('JavaScript')
  const chosen = await backendInMenu(page, 'JavaScript')
  await expect(chosen).toHaveAttribute('aria-checked', 'true')
  await expect(chosen).toContainText('by link')
  expect(await keptChoice(page)).toBeNull()
  expect(page.url()).toMatch(/&backend=cpu$/)
})

test('a backend that nobody knows is a sentence, and the rule chooses', async ({ page }) => {
  await openPinned(page, 'abacus')
  await expect(page.getByText('The link asks for the backend "abacus"')).toBeVisible()
  await expect(runStatus(page)).toContainText('WASM')
})

test('Share writes the backend that the reader chose, and not the one of a link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const share = () => copyLink(page)
  const shared = () => page.evaluate(() => navigator.clipboard.readText())
  await openPinned(page, 'cpu')
  await share()
  await expect.poll(shared).toContain('#r=')
  expect(await shared()).not.toContain('backend')
  await (await backendInMenu(page, 'JavaScript')).click()
  await expect(runStatus(page)).toContainText('JavaScript')
  await share()
  await expect.poll(shared).toMatch(/&backend=cpu$/)
  expect(await keptChoice(page)).toBe('cpu')
  await (await backendInMenu(page, 'Choose by itself')).click()
  await expect(runStatus(page)).toContainText('WASM')
  await share()
  await expect.poll(shared).not.toContain('backend')
})

test('a faster backend is found when nothing else goes on, and computes from the next fresh run on', async ({
  page,
}) => {
  let threads = 0
  page.on('worker', () => (threads += 1))
  await openPinned(page, 'cpu')
  await trainToEnd(page)
  const offer = page.getByText(/^WASM trains this recipe [\d.]+ times as fast as JavaScript here/)
  await expect(offer).toBeVisible({ timeout: 90_000 })
  // trainer and observer; PCA; the machine's name; three backends
  expect(threads).toBe(7)
  expect(page.workers()).toHaveLength(2)
  await page.getByRole('button', { name: 'Use WASM' }).click()
  await expect(page.getByText('WASM computes from the next fresh run on')).toBeVisible()
  await expect(runStatus(page)).toContainText('JavaScript')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(runStatus(page)).toContainText('WASM')
  expect(await keptChoice(page)).toBe('wasm')

  // at the next visit the figures are there, and nothing is measured again
  threads = 0
  await page.reload()
  await expect(runStatus(page)).toContainText('WASM', { timeout: 60_000 })
  await expect(await backendInMenu(page, 'WASM')).toContainText('ms a step, measured', { timeout: 60_000 })
  expect(threads).toBe(4)
  await expect(offer).toHaveCount(0)
})

test('what was not begun yet begins with the backend that was taken', async ({ page }) => {
  await openPinned(page, 'cpu')
  const take = page.getByRole('button', { name: 'Use WASM' })
  await expect(take).toBeVisible({ timeout: 90_000 })
  await take.click()
  await expect(runStatus(page)).toContainText('WASM')
  expect(await stepOf(page)).toBe(0)
  await expect(take).toHaveCount(0)
  await trainToEnd(page)
})

test('Train ends a measurement at once', async ({ page }) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  // beside trainer and observer: first PCA, then what measures
  const all = () => page.workers().length
  await expect.poll(all, { timeout: 60_000 }).toBe(3)
  await expect.poll(all, { timeout: 60_000 }).toBe(2)
  await expect.poll(all, { timeout: 60_000 }).toBe(3)
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  expect(all()).toBe(2)
  await page.waitForTimeout(6000)
  expect(all()).toBe(2)
})
