// A run in the built page: it learns, pauses, steps, rewinds, and after Reset is the same run again.

import { expect, test } from '@playwright/test'
import {
  axeFindings,
  framesKept,
  numbersOf,
  openLab,
  runStatus,
  stepOf,
  train,
  trainToEnd,
} from '../support/lab.ts'
import { quick, quickFrames } from '../support/links.ts'

test('a first visit shows a network that learns by itself, and opens the lab', async ({ page }) => {
  await page.goto('/')
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(5)
  await expect(page.getByRole('region', { name: 'Code plane' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Recipe' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Open the lab' }).click()
  for (const name of ['Recipe', 'Code plane', 'Decoded map', 'Objective']) {
    await expect(page.getByRole('region', { name })).toBeVisible()
  }
  await page.getByRole('tab', { name: 'Reconstructions' }).click()
  await expect(page.getByRole('region', { name: 'Reconstructions' })).toBeVisible()
})

test('Train trains, Pause holds the step, One step is one step', async ({ page }) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  expect(await stepOf(page)).toBe(0)
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  const paused = await stepOf(page)
  await page.waitForTimeout(500)
  expect(await stepOf(page)).toBe(paused)
  await page.getByRole('button', { name: 'One step' }).click()
  await expect.poll(() => stepOf(page)).toBe(paused + 1)
})

test('keys train, pause, step, reset and turn the timeline', async ({ page }) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  await page.keyboard.press('Space')
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  await page.keyboard.press('Space')
  await expect(runStatus(page)).toContainText('Paused')
  const paused = await stepOf(page)
  await page.keyboard.press('n')
  await expect.poll(() => stepOf(page)).toBe(paused + 1)
  await expect.poll(() => framesKept(page)).toBeGreaterThan(2)
  await page.keyboard.press('ArrowLeft')
  await expect(runStatus(page)).toContainText('shows step')
  // frames may still come, so that the shown one is not the last but one any more
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowRight')
      return runStatus(page).innerText()
    })
    .not.toContain('shows step')
  await page.keyboard.press('r')
  await expect.poll(() => stepOf(page)).toBe(0)
  // the dialogs have keys, and one of them tells them all; then none gives a command any more
  await page.keyboard.press('l')
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByRole('row', { name: 'Branch from here B' })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await keys.getByRole('checkbox', { name: 'Give commands by single keys' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await page.keyboard.press('n')
  await page.keyboard.press('k')
  await page.waitForTimeout(500)
  expect(await stepOf(page)).toBe(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the same run after Reset: the same frames, to the last digit of their numbers', async ({ page }) => {
  await openLab(page, { ...quick, data: { train: 5000 } })
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(quickFrames)
  const [codes, objective] = [await numbersOf(page, 'Code plane'), await numbersOf(page, 'Objective')]
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => stepOf(page)).toBe(0)
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(quickFrames)
  expect(await numbersOf(page, 'Code plane')).toBe(codes)
  expect(await numbersOf(page, 'Objective')).toBe(objective)
  expect(codes.split('\r\n').length).toBeGreaterThan(10_000)
})

test('the timeline shows everything as it was at an earlier step', async ({ page }) => {
  await openLab(page, quick)
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(quickFrames)
  const last = await numbersOf(page, 'Code plane')
  const timeline = page.getByRole('slider', { name: 'Timeline' })
  await timeline.fill('0')
  await expect(runStatus(page)).toContainText('shows step 0')
  expect(await numbersOf(page, 'Code plane')).not.toBe(last)
  await timeline.press('ArrowRight')
  await expect(runStatus(page)).toContainText('shows step 1')
  await page.getByRole('button', { name: 'Back to the run' }).click()
  expect(await numbersOf(page, 'Code plane')).toBe(last)
})

test('a rate changed within the run stands in the link and on the timeline', async ({ page }) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  const [before, step] = [page.url(), await stepOf(page)]
  const rate = page.getByLabel('Learning rate')
  await rate.fill('0.002')
  await rate.press('Enter')
  await expect.poll(() => page.url()).not.toBe(before)
  expect(await stepOf(page)).toBe(step)
  await expect(page.getByTitle(/optimise\.rate becomes/)).toBeAttached()
})

test('a new code size needs new weights, says so, and starts a fresh run', async ({ page }) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  await page.getByRole('slider', { name: 'Code size' }).press('ArrowRight')
  await expect(page.getByText('needs new weights: this is a fresh run from seed 42')).toBeVisible()
  await expect.poll(() => stepOf(page)).toBe(0)
})

test('a diverging run stops, names term and step, and goes back to the last good snapshot', async ({
  page,
}) => {
  const explosive = { method: 'sgd', rate: 10, batch: 32, steps: 1000 }
  await openLab(page, { ...quick, decode: { output: 'gaussian' }, optimise: explosive })
  await train(page)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(/term reconstruction .* became (NaN|Infinity) by step \d+/)
  await alert.getByRole('button', { name: 'Go back to the last good snapshot' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  await expect(alert).toHaveCount(0)
})

test('a smaller rate in a run that diverged goes on from where the larger one began', async ({ page }) => {
  const gentle = { method: 'sgd', rate: 0.001, batch: 32, steps: 100_000 }
  await openLab(page, { ...quick, decode: { output: 'gaussian' }, optimise: gentle })
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  const rate = page.getByLabel('Learning rate')
  const setRate = async (value: string) => {
    await rate.fill(value)
    await rate.press('Enter')
  }
  await setRate('100')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('so the run stopped')
  await setRate('0.002')
  await expect(runStatus(page)).toContainText('Paused')
  await expect(alert).toHaveCount(0)
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBeGreaterThan(60)
  await expect(rate).toHaveValue('0.002')
})

test('numbers that grow without bound end in a sentence, not in a broken page', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await openLab(page, {
    ...quick,
    decode: { output: 'gaussian' },
    optimise: { method: 'sgd', rate: 0.08, batch: 32, steps: 1000 },
  })
  await train(page)
  await expect(page.getByRole('alert')).toContainText('so the run stopped', { timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Recipe' })).toBeVisible()
  expect(errors).toEqual([])
})
