// Every family beside itself on stock ops: after 500 steps of its default recipe the losses are the same, but for rounding.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { buildModel } from '../../src/benches/autoencoder/model.ts'
import { families, type AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { fileSource } from '../../src/data/fileSource.ts'
import { openStream } from '../../src/numerics/streams.ts'
import type { NamedArray } from '../../src/tensors/parameters.ts'
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

/**
 * Where the losses come further apart, the stock path is run once more from weights of which each is off by one rounding of
 * its own: ours may come as far from the stock path as that one does from itself, times this.
 */
const apartAsRounding = 3

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
  if (Math.max(...apart) < tolerance.all) return
  const nudged = await trainTo(recipe, data, steps, { initial: nudgedWeights(recipe) })
  const ofRounding = stock.losses.map(({ total }, i) => Math.abs(nudged.losses[i]!.total / total - 1))
  console.info(
    `${family}: the stock path from weights off by a rounding: ${Math.max(...ofRounding).toExponential(1)}`,
  )
  expect(Math.max(...apart)).toBeLessThan(apartAsRounding * Math.max(...ofRounding))
})

/** The recipe's first weights, each by turns one unit in the last place of float32 larger or smaller. */
function nudgedWeights(recipe: AutoencoderRecipe): NamedArray[] {
  return buildModel(recipe)
    .initial(openStream(recipe.seed, 'weights'), null)
    .map(({ values, ...array }) => ({
      ...array,
      values: values.map((value, i) => value * (1 + (i % 2 === 0 ? 1 : -1) * 2 ** -23)),
    }))
}
