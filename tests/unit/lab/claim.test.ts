// A claim is judged by training its recipes, or at once by weights that were trained before.

import { expect, test } from 'vitest'
import type { Dataset } from '../../../src/data/dataset.ts'
import type { Bench } from '../../../src/lab/bench.ts'
import { isWithin, judge, type Claim, type ClaimContext } from '../../../src/lab/claim.ts'
import type { Recipe } from '../../../src/lab/recipe.ts'

const recipe = { version: 1, bench: 'one', family: 'one', seed: 1, changes: [] } as unknown as Recipe
const claim: Claim<Recipe> = {
  id: 'weights-are-seven',
  quote: 'The weights are seven.',
  lecture: 'S0',
  section: 'nowhere',
  items: [],
  recipes: [{ ...recipe, optimise: { steps: 3, batch: 1, rate: 1 } }],
  measure: async ([trained]) => [
    {
      name: { en: 'the weight' },
      value: trained!.snapshot.parameters[0]!.values[0]!,
      bound: { atLeast: 6 },
    },
    { name: { en: 'beside it, without a bound' }, value: -1 },
  ],
  finding: 'holds',
  note: null,
  seconds: 1,
}
const weights = (value: number) => [{ name: 'w', shape: [1], values: Float32Array.of(value) }]

/** A bench of which every step adds one to its single weight. */
function contextWith(trainedBefore?: ClaimContext<Recipe>['trainedBefore']) {
  const steps: number[] = []
  async function* run() {
    for (let step = 0; step <= 3; step++) {
      steps.push(step)
      const snapshot = async () => ({ step, parameters: weights(step), moments: [] })
      yield { step, recipe, epochImages: 1, loss: null, mark: true, snapshot }
    }
  }
  const bench = { run } as unknown as Bench<Recipe>
  const openData = async () => ({}) as Dataset
  return { steps, context: { bench, openData, openSet: openData, trainedBefore } }
}

async function verdictIn(context: ClaimContext<Recipe>) {
  for await (const verdict of judge([claim], context)) return verdict
  return null
}

test('weights that were trained before are judged without a step', async () => {
  const { steps, context } = contextWith(async () => weights(7))
  expect(await verdictIn(context)).toMatchObject({ figures: [{ value: 7 }, { value: -1 }], verdict: 'holds' })
  expect(steps).toEqual([])
})

test('where there are none, the recipe is trained to its end', async () => {
  const { steps, context } = contextWith(async () => null)
  expect(await verdictIn(context)).toMatchObject({
    figures: [{ value: 3 }, { value: -1 }],
    verdict: 'otherwise',
  })
  expect(steps).toEqual([0, 1, 2, 3])
})

test('a figure is within its bound only where all of its range is', () => {
  const figure = { name: { en: 'x' }, value: 5 }
  expect(isWithin(figure)).toBe(true)
  expect(isWithin({ ...figure, bound: { atLeast: 5 } })).toBe(true)
  expect(isWithin({ ...figure, range: [4, 6], bound: { atLeast: 5 } })).toBe(false)
  expect(isWithin({ ...figure, range: [4, 6], bound: { atMost: 6 } })).toBe(true)
  expect(isWithin({ ...figure, range: [4, 6], bound: { atMost: 5 } })).toBe(false)
  expect(isWithin({ ...figure, value: NaN, bound: { atLeast: 0 } })).toBe(false)
})
