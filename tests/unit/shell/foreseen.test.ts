// What runs that may come begin with: asked once, forgotten with the choice it was about, ended by a later look ahead.

import { expect, test } from 'vitest'
import { recipeBook, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { Foreseen } from '../../../src/shell/foreseen.ts'

const recipe = recipeBook.families[0].recipe

function ofSize(size: number): AutoencoderRecipe {
  return { ...recipe, code: { ...recipe.code, size } }
}

function foreseenOf(id: () => number) {
  const asked: number[] = []
  const foreseen = new Foreseen(async ({ code }) => {
    asked.push(code.size)
    return code.size === 3 ? null : { id: id(), answer: code.size }
  })
  return { foreseen, asked }
}

test('every recipe is asked of once, and known by what it says', async () => {
  const { foreseen, asked } = foreseenOf(() => 1)
  await foreseen.look([ofSize(2), ofSize(4)], 1)
  await foreseen.look([ofSize(4), ofSize(2), ofSize(8)], 1)
  expect(asked).toEqual([2, 4, 8])
  expect(foreseen.of(ofSize(4))).toEqual({ id: 1, answer: 4 })
  expect(foreseen.of(ofSize(16))).toBeNull()
})

test('where there is no answer there is none, and the others are asked all the same', async () => {
  const { foreseen } = foreseenOf(() => 1)
  await foreseen.look([ofSize(3), ofSize(4)], 1)
  expect(foreseen.of(ofSize(3))).toBeNull()
  expect(foreseen.of(ofSize(4))).not.toBeNull()
})

test('answers about an earlier choice, and of recipes that are not near any more, are forgotten', async () => {
  let id = 1
  const { foreseen, asked } = foreseenOf(() => id)
  await foreseen.look([ofSize(2), ofSize(4)], id)
  await foreseen.look([ofSize(4)], id)
  expect(foreseen.of(ofSize(2))).toBeNull()
  id = 2
  await foreseen.look([ofSize(4)], id)
  expect(asked).toEqual([2, 4, 4])
  expect(foreseen.of(ofSize(4))).toEqual({ id: 2, answer: 4 })
})

test('a later look ahead ends an earlier one', async () => {
  const { foreseen, asked } = foreseenOf(() => 1)
  await Promise.all([foreseen.look([ofSize(2), ofSize(4)], 1), foreseen.look([ofSize(8)], 1)])
  expect(asked).toEqual([2, 8])
  expect(foreseen.of(ofSize(2))).toBeNull()
})
