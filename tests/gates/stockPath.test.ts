// Every family beside itself on stock ops: after 500 steps of its default recipe the losses are the same, but for rounding.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { families } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { fileSource } from '../../src/data/fileSource.ts'
import { startEngine } from '../support/engine.ts'
import { kernels } from '../support/kernels.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

/** The names of our kernels that have computed. */
const ran = new Set<string>()

/** As tfjs has them registered, each counted when it computes. */
let counted: readonly tf.KernelConfig[]

function withKernels(): void {
  for (const config of counted) {
    if (tf.getKernel(config.kernelName, 'wasm')) tf.unregisterKernel(config.kernelName, 'wasm')
    tf.registerKernel(config)
  }
}

function withoutKernels(): void {
  for (const { kernelName } of counted) {
    if (!withoutStock.includes(kernelName)) tf.unregisterKernel(kernelName, 'wasm')
  }
}

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
  const own = [...kernels.values()].map(({ name }) => tf.getKernel(name, 'wasm'))
  counted = own
    .filter((config) => config !== undefined)
    .map((config) => ({
      ...config,
      kernelFunc: (given) => {
        ran.add(config.kernelName)
        return config.kernelFunc(given)
      },
    }))
  data = await openDataset('mnist', fileSource('public/data'))
  await data.trainReady(60_000)
})

afterEach(withKernels)

test.each(families.map(({ id }) => id))('%s', async (family) => {
  const recipe = recipeOf({ family })
  withKernels()
  ran.clear()
  const ours = await trainTo(recipe, data, steps)
  expect([...ran]).toEqual(expect.arrayContaining(everyFamilys))
  withoutKernels()
  ran.clear()
  const stock = await trainTo(recipe, data, steps)
  expect([...ran].filter((name) => !withoutStock.includes(name))).toEqual([])
  const apart = ours.losses.map(({ total }, i) => Math.abs(total / stock.losses[i]!.total - 1))
  console.info(
    `${family}: losses apart by ${apart[0]!.toExponential(1)} at first, at most ${Math.max(...apart).toExponential(1)}`,
  )
  expect(apart).toHaveLength(stock.losses.length)
  expect(Math.max(...apart.slice(0, 10))).toBeLessThan(tolerance.firstTen)
  expect(Math.max(...apart)).toBeLessThan(tolerance.all)
})
