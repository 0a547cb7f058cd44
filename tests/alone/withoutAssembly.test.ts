// WASM where the kernels of our own did not start: stock kernels and plain loops compute, with the same results.

import { beforeAll, expect, test, vi } from 'vitest'
import { families } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { crossEntropyKernel } from '../../src/tensors/kernels/crossEntropy.ts'
import type * as AssemblyModule from '../../src/tensors/kernels/assembly.ts'
import { startBackend } from '../../src/tensors/backends.ts'
import { isThere } from '../../src/tensors/kernels/kernel.ts'
import { probe } from '../../src/tensors/probe.ts'
import { startEngine } from '../support/engine.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'
import { fakeSet, fakeSource, memoryCache } from '../unit/data/fakeSet.ts'

vi.mock('../../src/tensors/kernels/assembly.ts', async (original) => ({
  ...(await original<typeof AssemblyModule>()),
  startAssembly: () => Promise.reject(new Error('the module did not come')),
}))

let data: Dataset

beforeAll(async () => {
  data = await openDataset('mnist', fakeSource(fakeSet([20, 20])), { cache: memoryCache() })
  await data.trainReady(data.train.count)
})

test('it computes as training needs it', async () => {
  await startEngine('wasm')
  expect(isThere(crossEntropyKernel)).toBe(false)
  expect(await probe()).toBeNull()
})

test('it says that they are missing, and why', async () => {
  const { name, refused } = await startBackend('wasm', null)
  expect(name).toBe('wasm')
  expect(refused).toEqual([
    { backend: 'wasm', reason: 'noKernels', detail: 'Error: the module did not come' },
  ])
})

test.each(families.map(({ id }) => id))('%s has the losses of plain JavaScript', async (family) => {
  const recipe = recipeOf({ family, data: { train: 30 }, optimise: { batch: 8 } })
  await startEngine('wasm')
  const found = await trainTo(recipe, data, 3)
  await startEngine('cpu')
  const right = await trainTo(recipe, data, 3)
  found.losses.forEach(({ total }, i) =>
    expect(Math.abs(total / right.losses[i]!.total - 1)).toBeLessThan(1e-4),
  )
})
