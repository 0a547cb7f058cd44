// Between trained code sizes nobody waits: weights that were trained before are shown at once, and training goes on from them.

import { expect, test } from '@playwright/test'
import { openLab, runStatus, stepOf, train } from '../support/lab.ts'

test('another code size of a committed recipe shows a trained network at once, marked as such, and Train goes on', async ({
  page,
}) => {
  await openLab(page, { family: 'undercomplete' })
  const size = page.getByRole('slider', { name: 'Code size' })
  await size.press('ArrowRight') // 3: nothing was trained of that size
  await expect(runStatus(page)).not.toContainText('trained before')
  await size.press('ArrowRight')
  await expect(runStatus(page)).toContainText('trained before, 3,540 steps')
  await expect(page.getByText('Train goes on from it; the optimiser starts afresh')).toBeVisible()
  const objective = page.getByRole('region', { name: 'Objective', exact: false }).first()
  await expect(objective.getByText(/reconstruction/).first()).toBeVisible({ timeout: 60_000 })
  expect(await stepOf(page)).toBe(0)
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
  await expect(runStatus(page)).toContainText('after 3,540 trained before')
  await page.reload()
  await expect(runStatus(page)).toContainText('trained before', { timeout: 60_000 })
})

test('a checkpoint that does not come is a sentence, and the network can be trained instead', async ({
  page,
}) => {
  await page.route('**/*.safetensors', (route) => route.abort())
  await openLab(page, { family: 'undercomplete', code: { size: 4 } })
  await page.getByRole('slider', { name: 'Code size' }).press('ArrowRight')
  await expect(page.getByText('could not be loaded')).toBeVisible()
  await page.getByRole('button', { name: 'Begin with fresh weights' }).click()
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
})
