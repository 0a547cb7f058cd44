// What differs between the two recipes of a comparison, by the strip's columns.

import { expect, test } from 'vitest'
import { newsOf } from '../../../src/benches/autoencoder/instruments/runLabel.ts'
import { differingColumns, sameBatches } from '../../../src/shell/differences.ts'
import { recipeOf } from '../../support/recipes.ts'

const plain = recipeOf({ family: 'undercomplete' })

test('nothing, for one recipe under two families’ names', () => {
  expect(differingColumns(plain, plain)).toEqual([])
  expect(differingColumns(plain, { ...plain, family: 'variational' })).toEqual([])
})

test('a column for each part of the recipe, in the order of the strip; the seed is with the optimiser', () => {
  const other = recipeOf({
    family: 'undercomplete',
    seed: 5,
    data: { train: 5000 },
    code: { size: 3 },
    objective: { l1: { weight: 0.1 } },
  })
  expect(differingColumns(plain, other)).toEqual(['data', 'code', 'objective', 'optimise'])
  expect(newsOf(other, plain).map(({ name }) => name)).toEqual([
    'seed 5',
    'trained on 5,000',
    'code size 3',
    'L1 code 0.1',
  ])
  expect(newsOf(plain, other).map(({ name }) => name)).toContain('trained on 60,000')
})

test('what is changed on the way', () => {
  const changed = { ...plain, changes: [{ step: 10, path: 'optimise.rate', value: 0.01 }] }
  expect(differingColumns(plain, changed)).toEqual(['optimise'])
})

test('batches are the same where images, seed and batch size are, whatever the encoder sees of them', () => {
  const other = (partial: object) => recipeOf({ family: 'undercomplete', ...partial })
  expect(sameBatches(plain, other({ data: { centre: true }, code: { size: 9 } }))).toBe(true)
  expect(sameBatches(plain, other({ seed: 1 }))).toBe(false)
  expect(sameBatches(plain, other({ data: { classes: [1] } }))).toBe(false)
  expect(sameBatches(plain, other({ optimise: { batch: 64 } }))).toBe(false)
})
