// Chapters beside the bench and as pages of their own; a claim as a button, and a guess before a run.

import { expect, test, type Page } from '@playwright/test'
import { axeFindings, openLab, stepOf, train } from '../support/lab.ts'
import { quick } from '../support/links.ts'

/** The chapter's column. */
function chapterOf(page: Page) {
  return page.getByRole('complementary', { name: 'Chapter' })
}

async function openSecondChapter(page: Page): Promise<void> {
  await expect(chapterOf(page).getByRole('heading', { name: 'Through the bottleneck' })).toBeVisible()
  await chapterOf(page)
    .getByRole('button', { name: /^Next:/ })
    .click()
  await expect(
    chapterOf(page).getByRole('heading', { name: 'Linear autoencoders and PCA', exact: true }),
  ).toBeVisible()
}

test('pressing a claim trains it on this machine, and its verdict stays when another chapter is opened', async ({
  page,
}) => {
  await openLab(page, quick)
  await openSecondChapter(page)
  const claim = page.locator('[data-entry="rank-k-is-a-projector"]')
  await claim.getByRole('button', { name: 'Run the claim' }).click()
  await expect(claim.getByRole('progressbar')).toBeVisible()
  await claim.getByRole('button', { name: 'Cancel' }).click()
  await expect(claim.getByRole('progressbar')).toHaveCount(0)
  await claim.getByRole('button', { name: 'Run the claim' }).click()
  await expect(claim).toContainText(/step [\d,]+ of 1,770/, { timeout: 30_000 })
  await chapterOf(page)
    .getByRole('button', { name: /^Before:/ })
    .click()
  await openSecondChapter(page)
  await expect(claim).toContainText('holds with a condition', { timeout: 110_000 })
  await expect(claim.getByRole('table')).toContainText(/at (least|most) 0/)
  expect(await stepOf(page)).toBe(0)
  // networks that were trained before answer at once
  await claim.getByRole('button', { name: 'Answer at once, from checkpoints' }).click()
  await expect(claim).toContainText('of networks that were trained before', { timeout: 60_000 })
})

test('nothing is preselected, Run waits for the guess, and what happened is said after it', async ({
  page,
}) => {
  await page.goto('/#read=regularisation.kl-is-excess')
  const card = page
    .getByRole('region', { name: 'Predict, then run' })
    .and(page.locator('[data-entry="kl-is-excess"]'))
  await expect(card).toBeInViewport()
  await expect(card.getByRole('radio', { checked: true })).toHaveCount(0)
  const run = card.getByRole('button', { name: 'Run it' })
  await expect(run).toBeDisabled()
  await card.getByRole('radio').last().check()
  await run.click()
  await expect(card.getByText(/You guessed/)).toBeVisible({ timeout: 110_000 })
  await expect(card.getByRole('radio', { name: 'the right answer' })).toHaveCount(1)
  await page.reload()
  // the guess is kept
  await expect(card.getByRole('radio').last()).toBeChecked({ timeout: 30_000 })
})

test('a word of the prose lights up the part of the picture that it names', async ({ page }) => {
  await openLab(page, quick)
  const word = chapterOf(page).getByRole('button', { name: 'decoder', exact: true }).first()
  await word.focus()
  await expect(page.locator('[data-part="decode"]')).toHaveCSS('outline-style', 'solid')
  await word.blur()
  await expect(page.locator('[data-part="decode"]')).not.toHaveCSS('outline-style', 'solid')
})

test('a displayed formula opens with the numbers of the step that is shown', async ({ page }) => {
  await openLab(page, quick)
  await chapterOf(page).getByText('With today’s numbers').first().click()
  await expect(
    chapterOf(page).getByText('squared error, mean over pixels and test images, at step 0'),
  ).toBeVisible()
  await train(page)
  await expect(chapterOf(page).getByText(/test images, at step [1-9]/)).toBeVisible()
})

test('chapters are pages of their own, with contents, and the way back goes on with the run', async ({
  page,
}) => {
  await openLab(page, { ...quick, optimise: { steps: 100_000, batch: 32 } })
  await train(page)
  await expect.poll(() => stepOf(page)).toBeGreaterThan(3)
  // what is open does not make it another experiment
  await page.getByRole('tab', { name: 'Reconstructions' }).click()
  await chapterOf(page).getByRole('link', { name: 'Contents' }).click()
  await expect(page.getByRole('heading', { name: 'Contents' })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  // the table of what is covered leads to each claim in its chapter
  await page.getByRole('link', { name: 'What is covered' }).click()
  await page.getByRole('link', { name: 'narrow must choose' }).first().click()
  await expect(page.locator('#reading [data-entry="narrow-must-choose"]')).toBeInViewport()
  await page.getByRole('link', { name: 'Contents' }).first().click()
  await page.getByRole('link', { name: 'Linear autoencoders and PCA' }).click()
  await expect(page.getByRole('heading', { name: 'Linear autoencoders and PCA', exact: true })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  // a word leads to its own entry, and back to where it stands
  const title = page.getByRole('heading', { name: 'Linear autoencoders and PCA', exact: true })
  const word = page.getByRole('link', { name: 'PCA', exact: true }).first()
  await word.click()
  await expect(page.locator('[data-entry="pca"]')).toBeFocused()
  await expect(page.locator('[data-entry="pca"]')).toBeInViewport()
  await page.goBack()
  await expect(title).toBeVisible()
  await expect(word).toBeInViewport()
  // so does a citation, far below the top
  const citation = page.locator('#reading a[href*="#read=bibliography."]').last()
  await citation.click()
  await expect(page.locator('[data-entry]:focus')).toBeInViewport()
  await page.goBack()
  await expect(title).toBeVisible()
  await expect(citation).toBeInViewport()
  await expect(title).not.toBeInViewport()
  await page.getByRole('button', { name: 'Back to the lab' }).click()
  await expect(page.getByRole('button', { name: /^(Train|Pause)$/ })).toBeVisible()
  expect(await stepOf(page)).toBeGreaterThan(3)
  await expect(
    chapterOf(page).getByRole('heading', { name: 'Linear autoencoders and PCA', exact: true }),
  ).toBeVisible()

  await chapterOf(page).getByRole('link', { name: 'As a page' }).click()
  await page.getByRole('button', { name: 'Open the linear autoencoder' }).click()
  await expect(page.getByRole('tab', { name: 'Linear', selected: true })).toBeVisible()
})
