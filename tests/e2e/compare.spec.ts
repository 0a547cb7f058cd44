// Two runs side by side: the same data, the same batches, the same seed, in step with each other.

import { expect, test, type Locator, type Page } from '@playwright/test'
import { axeFindings, framesKept, numbersOf, openLab, runStatus, train, trainToEnd } from '../support/lab.ts'
import { linkOf, quick, quickFrames } from '../support/links.ts'

/** A button in the table of recipes. */
function cell(page: Page, side: 'A' | 'B', column: string): Locator {
  return page
    .getByRole('region', { name: 'The two recipes' })
    .getByRole('button', { name: new RegExp(`^${side}, ${column}:`) })
}

async function compare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare A | B' }).click()
  await expect(page.getByRole('region', { name: 'Code plane, B' })).toBeVisible({ timeout: 60_000 })
}

/** Both steps, as the page says. */
async function stepsOf(page: Page): Promise<[number, number]> {
  const text = await runStatus(page).innerText()
  const [, both] = /Step ([\d,]+)/.exec(text) ?? []
  const [, a, b] = /A ([\d,]+) · B ([\d,]+)/.exec(text) ?? []
  const steps = both === undefined ? [a, b] : [both, both]
  return steps.map((step) => Number(step?.replaceAll(',', ''))) as [number, number]
}

/** Trains until both sides have come to their ends. */
async function trainBothToEnd(page: Page): Promise<void> {
  await train(page)
  await expect(runStatus(page)).toContainText(/(?<![AB] )Finished/, { timeout: 90_000 })
}

const moments = (numbers: string) => numbers.split('\n').slice(0, 40).join('\n')

test('a recipe beside itself is the same run twice, and a change is marked and makes the one difference', async ({
  page,
}) => {
  await openLab(page, quick)
  await trainToEnd(page)
  await expect.poll(() => framesKept(page), { timeout: 60_000 }).toBe(quickFrames)
  const alone = await numbersOf(page, 'Code plane')
  await compare(page)
  await expect(page.getByText('Nothing differs yet')).toBeVisible()
  await trainBothToEnd(page)
  await expect
    .poll(async () => moments(await numbersOf(page, 'Code plane, B')), { timeout: 30_000 })
    .toBe(moments(alone))
  expect(await numbersOf(page, 'Code plane, A')).toBe(alone)

  await cell(page, 'B', 'Encode').click()
  await page
    .getByRole('dialog', { name: 'B · Encode' })
    .getByRole('combobox', { name: 'Encoder activation' })
    .selectOption('sigmoid')
  await page.keyboard.press('Escape')
  await expect(page.getByText('One thing differs')).toBeVisible()
  await expect(cell(page, 'B', 'Encode')).toHaveAccessibleName(/differs/)
  await expect(cell(page, 'A', 'Code')).not.toHaveAccessibleName(/differs/)
  await trainBothToEnd(page)
  expect(await numbersOf(page, 'Code plane, A')).toBe(alone)
  await expect.poll(async () => moments(await numbersOf(page, 'Code plane, B'))).not.toBe(moments(alone))
})

test('both runs are in step, whoever is the faster, and One step is one step of both', async ({ page }) => {
  const wide = { ...quick, encode: { layers: [{ kind: 'dense', units: 512 }] } }
  const long = { optimise: { steps: 100_000, batch: 32 } }
  const [one, other] = [
    { ...quick, ...long },
    { ...wide, ...long },
  ].map((recipe) => linkOf(recipe).slice(3))
  await page.goto(`/#r=${one}&b=${other}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  await train(page)
  await expect.poll(async () => Math.min(...(await stepsOf(page))), { timeout: 60_000 }).toBeGreaterThan(30)
  await page.getByRole('button', { name: 'Pause' }).click()
  // both of them: while one trains, steps a little apart are shown as one
  await expect(runStatus(page)).toContainText(/(?<![AB] )Paused/, { timeout: 30_000 })
  await expect.poll(async () => (await stepsOf(page)).map(String)).toHaveLength(2)
  await expect
    .poll(async () => {
      const [a, b] = await stepsOf(page)
      return a - b
    })
    .toBe(0)
  const [paused] = await stepsOf(page)
  await page.getByRole('button', { name: 'One step' }).click()
  await expect.poll(() => stepsOf(page), { timeout: 30_000 }).toEqual([paused + 1, paused + 1])
})

test('a side that diverges stops with its sentence, and the other one goes on', async ({ page }) => {
  const wild = { ...quick, optimise: { ...quick.optimise, rate: 100, method: 'sgd' } }
  await page.goto(`/#r=${linkOf(quick).slice(3)}&b=${linkOf(wild).slice(3)}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  await train(page)
  await expect(page.getByRole('alert').filter({ hasText: 'so the run stopped' })).toContainText('B')
  await expect(runStatus(page)).toContainText('A Finished · B Diverged', { timeout: 60_000 })
})

test('copy, swap and close; the address carries both recipes', async ({ page }) => {
  await openLab(page, { ...quick, code: { size: 3 } })
  await compare(page)
  const one = page.url()
  expect(one).toMatch(/#r=[\w-]+&b=[\w-]+/)
  await cell(page, 'B', 'Code').click()
  await page.getByRole('dialog', { name: 'B · Code' }).getByRole('slider', { name: 'Code size' }).press('End')
  await page.keyboard.press('Escape')
  await expect(cell(page, 'B', 'Code')).toHaveAccessibleName(/1024/)
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(cell(page, 'A', 'Code')).toHaveAccessibleName(/1024/)
  await expect(cell(page, 'B', 'Code')).toHaveAccessibleName(/3 numbers/)
  await page.getByRole('button', { name: 'Copy A to B' }).click()
  await expect(cell(page, 'B', 'Code')).toHaveAccessibleName(/1024/)
  await page.reload()
  await expect(cell(page, 'B', 'Code')).toHaveAccessibleName(/1024/, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Close B' }).click()
  await expect(page.getByRole('region', { name: 'Code plane', exact: true })).toBeVisible()
  expect(page.url()).not.toContain('&b=')
})

test('a chapter and a claim set their recipes beside the run', async ({ page }) => {
  await openLab(page, quick)
  const chapter = page.getByRole('complementary', { name: 'Chapter' })
  await chapter.getByRole('button', { name: 'Compare with a net that cannot bend' }).click()
  await expect(cell(page, 'B', 'Encode')).toHaveAccessibleName(/no hidden layer/)
  await page.getByRole('button', { name: 'Close B' }).click()
  await chapter.getByRole('button', { name: /^Next:/ }).click()
  await chapter
    .locator('[data-entry="rank-k-is-a-projector"]')
    .getByRole('button', { name: 'Set its run beside yours' })
    .click()
  await expect(cell(page, 'B', 'Encode')).toHaveAccessibleName(/no hidden layer/)
  await expect(cell(page, 'A', 'Encode')).toHaveAccessibleName(/32/)
})

test('the two pictures of an instrument have the same axes', async ({ page }) => {
  const small = { ...quick, optimise: { ...quick.optimise, rate: 0.00001 } }
  await page.goto(`/#r=${linkOf(quick).slice(3)}&b=${linkOf(small).slice(3)}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  await trainBothToEnd(page)
  const ticks = (side: string) =>
    page
      .getByRole('region', { name: `Code plane, ${side}` })
      .locator('.xtick text, .ytick text')
      .allTextContents()
  await expect.poll(async () => (await ticks('A')).length).toBeGreaterThan(4)
  await expect
    .poll(async () => {
      const [a, b] = [await ticks('A'), await ticks('B')]
      return a.join() === b.join() ? 'the same' : `${a.join()} beside ${b.join()}`
    })
    .toBe('the same')
})

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`axe finds nothing in a comparison at ${width} × ${height}, and nothing is wider than it`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await page.goto(`/#r=${linkOf(quick).slice(3)}&b=${linkOf({ ...quick, seed: 2 }).slice(3)}`)
    await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
    await trainBothToEnd(page)
    await expect(page.getByRole('region', { name: 'Code plane, B' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await axeFindings(page)).toEqual([])
  })
}
