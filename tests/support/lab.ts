// What a reader does in the lab, for the end-to-end tests.

import { AxeBuilder } from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { linkOf } from './links.ts'

/** Opens the lab with a recipe; nothing trains until Train is pressed. */
export async function openLab(page: Page, recipe: unknown): Promise<void> {
  await page.goto(`/${linkOf(recipe)}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
}

export function runStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Run status' })
}

/** Copies the link of the page's experiment, as Share offers it. */
export async function copyLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByText('is copied')).toBeVisible()
  await page.keyboard.press('Escape')
}

/** Completed steps, as the page says. */
export async function stepOf(page: Page): Promise<number> {
  const [, step] = /Step ([\d,]+)/.exec(await runStatus(page).innerText()) ?? []
  return Number(step?.replaceAll(',', ''))
}

export async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train' }).click()
}

/** Trains until the recipe's steps are done. */
export async function trainToEnd(page: Page): Promise<void> {
  await train(page)
  await expect(runStatus(page)).toContainText('Finished', { timeout: 90_000 })
}

/** The numbers behind an instrument, as the reader saves them. */
export async function numbersOf(page: Page, instrument: string): Promise<string> {
  const saving = page.waitForEvent('download')
  await page.getByRole('region', { name: instrument }).getByRole('button', { name: 'Save' }).click()
  await page.getByRole('menuitem', { name: 'Numbers (CSV)' }).click()
  return readFile(await (await saving).path(), 'utf8')
}

/** Frames that stand on the timeline. */
export async function framesKept(page: Page): Promise<number> {
  return Number(/(\d+) frames? kept/.exec(await page.getByText(/frames? kept/).innerText())?.[1])
}

/** The step that the newest kept run has reached, as its record says; 0 while nothing is kept. */
export function keptStep(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // opening it would make it
    if (!(await indexedDB.databases()).some(({ name }) => name === 'bottleneck')) return 0
    return new Promise<number>((resolve) => {
      const opening = indexedDB.open('bottleneck')
      opening.addEventListener('success', () => {
        const database = opening.result
        const all = database.transaction('runs').objectStore('runs').getAll()
        all.addEventListener('success', () => {
          database.close()
          resolve(Math.max(0, ...all.result.map(({ step }: { step: number }) => step)))
        })
      })
    })
  })
}

/** Every axe finding, with where it is. */
export async function axeFindings(page: Page): Promise<string[]> {
  return findingsOf(new AxeBuilder({ page }))
}

/** Those of colours alone, which are all that a theme changes. */
export async function contrastFindings(page: Page): Promise<string[]> {
  return findingsOf(new AxeBuilder({ page }).withRules('color-contrast'))
}

async function findingsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
}
