// An edit of the recipe: within the run where that is possible, else a fresh run, and never a recipe that is refused.

import { describe, expect, test } from 'vitest'
import { fromCheckpoint } from '../../../src/benches/autoencoder/checkpoints/find.ts'
import { recipeBook, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { branchedAt } from '../../../src/lab/branch.ts'
import { recipeOf } from '../../support/recipes.ts'
import { editOf, inForceSince } from '../../../src/shell/edits.ts'

const recipe = recipeOf({ family: 'variational' })

describe('an edit', () => {
  test('to what is there already is nothing', () => {
    expect(editOf(recipe, 100, { 'code.size': recipe.code.size })).toEqual({ kind: 'nothing' })
    expect(editOf(recipe, 100, {})).toEqual({ kind: 'nothing' })
  })

  test('to what cannot be is refused with the reason', () => {
    const edit = editOf(recipe, 100, { 'code.size': 0 })
    expect(edit).toMatchObject({ kind: 'refused' })
    expect(edit).toHaveProperty('complaints.0.sentence')
  })

  test('of the number of steps alone leaves the run as it is', () => {
    expect(editOf(recipe, 100, { 'optimise.steps': 500 })).toMatchObject({
      kind: 'steps',
      recipe: { optimise: { steps: 500 } },
    })
    expect(editOf(recipe, 100, { 'optimise.steps': 500, 'code.size': 3 })).toMatchObject({ kind: 'fresh' })
  })

  test('of a rate or a weight is a change within a run that has begun', () => {
    const changes = { 'optimise.rate': 0.01, 'objective.kl.weight': 2 }
    expect(editOf(recipe, 100, changes)).toEqual({ kind: 'live', changes: Object.entries(changes) })
    expect(editOf(recipe, 0, changes)).toMatchObject({ kind: 'fresh', recipe: { optimise: { rate: 0.01 } } })
  })

  test('of both kinds is a fresh run, without the changes of those fields that the run before had', () => {
    const changed = {
      ...recipe,
      changes: [
        { step: 50, path: 'optimise.rate', value: 0.1 },
        { step: 60, path: 'objective.kl.weight', value: 3 },
      ],
    }
    const edit = editOf(changed, 100, { 'code.size': 5, 'optimise.rate': 0.02 })
    expect(edit).toMatchObject({
      kind: 'fresh',
      path: 'code.size',
      recipe: { code: { size: 5 }, optimise: { rate: 0.02 }, changes: [changed.changes[1]] },
    })
  })

  test('back to what is in force since a change is nothing', () => {
    const changed = { ...recipe, changes: [{ step: 50, path: 'optimise.rate', value: 0.1 }] }
    expect(editOf(changed, 100, { 'optimise.rate': 0.1 })).toEqual({ kind: 'nothing' })
    expect(editOf(changed, 100, { 'optimise.rate': recipe.optimise.rate })).toMatchObject({ kind: 'live' })
  })
})

test('a value is in force since the last change of it, and since the beginning without one', () => {
  const changed = {
    ...recipe,
    changes: [
      { step: 5, path: 'optimise.rate', value: 1 },
      { step: 20, path: 'optimise.rate', value: 2 },
      { step: 30, path: 'objective.kl.weight', value: 2 },
    ],
  }
  expect(inForceSince(changed, ['optimise.rate'], 19)).toBe(5)
  expect(inForceSince(changed, ['optimise.rate'], 20)).toBe(20)
  expect(inForceSince(changed, ['optimise.rate', 'objective.kl.weight'], 40)).toBe(20)
  expect(inForceSince(changed, ['optimise.batch'], 40)).toBe(0)
})

describe('an edit of a branch', () => {
  const branch = branchedAt(recipeBook, recipe, 50)

  test('that the weights allow begins it anew at its step; what can change within it does so after that', () => {
    const corrupt = { kind: 'masking', rate: 0.5 }
    expect(editOf(branch, 80, { corrupt })).toMatchObject({
      kind: 'fresh',
      recipe: { corrupt, from: branch.from },
    })
    expect(editOf(branch, 80, { 'optimise.rate': 0.1 })).toMatchObject({ kind: 'live' })
    // nothing is trained yet, or what it came from still is
    for (const step of [50, 20]) {
      expect(editOf(branch, step, { 'optimise.rate': 0.1 })).toMatchObject({
        kind: 'fresh',
        recipe: { optimise: { rate: 0.1 }, from: branch.from, changes: [] },
      })
    }
  })

  test('that needs another network or other images is a fresh run from its own weights', () => {
    for (const edit of [{ 'code.size': 7 }, { 'data.train': 500 }]) {
      const { recipe: fresh } = editOf(branch, 80, edit) as { recipe: AutoencoderRecipe }
      expect(fresh.from).toBeUndefined()
    }
  })

  test('to an end before its step is refused with a sentence', () => {
    const edit = editOf(branch, 80, { 'optimise.steps': 10 })
    expect(edit).toMatchObject({ kind: 'refused' })
    expect(edit).toHaveProperty('complaints.0.sentence', expect.stringContaining('branches at step 50'))
  })
})

test('an edit of what goes on from a checkpoint is no refusal: weights that do not fit are left for others', () => {
  const trained = fromCheckpoint(recipeOf({ family: 'undercomplete', code: { size: 4 } }))
  expect(trained.from).toBeDefined()
  const larger = editOf(trained, 0, { 'code.size': 8 })
  expect(larger).toMatchObject({ kind: 'fresh', recipe: { code: { size: 8 }, from: expect.anything() } })
  expect(larger).not.toHaveProperty('recipe.from', trained.from)
  const bent = editOf(trained, 0, { 'encode.activation': 'tanh' })
  expect(bent).toMatchObject({ kind: 'fresh' })
  expect(bent).not.toHaveProperty('recipe.from')
})
