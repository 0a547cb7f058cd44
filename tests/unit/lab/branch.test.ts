// A branch's recipe: what it takes over, what it may have otherwise, and how it stands in a link.

import { describe, expect, test } from 'vitest'
import { recipeBook as book, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { branchedAt, branchSteps, changesOnTheWay, sharedUntil } from '../../../src/lab/branch.ts'
import { readLink, writeLink } from '../../../src/lab/link.ts'
import { branchOf, depthOf, mostBranches } from '../../../src/lab/origin.ts'
import { imagesSeen, inForce, readRecipe } from '../../../src/lab/recipe.ts'
import { recipeOf } from '../../support/recipes.ts'

const parent = recipeOf({
  family: 'variational',
  optimise: { steps: 500, batch: 100 },
  changes: [
    { step: 10, path: 'optimise.batch', value: 50 },
    { step: 20, path: 'optimise.rate', value: 0.01 },
    { step: 30, path: 'optimise.rate', value: 0.1 },
  ],
})
const at = (recipe: AutoencoderRecipe, step: number) => branchedAt(book, recipe, step)
const branch = at(parent, 20)

describe('a branch', () => {
  test('has what is in force at its step, and none of the later changes', () => {
    expect(branch.optimise).toEqual({ ...parent.optimise, batch: 50, rate: 0.01 })
    expect(branch.changes).toEqual([])
    expect(branch.from).toEqual({ recipe: parent, step: 20 })
  })

  test('keeps what its family plans, and nothing else that is planned', () => {
    const linear = recipeOf({ family: 'linear' })
    expect(at(linear, 100).changes).toEqual(linear.changes)
    expect(at(linear, linear.changes[0]!.step).changes).toEqual([])
    expect(at({ ...linear, changes: [] }, 100).changes).toEqual([])
  })

  test('ends where the run would, or as much later where it begins at the end', () => {
    expect(at(parent, 499).optimise.steps).toBe(500)
    expect(at(parent, 500).optimise.steps).toBe(1000)
    expect(at({ ...parent, optimise: { ...parent.optimise, steps: 0 } }, 0).optimise.steps).toBe(1)
  })

  test('from before its own step is one of the run it came from', () => {
    expect(at(branch, 15).from).toEqual({ recipe: parent, step: 15 })
    expect(at(branch, 20)).toEqual(branch)
    expect(at(branch, 21).from).toEqual({ recipe: branch, step: 21 })
    expect(branchSteps(at(branch, 21))).toEqual([20, 21])
  })

  test('is before its step the run it came from: in force, in images seen, in changes on the way', () => {
    const own = { ...branch, changes: [{ step: 25, path: 'optimise.batch', value: 10 }] }
    expect(inForce(own, 19)).toEqual(inForce(parent, 19))
    expect(inForce(own, 20).optimise.rate).toBe(0.01)
    for (const step of [5, 15, 20]) expect(imagesSeen(own, step)).toBe(imagesSeen(parent, step))
    expect(imagesSeen(own, 30)).toBe(10 * 100 + 15 * 50 + 5 * 10)
    expect(changesOnTheWay(own).map(({ step }) => step)).toEqual([10, 25])
  })

  test('shares with another run what decided its steps, whatever came later', () => {
    expect(sharedUntil(parent, branch)).toBe(20)
    expect(sharedUntil({ ...parent, changes: parent.changes.slice(0, 1) }, branch)).toBe(20)
    expect(sharedUntil({ ...parent, changes: [] }, branch)).toBeNull()
    expect(sharedUntil({ ...parent, seed: 1 }, branch)).toBeNull()
    expect(sharedUntil(branch, { ...branch, corrupt: { kind: 'masking', rate: 0.5 } })).toBe(20)
    expect(sharedUntil(at(branch, 40), branch)).toBe(20)
    expect(sharedUntil(branch, at(branch, 40))).toBe(40)
    expect(sharedUntil(branch, parent)).toBeNull()
  })

  test('is the same recipe again from a link, in which what it came from is short, too', () => {
    const deep = at({ ...at(branch, 40), seed: 3 }, 60)
    const link = writeLink(book, deep)
    expect(readLink(book, link)).toEqual({ recipe: deep, complaints: [] })
    expect(link.length).toBeLessThan(600)
    expect(readRecipe(book, { ...branch, from: { recipe: { family: 'variational' }, step: 3 } })).toEqual({
      recipe: { ...branch, from: { recipe: recipeOf({ family: 'variational' }), step: 3 } },
      complaints: [],
    })
  })

  test('of too many branches is refused with a sentence, in the lab and in a link', () => {
    let deepest = parent
    for (let step = 1; step <= mostBranches; step++) deepest = at(deepest, step)
    expect(depthOf(deepest)).toBe(mostBranches)
    expect(readRecipe(book, deepest)).toEqual({ recipe: deepest, complaints: [] })
    expect(() => at(deepest, 100)).toThrow('deep at most')
    const deeper = { ...deepest, from: { recipe: deepest, step: 100 } }
    const { recipe, complaints } = readRecipe(book, deeper)
    expect(complaints[0]!.sentence).toContain(`${mostBranches} deep at most`)
    expect(book.schema.safeParse(recipe).success).toBe(true)
  })
})

describe('what cannot be a branch', () => {
  const read = (value: unknown) => {
    const { recipe, complaints } = readRecipe(book, value)
    expect(book.schema.safeParse(recipe).success).toBe(true)
    return { recipe, sentences: complaints.map(({ sentence }) => sentence) }
  }

  test.each([
    ['another code size', { code: { ...branch.code, size: 3 } }, 'keeps the network'],
    ['another activation', { encode: { ...branch.encode, activation: 'tanh' } }, 'keeps the network'],
    ['a variance of its own', { decode: { ...branch.decode, output: 'gaussian' } }, 'keeps the network'],
    ['other images', { data: { ...branch.data, train: 100 } }, 'keeps the images'],
  ])('has %s: it loses what it came from', (_, other, sentence) => {
    const { recipe, sentences } = read({ ...branch, ...other })
    expect(recipe.from).toBeUndefined()
    expect(sentences[0]).toContain(sentence)
  })

  test('ends before it begins: it ends where it begins', () => {
    const { recipe, sentences } = read({ ...branch, optimise: { ...branch.optimise, steps: 19 } })
    expect(recipe.optimise.steps).toBe(20)
    expect(sentences[0]).toContain('branches at step 20')
  })

  test('changes something before it begins: the change is left out', () => {
    const changes = [{ step: 19, path: 'optimise.rate', value: 1 }]
    const { recipe, sentences } = read({ ...branch, changes })
    expect(recipe.changes).toEqual([])
    expect(sentences[0]).toContain('branches at step 20')
  })

  test('remembers what the run before did not keep: the term is as it was', () => {
    const sparse = recipeOf({ family: 'sparse-kl', objective: { klSparsity: { average: 'batch' } } })
    const wrong = at(sparse, 20)
    const { recipe, sentences } = read({
      ...wrong,
      objective: { ...wrong.objective, klSparsity: { ...wrong.objective['klSparsity'], average: 'running' } },
    })
    expect(recipe.objective['klSparsity']).toEqual(sparse.objective['klSparsity'])
    expect(sentences[0]).toContain('remembers every step')
  })

  test('may have anything else otherwise: corruption, terms, dropout, samples, seed, method, rate', () => {
    const other = {
      ...branch,
      seed: 7,
      corrupt: { kind: 'masking', rate: 0.5 },
      encode: { ...branch.encode, dropout: 0.3, initial: 'he' },
      code: { ...branch.code, samples: 4 },
      objective: { ...branch.objective, l2Weights: { weight: 0.1 } },
      optimise: { ...branch.optimise, method: 'sgd', rate: 0.5, batch: 7 },
    }
    expect(read(other)).toEqual({ recipe: other, sentences: [] })
  })

  test.each([
    ['nothing', null],
    ['a number', 7],
    ['no step', { recipe: {} }],
    ['no recipe', { step: 3 }],
    ['a recipe that is a list', { recipe: [], step: 3 }],
    ['a step that is none', { recipe: {}, step: -1 }],
    ['a step beyond all', { recipe: {}, step: 1e9 }],
    ['both origins', { recipe: {}, step: 3, checkpoint: 'f' }],
    ['a family that nobody knows', { recipe: { family: 'x', from: { recipe: 1, step: 'x' } }, step: 3 }],
  ])('comes from %s, and is a recipe all the same, with a sentence', (_, from) => {
    const { sentences } = read({ from })
    expect(sentences.length).toBeGreaterThan(0)
  })

  test('names the field of the run that it comes from which cannot be used', () => {
    const wrong = { ...parent, optimise: { ...parent.optimise, rate: -1 } }
    const { recipe, complaints } = readRecipe(book, { ...branch, from: { recipe: wrong, step: 20 } })
    expect(complaints[0]).toMatchObject({ field: 'from.recipe.optimise.rate' })
    expect(complaints[0]!.sentence).toMatch(/^Of the run that it branches from: optimise.rate is -1/)
    expect(branchOf(recipe)?.recipe.optimise.rate).toBe(0.001)
  })
})
