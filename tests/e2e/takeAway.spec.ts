// Take away: what is saved is what it says it is, and weights come back.

import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { readSafetensors } from '../../src/lab/safetensors.ts'
import { axeFindings, openLab, trainToEnd } from '../support/lab.ts'
import { quick } from '../support/links.ts'

async function openTakeAway(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Take away' }).click()
}

/** What is saved when a button of this name is pressed. */
async function saved(page: Page, name: RegExp | string): Promise<{ name: string; bytes: Buffer }> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).click()
  const download = await saving
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('notebooks, weights, models and the recipe leave the page, and weights come back as a run that goes on', async ({
  page,
}) => {
  await openLab(page, quick)
  await trainToEnd(page)
  await openTakeAway(page)
  // the last frame is measured a little after the last step
  await expect(page.getByText(`Weights after step ${quick.optimise.steps}`)).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
  const keras = await saved(page, /^Keras/)
  expect(keras.name).toBe('undercomplete-keras.ipynb')
  expect(JSON.parse(keras.bytes.toString())).toMatchObject({ nbformat: 4 })
  const zip = unzipSync(new Uint8Array((await saved(page, /^TensorFlow/)).bytes))
  expect(Object.keys(zip)).toContain('encoder/model.json')
  const weights = await saved(page, /32 bits/)
  expect(weights.name).toBe(`undercomplete-${quick.optimise.steps}.safetensors`)
  expect(readSafetensors(weights.bytes).metadata['steps']).toBe(String(quick.optimise.steps))

  await page.setInputFiles('input[type=file]', {
    name: 'broken.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('no weights at all'),
  })
  await expect(page.getByRole('alert')).toContainText('broken.safetensors cannot be opened')
  await page.setInputFiles('input[type=file]', {
    name: weights.name,
    mimeType: 'application/octet-stream',
    buffer: weights.bytes,
  })
  await expect(page.getByText('Train goes on from its weights')).toBeVisible()
  await openTakeAway(page)
  await expect(page.getByText('Weights after step 0')).toBeVisible({ timeout: 60_000 })
  const again = await saved(page, /32 bits/)
  expect(readSafetensors(again.bytes).tensors).toEqual(readSafetensors(weights.bytes).tensors)
  // a reload finds the file again, by the digest in the link
  await page.reload()
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
})

test('a panel is saved as SVG and as PNG, with caption and recipe inside', async ({ page }) => {
  await openLab(page, quick)
  await expect(page.getByText('1 frame kept')).toBeVisible({ timeout: 60_000 })
  const panel = page.getByRole('region', { name: 'Code plane' })
  // what is saved is what is seen, and a picture is drawn a little after its frame is kept
  await expect(panel.locator('canvas').first()).toBeVisible()
  await panel.getByRole('button', { name: 'Save' }).click()
  const svg = (await saved(page, /SVG/)).bytes.toString()
  await panel.getByRole('button', { name: 'Save' }).click()
  const png = (await saved(page, /PNG/)).bytes
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml')
    const textOf = (name: string) => document.querySelector(name)?.textContent ?? ''
    return {
      root: document.documentElement.nodeName,
      recipe: textOf('metadata'),
      caption: textOf('desc'),
      images: document.querySelectorAll('image').length,
      words: [...document.querySelectorAll('text')].length,
    }
  }, svg)
  expect(read.root).toBe('svg')
  expect(JSON.parse(read.recipe)).toMatchObject({
    family: 'undercomplete',
    optimise: { steps: quick.optimise.steps },
  })
  expect(read.caption).toContain('after step 0, seed 42')
  expect(read.images).toBeGreaterThan(0)
  expect(read.words).toBeGreaterThan(5)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const size = await page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    return [image.width, image.height]
  }, png.toString('base64'))
  expect(Math.min(...size)).toBeGreaterThan(300)
  expect(png.toString('utf8')).toContain('"family":"undercomplete"')
})
