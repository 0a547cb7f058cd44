// The timeline in the built page: a run branches from an earlier step, its frames play as a film, and pictures stand over it.

import { expect, test, type Page } from '@playwright/test'
import { axeFindings, framesKept, numbersOf, openLab, runStatus, stepOf, trainToEnd } from '../support/lab.ts'

/** Frames of a thousand test images, and not many of them. */
const small = {
  family: 'undercomplete',
  data: { train: 1000, classes: [7] },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 14, batch: 32 },
}
const marks = 14

async function trainAndMeasure(page: Page): Promise<void> {
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(marks)
}

test('a run branches from the shown step, is the same from its link, and stands beside the run it came from', async ({
  page,
  browser,
}) => {
  await openLab(page, small)
  await trainAndMeasure(page)
  const timeline = page.getByRole('slider', { name: 'Timeline' })
  await timeline.fill('700')
  const shown = Number(/shows step (\d+)/.exec(await runStatus(page).innerText())?.[1])
  expect(shown).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'Branch from here' }).click()
  await expect(runStatus(page)).toContainText(`Step ${shown} · branched at ${shown}`)
  await expect(runStatus(page)).toContainText('Paused')
  // the frames that led here are still there
  await timeline.fill('0')
  await expect(runStatus(page)).toContainText('shows step 0')
  await page.getByRole('button', { name: 'Back to the run' }).click()

  const objective = page.getByRole('region', { name: 'Recipe' })
  await objective.getByRole('spinbutton', { name: /rate/i }).fill('0.01')
  await objective.getByRole('spinbutton', { name: /rate/i }).press('Enter')
  await expect(runStatus(page)).toContainText(`Step ${shown} · branched at ${shown}`)
  await trainAndMeasure(page)
  const numbers = await numbersOf(page, 'Objective')

  // from its link, where nothing is kept, the run that it came from is trained first
  const elsewhere = await browser.newPage()
  await elsewhere.goto(page.url())
  await expect(runStatus(elsewhere)).toContainText(`Step ${shown} · branched at ${shown}`, {
    timeout: 60_000,
  })
  await trainAndMeasure(elsewhere)
  expect(await numbersOf(elsewhere, 'Objective')).toBe(numbers)
  await elsewhere.close()

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Compare with the run it came from' }).click()
  await expect(page.getByText('One thing differs')).toBeVisible()
})

test('the frames play as a film, which any touch of the timeline ends, and pictures of them stand over it', async ({
  page,
}) => {
  await openLab(page, small)
  await trainAndMeasure(page)
  const last = await stepOf(page)
  const footer = page.getByRole('contentinfo', { name: 'Transport' })
  const before = await footer.boundingBox()
  const pictures = footer.locator('canvas')
  await expect.poll(() => pictures.count()).toBeGreaterThan(5)
  expect(await footer.boundingBox()).toEqual(before)

  await page.getByRole('button', { name: 'Speed of the film: 1×' }).click()
  await page.getByRole('menuitemradio', { name: '8×' }).click()
  await page.getByRole('button', { name: 'Play as a film' }).click()
  await expect(runStatus(page)).toContainText(/shows step \d/)
  const timeline = page.getByRole('slider', { name: 'Timeline' })
  await timeline.fill('500')
  await expect(page.getByRole('button', { name: 'Play as a film' })).toBeVisible()
  const held = await runStatus(page).innerText()
  await page.waitForTimeout(600)
  expect(await runStatus(page).innerText()).toBe(held)

  // with the focus, and under the pointer, one of them is shown larger
  const count = await pictures.count()
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await expect(pictures).toHaveCount(count - 1)
  await timeline.hover()
  await expect(pictures).toHaveCount(count)
  await page.mouse.move(700, 300)
  await expect(pictures).toHaveCount(count - 1)

  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Stop the film' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play as a film' })).toBeVisible({ timeout: 30_000 })
  await expect(runStatus(page)).not.toContainText('shows step')
  expect(await stepOf(page)).toBe(last)
  expect(await axeFindings(page)).toEqual([])
})
