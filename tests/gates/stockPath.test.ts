// Every family beside itself on stock ops: after 500 steps of its default recipe the losses are the same, but for rounding.

import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type * as KernelModule from '../../src/tensors/kernels/kernel.ts'
import { families } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { fileSource } from '../../src/data/fileSource.ts'
import { startEngine } from '../support/engine.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

const kernels = vi.hoisted(() => ({ areOff: false, ran: new Set<string>() }))

// every op asks here whether a kernel of ours takes its place, and runs it from here
vi.mock('../../src/tensors/kernels/kernel.ts', async (original) => {
  const own = await original<typeof KernelModule>()
  const counted =
    <Given extends [{ name: string }, ...unknown[]], Found>(run: (...given: Given) => Found) =>
    (...given: Given) => {
      kernels.ran.add(given[0].name)
      return run(...given)
    }
  return {
    ...own,
    isThere: (kernel: { name: string }) => !kernels.areOff && own.isThere(kernel),
    run: counted(own.run),
    runAll: counted(own.runAll),
  }
})

/** A dense layer's, both ways, and an optimiser's: whatever is trained takes them, where they are there. */
const everyFamilys = ['Dense', 'Product', 'ColumnSums', 'AdamStep']

/** Windows have no stock op that may be differentiated twice, so that these stand on both paths. */
const withoutStock = ['Im2Col', 'Col2Im']

const steps = 500

/**
 * Of a loss, between two paths that add in different orders: of the first ten, where whatever is computed otherwise would show,
 * and of all, where rounding has grown: a unit of ReLU that switches one step earlier changes what comes after.
 */
const tolerance = { firstTen: 1e-5, all: 1e-2 }

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openDataset('mnist', fileSource('public/data'))
  await data.trainReady(60_000)
})

afterEach(() => {
  kernels.areOff = false
  kernels.ran.clear()
})

test.each(families.map(({ id }) => id))('%s', async (family) => {
  const recipe = recipeOf({ family })
  const ours = await trainTo(recipe, data, steps)
  expect([...kernels.ran]).toEqual(expect.arrayContaining(everyFamilys))
  kernels.areOff = true
  kernels.ran.clear()
  const stock = await trainTo(recipe, data, steps)
  expect([...kernels.ran].filter((name) => !withoutStock.includes(name))).toEqual([])
  const apart = ours.losses.map(({ total }, i) => Math.abs(total / stock.losses[i]!.total - 1))
  console.info(
    `${family}: losses apart by ${apart[0]!.toExponential(1)} at first, at most ${Math.max(...apart).toExponential(1)}`,
  )
  expect(apart).toHaveLength(stock.losses.length)
  expect(Math.max(...apart.slice(0, 10))).toBeLessThan(tolerance.firstTen)
  expect(Math.max(...apart)).toBeLessThan(tolerance.all)
})
