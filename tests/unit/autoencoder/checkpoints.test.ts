// Checkpoints: the files are those that were trained, they measure what was printed, and a run goes on from one.

import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import figures from '../../../checkpoints/measured.json' with { type: 'json' }
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import {
  checkpointFor,
  fromCheckpoint,
  trainedSizes,
} from '../../../src/benches/autoencoder/checkpoints/find.ts'
import { checkpoints } from '../../../src/benches/autoencoder/checkpoints/list.ts'
import { plans, type Measured } from '../../../src/benches/autoencoder/checkpoints/make.ts'
import { initialWeights } from '../../../src/benches/autoencoder/checkpoints/read.ts'
import { recipeBook, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { readLink, writeLink } from '../../../src/lab/link.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import type { Evaluation } from '../../../src/benches/autoencoder/evaluate.ts'
import { startEngine } from '../../support/engine.ts'
import { recipeOf } from '../../support/recipes.ts'

const measured = figures as Readonly<Record<string, Measured>>
const read = (file: string) => readFile(`checkpoints/${file}`)
let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openDataset('mnist', fileSource('public/data'))
})

describe('the committed checkpoints', () => {
  test('are those of the committed recipes, one file each, of less than a megabyte', () => {
    expect(checkpoints.map(({ recipe }) => recipe)).toEqual(plans)
    expect(new Set(checkpoints.map(({ id }) => id)).size).toBe(plans.length)
    expect(checkpoints.map(({ recipe }) => recipe.code.size).slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 64])
  })

  test.each(checkpoints)(
    '$file is the one that was trained, and a run can begin with it',
    async ({ recipe }) => {
      const weights = await initialWeights(fromCheckpoint(recipeOf(recipe)), read)
      const bytes = weights!.reduce((sum, { values }) => sum + 2 * values.length, 0)
      expect(bytes).toBeLessThan(1e6)
      expect(weights!.every(({ values }) => values.every(Number.isFinite))).toBe(true)
    },
  )

  // the largest code of each family, and the one that pictures show; all of them would take a minute
  test.each(checkpoints.filter(({ recipe: { code } }) => code.size === 2 || code.size === 64))(
    '$file measures on the test images what was printed when it was made',
    async ({ recipe: partial, file }) => {
      const { test: printed } = measured[file]!
      const recipe = fromCheckpoint(recipeOf(partial))
      const parameters = (await initialWeights(recipe, read))!
      await data.testReady()
      const model = await autoencoder.open(recipe, { step: 0, parameters, moments: [] }, data)
      const { parts } = await model.measure(true)
      model.dispose()
      const { total, msePerPixel } = parts['objective'] as Evaluation
      expect(Math.abs(total / Number(printed['total']) - 1)).toBeLessThan(2e-3)
      expect(Math.abs(msePerPixel / Number(printed['msePerPixel']) - 1)).toBeLessThan(2e-3)
    },
  )

  test('of the undercomplete recipe are the better the larger their code is', () => {
    const errors = checkpoints
      .filter(({ recipe }) => recipe.family === 'undercomplete')
      .map(({ file }) => Number(measured[file]!.test['total']))
    expect(errors).toEqual(errors.toSorted((a, b) => b - a))
  })
})

describe('a recipe', () => {
  test('has the checkpoint of its code size, however long it is and whatever its family is called', () => {
    const plain = recipeOf({ family: 'undercomplete', code: { size: 16 }, optimise: { steps: 7 } })
    expect(checkpointFor(plain)?.file).toBe('undercomplete-16.safetensors')
    expect(checkpointFor({ ...plain, family: 'sparse-l1' })?.file).toBe('undercomplete-16.safetensors')
    expect(checkpointFor(fromCheckpoint(plain))?.file).toBe('undercomplete-16.safetensors')
  })

  test('knows what was trained of its other code sizes, the nearest first', () => {
    const sizesOf = (recipe: AutoencoderRecipe) => trainedSizes(recipe).map(({ code }) => code.size)
    const three = recipeOf({ family: 'variational', code: { size: 3 } })
    expect(sizesOf(three)).toEqual([4, 2, 8, 1, 16, 32, 64])
    expect(trainedSizes(three)[0]).toEqual(
      fromCheckpoint(recipeOf({ family: 'variational', code: { size: 4 } })),
    )
    expect(sizesOf(recipeOf({ family: 'variational', seed: 1 }))).toEqual([])
  })

  test('has none where anything else differs, or was changed on the way', () => {
    const of = (partial: object) => checkpointFor(recipeOf({ family: 'undercomplete', ...partial }))
    expect(of({})).not.toBeNull()
    expect(of({ code: { size: 3 } })).toBeNull()
    expect(of({ seed: 1 })).toBeNull()
    expect(of({ data: { train: 5000 } })).toBeNull()
    expect(of({ changes: [{ step: 5, path: 'optimise.rate', value: 0.01 }] })).toBeNull()
    expect(fromCheckpoint(recipeOf({ seed: 1 }))).toEqual(recipeOf({ seed: 1 }))
  })

  test('carries its checkpoint in a link, and loses one that is not known or of another network, with a sentence', () => {
    const recipe = fromCheckpoint(recipeOf({ family: 'variational' }))
    expect(readLink(recipeBook, writeLink(recipeBook, recipe))).toEqual({ recipe, complaints: [] })
    const wrong = readRecipe(recipeBook, { from: { checkpoint: 'undercomplete-2' } })
    expect(wrong.recipe.from).toBeUndefined()
    expect(wrong.complaints[0]?.sentence).toBe('from: this lab has no checkpoint of that name.')
    const other = readRecipe(recipeBook, { ...recipe, code: { ...recipe.code, size: 5 } })
    expect(other.recipe.from).toBeUndefined()
    expect(other.complaints[0]?.sentence).toContain('is of another network')
    // of the same shapes, and yet not what was trained
    const bent = readRecipe(recipeBook, { ...recipe, encode: { ...recipe.encode, activation: 'tanh' } })
    expect(bent.recipe.from).toBeUndefined()
    expect(bent.complaints[0]?.sentence).toContain('is of another network')
    for (const from of [null, 7, {}, { checkpoint: 7 }, { checkpoint: 'x'.repeat(1e5) }]) {
      const { recipe: valid, complaints } = readRecipe(recipeBook, { from })
      expect(valid.from).toBeUndefined()
      expect(complaints[0]?.field).toMatch(/^from/)
    }
  })
})

describe('a run from a checkpoint', () => {
  const recipe = fromCheckpoint(recipeOf({ family: 'undercomplete' }))

  test('begins with its weights and an optimiser that starts afresh, and goes on learning', async () => {
    const initial = (await initialWeights(recipe, read))!
    await data.trainReady(5000)
    const run = autoencoder.run(recipe, { data, initial })
    const first = (await run.next()).value!
    const { parameters, moments, step } = (await first.snapshot())!
    expect(step).toBe(0)
    for (const { name, values } of parameters) {
      expect(values).toEqual(initial.find((array) => array.name === name)!.values)
    }
    expect(moments.every(({ values }) => values.every((value) => value === 0))).toBe(true)
    const { loss } = (await run.next()).value!
    await run.return()
    // fresh weights would be near 784 · ln 2
    expect(loss!.total).toBeLessThan(170)
  })

  test('refuses to begin without them, and a file that is another one', async () => {
    await expect(autoencoder.run(recipe, { data }).next()).rejects.toThrow('needs its weights')
    const broken = async (file: string) =>
      Uint8Array.from(await read(file), (byte, i) => (i === 900 ? byte ^ 1 : byte))
    await expect(initialWeights(recipe, broken)).rejects.toThrow('is not the one that was trained')
  })
})
