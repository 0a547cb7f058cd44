// Runs that outlive the page: a reload goes on with what was kept, and the list of kept runs keeps, names, opens and deletes.

import { expect, test, type Locator, type Page } from '@playwright/test'
import {
  axeFindings,
  framesKept,
  keptStep,
  openLab,
  runStatus,
  stepOf,
  train,
  trainToEnd,
} from '../support/lab.ts'
import { quick } from '../support/links.ts'

/** Of one class alone, so that frames are measured quickly. */
const recipe = { ...quick, data: { train: 1000, classes: [7] }, optimise: { steps: 20, batch: 32 } }

async function openList(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Kept runs' }).click()
  return page.getByRole('dialog', { name: 'Kept runs' })
}

test('a reload goes on where the run was, with the frames that it had', async ({ page }) => {
  await openLab(page, { ...recipe, optimise: { steps: 100_000, batch: 32 } })
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  const paused = await stepOf(page)
  await expect.poll(() => keptStep(page), { timeout: 60_000 }).toBe(paused)
  await page.reload()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(paused)
  await expect(runStatus(page)).toContainText('Paused')
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'One step' }).click()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(paused + 1)
})

test('the list keeps a run under a name, opens it, saves it as a file, deletes it and reads it back', async ({
  page,
}) => {
  await openLab(page, { ...recipe, optimise: { steps: 3, batch: 32 } })
  await trainToEnd(page)
  const list = await openList(page)
  await list.getByRole('button', { name: 'Keep this run' }).click()
  const mine = list.getByRole('region', { name: 'Kept by you' })
  const name = mine.getByRole('textbox', { name: /^Name of Undercomplete/ })
  await name.fill('For Tuesday')
  await name.press('Enter')
  await expect(mine).toContainText('step 3')
  expect(await axeFindings(page)).toEqual([])
  const saving = page.waitForEvent('download')
  await list.getByRole('button', { name: 'Save all as a file' }).click()
  const file = await (await saving).path()

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(0)
  await openList(page)
  await mine.getByRole('button', { name: 'Open' }).click()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(3)

  await openList(page)
  await expect(name).toHaveValue('For Tuesday')
  await mine.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(list.getByText('For Tuesday is deleted.')).toBeVisible()
  await expect(mine).toHaveCount(0)
  await list.getByLabel('Open a file').last().setInputFiles(file)
  await expect(list.getByText(/of the file (is|are) kept/)).toBeVisible({ timeout: 60_000 })
  const names = () => name.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
  await expect.poll(names).toContain('For Tuesday')
})
