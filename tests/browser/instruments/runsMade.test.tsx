// The runs made: each by its name in words, and which number in a picture is which.

import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { sparseL1 } from '../../../src/benches/autoencoder/families/sparseL1.ts'
import { variational } from '../../../src/benches/autoencoder/families/variational.ts'
import type { RunsMadePart } from '../../../src/benches/autoencoder/instruments/runsMade/measure.ts'
import { view } from '../../../src/benches/autoencoder/instruments/runsMade/View.tsx'
import { showOnBench } from './onBench.tsx'

const part: RunsMadePart = {
  msePerPixel: 0.02,
  meanActive: 20,
  size: 256,
  jacobianNorm: 4,
  noiseMse: 0.03,
  missingMse: 0.04,
  rate: null,
  distortion: 100,
  filters: null,
}
const { recipe } = sparseL1
const vae = { ...variational.recipe, code: { ...variational.recipe.code, size: 20 } }
const earlier = { recipe: vae, step: 700, parts: { runsMade: { ...part, rate: 12 } } }
const shown = { recipe, step: 100, parts: { runsMade: part } }

test('one run is asked for company, several are named by their families and what differs', async () => {
  const on = await showOnBench(view, part, { bench: { recipe, runsMade: [shown] } })
  await expect.element(page.getByText(/the next run stands beside this one/)).toBeVisible()
  expect(on.said.note).toBe('1 run of this visit, at the step that is shown')
  await on.again(part, { runsMade: [earlier, shown] })
  await expect.element(page.getByText('Variational · code size 20 · step 700').first()).toBeVisible()
  await expect.element(page.getByText('Sparse L1 · step 100 · this run').first()).toBeVisible()
  expect(on.said.note).toBe('2 runs of this visit, each at its last measured step')
  expect(on.said.table!().rows.map(([run]) => run)).toEqual(['Variational · code size 20', 'Sparse L1'])
})

test('points are numbered as the list below them', async () => {
  await showOnBench(view, part, { bench: { recipe, runsMade: [earlier, shown] } })
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('error against sparsity')
  await expect
    .poll(() => [...document.querySelectorAll('.textpoint')].map(({ textContent }) => textContent), {
      timeout: 20_000,
    })
    .toEqual(['1', '2'])
  const items = page.getByRole('listitem').elements()
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'Variational · code size 20 · step 700',
    'Sparse L1 · step 100 · this run',
  ])
})
