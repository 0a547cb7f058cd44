// A claim of the lectures as a button: pressed, it is run beside the page's own run and judged in numbers.

import { expect, test } from '@playwright/test'
import { openLab, stepOf } from '../support/lab.ts'
import { quick } from '../support/links.ts'

test('pressing a claim trains it on this machine and prints verdict, figure and bound', async ({ page }) => {
  await openLab(page, quick)
  const claim = page.getByRole('region', { name: 'Claim' })
  await claim.getByRole('button', { name: 'Run the claim' }).click()
  await expect(claim.getByRole('progressbar')).toBeVisible()
  await claim.getByRole('button', { name: 'Cancel' }).click()
  await expect(claim.getByRole('progressbar')).toHaveCount(0)
  await claim.getByRole('button', { name: 'Run the claim' }).click()
  await expect(claim).toContainText(/step [\d,]+ of 1,770/, { timeout: 30_000 })
  await expect(claim).toContainText('holds here', { timeout: 110_000 })
  await expect(claim).toContainText(/: 0\.99\d\d, to be at least 0\.99/)
  expect(await stepOf(page)).toBe(0)
})
