// Recipes that train on images of the reader's own: what they must say, and that every instrument measures so small a set.

import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { ofLabsSet, ofOwnSet } from '../../../src/benches/autoencoder/instruments/strip/chosenSet.ts'
import { measures } from '../../../src/benches/autoencoder/instruments/measures.ts'
import { runLabel } from '../../../src/benches/autoencoder/instruments/runLabel.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { packOwn } from '../../../src/data/own/pack.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import { readLink, writeLink } from '../../../src/lab/link.ts'
import { editOf } from '../../../src/shell/edits.ts'
import { startEngine } from '../../support/engine.ts'
import { imagesOf } from '../../support/ownFiles.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo } from '../../support/runs.ts'
import { memoryCache } from '../data/fakeSet.ts'

const own = { digest: 'a1'.repeat(32), name: 'pets', classes: ['cats', 'dogs'] }
const partial = { data: { set: 'own', own, classes: [0, 1], train: 170 } }

describe('a recipe', () => {
  test('says which set it is, and its link does', () => {
    const recipe = recipeOf(partial)
    expect(recipe.data).toMatchObject({ set: 'own', own })
    const read = readLink(recipeBook, writeLink(recipeBook, recipe))
    expect(read).toEqual({ recipe, complaints: [] })
    expect(runLabel(recipe)).toContain('“pets”')
  })

  test.each([
    ['a set of one’s own that it does not name', { set: 'own' }, 'data.set'],
    ['a name for one of the lab’s sets', { own }, 'data.own'],
    ['a class that the set does not have', { set: 'own', own, classes: [0, 2] }, 'data.classes'],
    ['a digest that is none', { set: 'own', own: { ...own, digest: '../..' } }, 'data.own.digest'],
    ['a name too long', { set: 'own', own: { ...own, name: 'x'.repeat(61) } }, 'data.own.name'],
  ])('with %s is mended, with a sentence', (_, data, field) => {
    const { recipe, complaints } = readRecipe(recipeBook, { data })
    expect(complaints.map((complaint) => complaint.field)).toContain(field)
    expect(recipeBook.schema.safeParse(recipe).success).toBe(true)
  })

  test('goes to one’s own set and back to the lab’s in one edit each, with all images of either', () => {
    const before = recipeOf({ data: { classes: [7] } })
    const there = editOf(before, 5, ofOwnSet(own, 170))
    expect(there).toMatchObject({
      kind: 'fresh',
      recipe: { data: { set: 'own', own, classes: [0, 1], train: 170 } },
    })
    if (there.kind !== 'fresh') return
    const back = editOf(there.recipe, 5, ofLabsSet('mnist', there.recipe.data))
    expect(back).toMatchObject({ kind: 'fresh', recipe: recipeOf({}) })
  })
})

describe('200 images in two classes', () => {
  let data: Dataset

  beforeAll(async () => {
    await startEngine('wasm')
    const labels = Uint8Array.from({ length: 200 }, (_, i) => (i < 188 ? 0 : 1))
    const set = { ...own, count: 200, pixels: imagesOf(200), labels }
    const { files } = packOwn(set, false, () => {})
    const read = async (path: string) => files.get(path.replace('own/', ''))!.slice()
    data = await openDataset('own', { read }, { cache: memoryCache() })
    await Promise.all([data.trainReady(data.train.count), data.testReady()])
  })

  const small = { layers: [{ kind: 'dense', units: 12 }] }

  test.each<[string, { data?: object; [stage: string]: unknown }]>([
    ['denoising', { encode: small, code: { size: 4 } }],
    ['variational', { encode: small, data: { pixels: 'sampled' } }],
    ['conditional', { encode: small }],
  ])('are trained on and measured by every instrument: %s', async (family, change) => {
    const recipe = recipeOf({ family, ...change, data: { ...partial.data, ...change.data } })
    const { snapshot } = await trainTo(recipe, data, 2)
    const model = await autoencoder.open(recipe, snapshot, data, { openSet: async () => data })
    try {
      const { parts } = await model.measure(true)
      const applying = measures.filter((measure) => measure.measure && measure.applies(recipe))
      expect(Object.keys(parts).toSorted()).toEqual(applying.map(({ id }) => id).toSorted())
      expect(await model.ask('traps', 'beyond')).toMatchObject({ train: { images: data.train.count } })
      expect(await model.ask('summary', undefined)).toMatchObject({
        knn5Accuracy: expect.any(Number) as number,
      })
      expect((await model.report()).test).toMatchObject({ total: expect.any(Number) as number })
    } finally {
      model.dispose()
    }
  })
})
