// What a checkpoint begins with is answered before its run is opened, and holds its run up for a moment at most.

import { expect, test } from 'vitest'
import type { Dataset } from '../../../src/data/dataset.ts'
import type { Bench, OpenModel } from '../../../src/lab/bench.ts'
import { Observer, type StandingAnswer } from '../../../src/lab/observer.ts'
import type { Recipe } from '../../../src/lab/recipe.ts'

const recipe = { from: { checkpoint: 'seven' }, changes: [] } as unknown as Recipe
const weights = [{ name: 'w', shape: [1], values: Float32Array.of(7) }]

function observerWith(ready: () => Promise<void>, initial: typeof weights | null) {
  const answers: StandingAnswer[] = []
  const open: Bench<Recipe>['open'] = async (_recipe, { parameters }) =>
    ({ ask: async () => parameters[0]!.values[0]!, dispose: () => {} }) as unknown as OpenModel
  const observer = new Observer<Recipe>({
    bench: { open } as unknown as Bench<Recipe>,
    openData: async () => ({}) as Dataset,
    ready,
    initialWeights: async () => initial,
    breathe: async () => {},
    budget: 1000,
    onFrame: () => {},
    onFailure: () => {},
    onAnswer: (_run, answer) => answers.push(answer),
    keeping: null,
  })
  observer.watch({ id: 5, instrument: 'strip', question: null })
  return { observer, answers }
}

test('its weights are answered of as soon as the run begins', async () => {
  const { observer, answers } = observerWith(async () => {}, weights)
  expect(await observer.begin(1, recipe, {})).toBeNull()
  expect(answers).toEqual([{ id: 5, answer: 7 }])
})

test('fresh weights are answered of when the trainer hands them on', async () => {
  const { observer, answers } = observerWith(async () => {}, null)
  await observer.begin(1, recipe, {})
  expect(answers).toEqual([])
})

test('a backend that starts only when the run has begun does not keep the run from beginning', async () => {
  const { observer, answers } = observerWith(() => new Promise<void>(() => {}), weights)
  expect(await observer.begin(1, recipe, {})).toBeNull()
  expect(answers).toEqual([])
})

test('the weights of a run that may come are answered of beside the one that goes on', async () => {
  const { observer, answers } = observerWith(async () => {}, weights)
  await observer.begin(1, recipe, {})
  expect(await observer.answerAhead({ ...recipe, from: { checkpoint: 'eight' } })).toEqual({
    id: 5,
    answer: 7,
  })
  expect(answers).toHaveLength(1)
})

test('of a run without a checkpoint nothing is known ahead', async () => {
  const { observer } = observerWith(async () => {}, null)
  expect(await observer.answerAhead(recipe)).toBeNull()
})
