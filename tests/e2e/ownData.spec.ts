// Images of the reader's own: a picture goes through the network, a set is trained on, kept, and asked for where it is missing.

import { expect, test, type Page } from '@playwright/test'
import { axeFindings, openLab, runStatus, train } from '../support/lab.ts'
import { quick } from '../support/links.ts'
import { csvOf } from '../support/ownFiles.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your own images' })

async function openDialog(page: Page): Promise<void> {
  await page.getByLabel('Data set').selectOption('Your own images…')
  await expect(dialog(page)).toBeVisible({ timeout: 30_000 })
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await dialog(page).getByRole('button', { name: 'Choose files' }).click()
  await (await choosing).setFiles({ name, mimeType: '', buffer })
}

const csv = Buffer.from(csvOf(240, (index) => ['cats', 'dogs'][index % 2]!))

test('a set is trained on, kept over a reload, and where it is missing the link asks for its file', async ({
  page,
  browser,
}) => {
  await openLab(page, { ...quick, data: { train: 1000 } })
  await openDialog(page)
  await choose(page, 'pets.csv', Buffer.concat([csv, Buffer.from('\n1,2')]))
  await expect(dialog(page).getByRole('alert')).toContainText('Line 241 of pets.csv has 2 values', {
    timeout: 30_000,
  })
  expect(await axeFindings(page)).toEqual([])
  await choose(page, 'pets.csv', csv)
  await expect(dialog(page)).toContainText('200 training and 40 test images', { timeout: 30_000 })
  expect(await axeFindings(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Train on it' }).click()
  await expect(dialog(page)).toBeHidden({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Code plane' })).toContainText('40 test images', {
    timeout: 60_000,
  })
  await train(page)
  await expect(runStatus(page)).toContainText('Finished', { timeout: 60_000 })

  await page.reload()
  await expect(page.getByRole('region', { name: 'Code plane' })).toContainText('40 test images', {
    timeout: 60_000,
  })
  const address = page.url()

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(address)
  await expect(elsewhere.getByRole('alert')).toContainText('“pets.csv”', { timeout: 60_000 })
  await elsewhere.getByRole('button', { name: 'Choose the file' }).click()
  await choose(elsewhere, 'another name.csv', csv)
  await expect(elsewhere.getByRole('region', { name: 'Code plane' })).toContainText('40 test images', {
    timeout: 60_000,
  })
  await expect(elsewhere.getByRole('alert')).toHaveCount(0, { timeout: 30_000 })
  await elsewhere.context().close()
})

test('a picture that is dropped is cut out, centred and goes through the network', async ({ page }) => {
  await openLab(page, quick)
  // a dark stroke on light paper
  const transfer = await page.evaluateHandle(async () => {
    const canvas = new OffscreenCanvas(120, 90)
    const context = canvas.getContext('2d')!
    context.fillStyle = '#ddd'
    context.fillRect(0, 0, 120, 90)
    context.fillStyle = '#222'
    context.fillRect(70, 20, 8, 40)
    const made = new DataTransfer()
    made.items.add(new File([await canvas.convertToBlob()], 'one.png'))
    return made
  })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expect(dialog(page)).toContainText('As the network sees it', { timeout: 30_000 })
  await expect(dialog(page).getByLabel('Change black and white')).toBeChecked()
  await page.getByRole('application', { name: 'The square' }).focus()
  await page.keyboard.press('+')
  await expect(dialog(page)).toContainText('1.15')
  expect(await axeFindings(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Use this image' }).click()
  await expect(page.getByText('your image')).toBeVisible({ timeout: 30_000 })
})
