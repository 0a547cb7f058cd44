// The data on its way into the page: training begins on the first chunk, and a bad chunk is a sentence, never an image.

import { expect, test, type Page } from '@playwright/test'
import { openLab, runStatus, stepOf, train } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

const whole = { ...quick, data: { train: 60_000 }, optimise: { steps: 100_000, batch: 128 } }

/** Holds back every training chunk but the first until the returned function is called. */
async function holdBack(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(/train-(?!00)\d\d\.bin/, async (route) => {
    await released
    await route.continue().catch(() => {})
  })
  return release
}

test('training begins on the first chunk and waits where the next one is missing', async ({ page }) => {
  const release = await holdBack(page)
  await openLab(page, whole)
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(39) // 39 batches of 128 in 5,000 images
  await expect(runStatus(page)).toContainText('5,000 of 60,000')
  release()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(45)
})

test('an altered chunk is named, and Try again goes on when it is well', async ({ page }) => {
  let broken = true
  await page.route(/train-00\.bin/, async (route) => {
    if (!broken) return route.continue()
    const response = await route.fetch()
    const body = await response.body()
    body[1000] = body[1000]! ^ 1
    return route.fulfill({ response, body })
  })
  await page.goto(`/${linkOf(whole)}`)
  await page.getByRole('button', { name: 'Train' }).click({ timeout: 60_000 })
  await expect(page.getByRole('alert')).toContainText('train-00.bin')
  expect(await stepOf(page)).toBe(0)
  broken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(0)
})

test('what has come once is kept: a second visit reads no chunk from the server', async ({ page }) => {
  await openLab(page, quick)
  await expect(runStatus(page)).not.toContainText(/of [\d,]+ images/, { timeout: 60_000 })
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('.bin')) asked.push(request.url())
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  await train(page)
  await expect(runStatus(page)).toContainText('Finished', { timeout: 60_000 })
  expect(asked).toEqual([])
})
