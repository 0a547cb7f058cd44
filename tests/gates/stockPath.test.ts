// Every family beside itself on stock ops: after 500 steps of its default recipe the losses are the same, but for rounding.

import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type * as KernelModule from '../../src/tensors/kernels/kernel.ts'
import { families } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { fileSource } from '../../src/data/fileSource.ts'
import { startEngine } from '../support/engine.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

const kernels = vi.hoisted(() => ({ areOff: false }))

// every op asks here whether a kernel of ours takes its place
vi.mock('../../src/tensors/kernels/kernel.ts', async (original) => {
  const own = await original<typeof KernelModule>()
  return { ...own, isThere: (kernel: { name: string }) => !kernels.areOff && own.isThere(kernel) }
})

const steps = 500

/**
 * Of a loss, between two paths that add in different orders. Rounding grows with the steps: 1e-7 at first, and where a unit
 * of ReLU switches at another step a thousand times that.
 */
const tolerance = 2e-3

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openDataset('mnist', fileSource('public/data'))
  await data.trainReady(60_000)
})

afterEach(() => {
  kernels.areOff = false
})

test.each(families.map(({ id }) => id))('%s', async (family) => {
  const recipe = recipeOf({ family })
  const ours = await trainTo(recipe, data, steps)
  kernels.areOff = true
  const stock = await trainTo(recipe, data, steps)
  const apart = ours.losses.map(({ total }, i) => Math.abs(total / stock.losses[i]!.total - 1))
  console.info(
    `${family}: losses apart by ${apart[0]!.toExponential(1)} at first, at most ${Math.max(...apart).toExponential(1)}`,
  )
  expect(apart).toHaveLength(stock.losses.length)
  expect(apart[0]).toBeLessThan(1e-5)
  expect(Math.max(...apart)).toBeLessThan(tolerance)
})
