// Links: they carry the recipe, and nothing that stands in one breaks the page.

import { expect, test } from '@playwright/test'
import { copyLink, framesKept, openLab, runStatus, stepOf, trainToEnd } from '../support/lab.ts'
import { linkOf, quick, quickFrames } from '../support/links.ts'

test('Share copies a link that opens the same recipe', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openLab(page, { ...quick, seed: 7, code: { size: 3 } })
  await copyLink(page)
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const other = await context.newPage()
  await other.goto(link)
  await expect(runStatus(other)).toContainText('seed 7', { timeout: 60_000 })
  await expect(other.getByRole('slider', { name: 'Code size' })).toHaveAttribute('aria-valuetext', /3/)
})

test('a link that cannot be decoded opens the default, and a sentence says so', async ({ page }) => {
  await page.goto('/#r=this-is-no-recipe')
  await expect(page.getByText('cannot be decoded. The default recipe is opened')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
})

test('a bad field alone takes its default, and a sentence names it', async ({ page }) => {
  await page.goto(`/${linkOf({ ...quick, seed: 9, code: { size: 'huge' } })}`)
  await expect(page.getByText('code.size is "huge"')).toBeVisible()
  await expect(runStatus(page)).toContainText('seed 9', { timeout: 60_000 })
})

test('a link with the view opens the same instrument and image at the same step', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openLab(page, quick)
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(quickFrames)
  await page.getByRole('tab', { name: 'Reconstructions' }).click()
  await page.getByRole('slider', { name: 'Timeline' }).press('ArrowLeft')
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('checkbox', { name: /At step/ }).check()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  const step = Number(/At step (\d+)/.exec(await page.getByText(/^At step/).innerText())?.[1])
  expect(step).toBeGreaterThan(0)
  expect(step).toBeLessThan(quick.optimise.steps)
  expect(link.length).toBeLessThan(400)
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByText(`This link shows step ${step}`)).toBeVisible()
  await expect(runStatus(other)).toContainText('Paused', { timeout: 60_000 })
  await expect.poll(() => stepOf(other), { timeout: 60_000 }).toBe(step)
  await expect(other.getByRole('tab', { name: 'Reconstructions' })).toHaveAttribute('aria-selected', 'true')
})

test('a teacher’s link sets a task, locks and hides controls, and can be left', async ({ page }) => {
  await openLab(page, quick)
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByText('Teacher’s link').click()
  await page.getByRole('textbox', { name: 'Task' }).fill('Find the smallest code that still tells 4 from 9.')
  await page.getByRole('combobox', { name: 'Optimise' }).selectOption('locked')
  await page.getByRole('combobox', { name: 'Compare A | B' }).selectOption('hidden')
  await page.getByRole('combobox', { name: 'Families' }).selectOption('hidden')
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('Find the smallest code')).toBeVisible()
  await expect(page.getByRole('spinbutton', { name: 'Learning rate' })).toBeDisabled()
  await expect(page.getByRole('slider', { name: 'Code size' })).toBeEnabled({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Compare A | B' })).toHaveCount(0)
  await expect(page.getByRole('tablist', { name: 'Families' })).toHaveCount(0)
  await page.reload()
  await page.getByRole('button', { name: 'Leave the task' }).click()
  await expect(page.getByRole('spinbutton', { name: 'Learning rate' })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'Compare A | B' })).toBeVisible()
  expect(page.url()).not.toContain('&t=')
})
