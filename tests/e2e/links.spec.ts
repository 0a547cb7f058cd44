// Links: they carry the recipe, and nothing that stands in one breaks the page.

import { expect, test } from '@playwright/test'
import { openLab, runStatus } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

test('Share copies a link that opens the same recipe', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openLab(page, { ...quick, seed: 7, code: { size: 3 } })
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByText('is copied')).toBeVisible()
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
