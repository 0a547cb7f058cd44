// Whatever ends the page, a thread of it or its server, at whatever moment: what was kept of the run is there, and it goes on.

import { expect, test } from '@playwright/test'
import { keptStep, openLab, runStatus, stepOf, train } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

const endless = { ...quick, data: { train: 1000, classes: [7] }, optimise: { steps: 100_000, batch: 32 } }

/** Milliseconds after the run is first kept, drawn once. */
const moments = [80, 1370, 2910]

test('a tab that is ended without a farewell leaves its run behind, and the next one offers it', async ({
  context,
}) => {
  // as when the browser is killed: nobody hears that the page is left
  await context.addInitScript(() => {
    for (const event of ['pagehide', 'visibilitychange']) {
      addEventListener(event, (heard) => heard.stopImmediatePropagation(), true)
    }
  })
  let least = 0
  for (const moment of moments) {
    const tab = await context.newPage()
    await tab.goto(`/${linkOf(endless)}`)
    await expect(tab.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
    if (least > 0) {
      await expect(
        tab.getByText(/The page was ended while a run was open \(Undercomplete, step [\d,]+\)/),
      ).toBeVisible()
      await tab.getByRole('button', { name: 'Go on with it' }).click()
      await expect.poll(() => stepOf(tab), { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
      await expect(runStatus(tab)).toContainText('Paused')
    }
    await train(tab)
    await expect.poll(() => keptStep(tab), { timeout: 60_000 }).toBeGreaterThan(least)
    await tab.waitForTimeout(moment)
    least = await keptStep(tab)
    await tab.close()
  }
})

test('a thread that is ended and a server that is gone take nothing from the run that was kept', async ({
  page,
  context,
}) => {
  await openLab(page, endless)
  await train(page)
  await expect.poll(() => keptStep(page), { timeout: 60_000 }).toBeGreaterThan(0)
  // the server is gone: the run does not need it
  await context.setOffline(true)
  const reached = await stepOf(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(reached + 5)
  await context.setOffline(false)
  for (const thread of page.workers()) await thread.evaluate(() => close())
  const kept = await keptStep(page)
  expect(kept).toBeGreaterThan(0)
  await page.reload()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(kept)
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(kept + 3)
})
