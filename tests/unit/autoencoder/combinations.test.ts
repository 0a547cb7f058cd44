// Parts combine: every pair of corruption, code, term, architecture and the rest trains, or is refused with a sentence.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import type { Dataset } from '../../../src/data/dataset.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import { everything, isMeaningful, partialOf, stages } from '../../support/combinations.ts'
import { coveringPairs, productOf } from '../../support/covering.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo } from '../../support/runs.ts'

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
}, 60_000)

const sample = coveringPairs(everything, isMeaningful)

test('the sample has every pair of choices that mean something together', () => {
  const names = Object.keys(everything)
  for (const [i, one] of names.entries()) {
    for (const other of names.slice(i + 1)) {
      for (const pair of productOf({ [one]: everything[one]!, [other]: everything[other]! })) {
        const stands = sample.some((row) => row[one] === pair[one] && row[other] === pair[other])
        expect({ ...pair, stands }).toEqual({ ...pair, stands: isMeaningful(pair) })
      }
    }
  }
})

test.each(sample)(
  'twenty steps of $corruption · $code · $term · $architecture · $output: finite, nothing left behind',
  async (row) => {
    const recipe = recipeOf(partialOf(row))
    const before = tf.memory()
    const { losses } = await trainTo(recipe, data, 20)
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
    for (const { reconstruction, terms, total } of losses) {
      expect([reconstruction, ...Object.values(terms), total].every(Number.isFinite)).toBe(true)
    }
  },
  60_000,
)

test('what means nothing is refused, each with a sentence that names its field', () => {
  const wrong: string[] = []
  let refused = 0
  for (const row of productOf(stages)) {
    const { recipe, complaints } = readRecipe(recipeBook, partialOf(row))
    if ((complaints.length === 0) !== isMeaningful(row)) wrong.push(JSON.stringify(row))
    if (complaints.length > 0) refused++
    for (const { field, sentence } of complaints) expect(sentence).toContain(field)
    expect(recipeBook.schema.safeParse(recipe).success).toBe(true)
  }
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(100)
})
