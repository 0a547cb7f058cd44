// Before an audience: a deck stepped by keys at 1920 × 1080, everything large, a code of the scene, and the way back.

import { expect, test, type Locator, type Page } from '@playwright/test'
import jsQR from 'jsqr'
import { axeFindings, openLab, runStatus, stepOf, trainToEnd } from '../support/lab.ts'
import { quick } from '../support/links.ts'

async function presentDeck(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await page.getByRole('button', { name: 'Present Autoencoders: from PCA to samples' }).click()
  const stage = page.getByRole('main', { name: 'Autoencoders: from PCA to samples' })
  await expect(stage).toBeVisible({ timeout: 60_000 })
  return stage
}

/** Sizes of all type that stands in sight, with the text; of formulas the line, not what is raised or lowered. */
function typeIn(stage: Locator): Promise<{ size: number; text: string }[]> {
  return stage.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found: { size: number; text: string }[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!
      const isFormula = element.closest('.katex') !== null
      const isSeen = element.checkVisibility({ visibilityProperty: true })
      if (!node.nodeValue?.trim() || isFormula || !isSeen || element.closest('.visually-hidden')) continue
      found.push({ size: Number.parseFloat(getComputedStyle(element).fontSize), text: node.nodeValue })
    }
    return found
  })
}

/** What a reader's phone makes of the code on the screen. */
async function decoded(page: Page, code: Locator): Promise<string | undefined> {
  const picture = `data:image/png;base64,${(await code.screenshot()).toString('base64')}`
  const { width, height, pixels } = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const drawing = canvas.getContext('2d')!
    drawing.drawImage(image, 0, 0)
    const { data } = drawing.getImageData(0, 0, image.width, image.height)
    return { width: image.width, height: image.height, pixels: [...data] }
  }, picture)
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data
}

test('a deck is stepped by the keys of a clicker, large, without a wait for training, and Escape brings the page back', async ({
  page,
}) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await openLab(page, quick)
  await trainToEnd(page)
  const before = page.url()
  const stage = await presentDeck(page)
  const picture = stage.getByRole('region', { name: 'Picture' })

  // theirs first: the claim's words, then the picture of its network, then the verdict
  await expect(stage.getByText('When the decoder is linear')).toBeVisible()
  await expect(picture).toBeHidden()
  await page.keyboard.press('PageDown')
  await expect(picture.getByRole('region', { name: 'Reconstructions' })).toBeVisible()
  await expect(stage.getByText('trained before · step 1,770')).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(stage.getByText('By the network trained before')).toBeVisible()
  await expect(stage.getByRole('button', { name: 'Train it here (C)' })).toBeVisible()
  // the verdict leaves the picture its height, and the quotation in sight
  await expect(stage.getByText('When the decoder is linear')).toBeInViewport({ ratio: 1 })
  const held = (await picture.getByRole('region', { name: 'Reconstructions' }).boundingBox())!
  expect(held.height).toBeGreaterThanOrEqual(0.6 * 1080)

  for (let press = 0; press < 3 * 3; press++) await page.keyboard.press('Space')
  await expect(stage.getByText('Scene 4 of 8', { exact: true })).toBeVisible()
  await page.keyboard.press('Shift+Space')
  await expect(stage.getByRole('region', { name: 'Result' })).toBeHidden()
  await page.keyboard.press('Space')
  await expect(stage.getByText('trained before · step 3,540')).toBeVisible({ timeout: 60_000 })
  await expect(stage.getByText(/^1[34]\d\.\d$/)).toBeVisible({ timeout: 60_000 })

  const plane = picture.getByRole('region', { name: 'Code plane' })
  const plot = plane.locator('.js-plotly-plot')
  await expect(plot).toBeVisible({ timeout: 60_000 })
  const { height, width } = (await plane.boundingBox())!
  expect(height).toBeGreaterThanOrEqual(0.6 * 1080)
  expect(width).toBeGreaterThanOrEqual(0.6 * 1920)
  const small = (await typeIn(stage)).filter(({ size }) => size < 24)
  expect(small).toEqual([])
  const points = await plot.evaluate((element) =>
    (element as unknown as { data: { marker: { size: number } }[] }).data.map(({ marker }) => marker.size),
  )
  expect(Math.min(...points)).toBeGreaterThanOrEqual(6)

  const code = stage.getByRole('img', { name: 'QR code' })
  const address = /address: (.*)$/.exec((await code.getAttribute('alt'))!)![1]!
  expect(address).toMatch(/#r=[\w-]+&v=[\w-]+$/)
  expect(await decoded(page, code)).toBe(address)
  expect(await axeFindings(page)).toEqual([])

  await page.keyboard.press('.')
  await expect(page.getByRole('button', { name: 'The screen is black' })).toBeVisible()
  await page.keyboard.press('.')
  await page.keyboard.press('t')
  await expect(stage.getByText(/trained before, step 3,540, and [\d,]+ here/)).toBeVisible({
    timeout: 60_000,
  })
  await page.keyboard.press('Escape')

  await expect(stage).toHaveCount(0)
  await expect(runStatus(page)).toContainText('Finished')
  expect(await stepOf(page)).toBe(quick.optimise.steps)
  expect(page.url()).toBe(before)
  await expect(page.getByRole('button', { name: 'Present', exact: true })).toBeFocused()
})

test('what is shown becomes a scene of a deck, its link opens it on a phone, and a broken one is a sentence', async ({
  page,
}) => {
  await openLab(page, quick)
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Present' })
  await dialog.getByRole('button', { name: 'Add what is shown now' }).click()
  await dialog.getByRole('textbox', { name: 'Title of scene 1' }).fill('A small one')
  await dialog.getByRole('textbox', { name: 'Words of scene 1' }).fill('Its [code]{code} is a place.')
  await dialog.getByRole('combobox', { name: 'Instrument of scene 1' }).selectOption('Code plane')
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await dialog.getByLabel('Open a file').setInputFiles({
    name: 'deck.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"version":1,"scenes":[{"prose":7}]}'),
  })
  await expect(dialog.getByText('Scene 1: prose is 7')).toBeVisible()
  await expect(dialog.getByText('cannot keep your deck')).toHaveCount(0)
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await dialog.getByRole('textbox', { name: 'Title of scene 1' }).fill('A small one, on a full disk')
  await expect(dialog.getByText('cannot keep your deck')).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('about:blank')
  await page.goto(link)
  const stage = page.getByRole('main', { name: 'My lecture' })
  await expect(stage.getByRole('heading', { name: 'A small one' })).toBeVisible({ timeout: 60_000 })
  await stage.getByRole('button', { name: 'Next' }).click()
  await expect(stage.getByRole('region', { name: 'Code plane' })).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await axeFindings(page)).toEqual([])
  await stage.getByRole('button', { name: 'Leave' }).click()
  await expect(stage).toHaveCount(0)

  await page.goto('about:blank')
  await page.goto('/#d=%%%')
  await expect(page.getByText('The deck in this link cannot be decoded.')).toBeVisible({ timeout: 60_000 })
})
