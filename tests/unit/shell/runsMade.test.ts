// The runs of a visit: which of them stand side by side, and how little of each is kept.

import { expect, test } from 'vitest'
import { variational } from '../../../src/benches/autoencoder/families/variational.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Frame } from '../../../src/lab/frame.ts'
import { withRun, type NumberedRun } from '../../../src/shell/runsMade.ts'

const { recipe } = variational

const frameAt = (step: number, parts: Frame['parts'] = {}) => ({ step, parts }) as Frame
const sized = (size: number): AutoencoderRecipe => ({ ...recipe, code: { ...recipe.code, size } })
const numbers = (runs: readonly NumberedRun[]) => runs.map(({ run }) => run)

test('a run stands by its last frame', () => {
  const first = withRun([], 1, recipe, frameAt(10))
  const second = withRun(first, 1, recipe, frameAt(20))
  expect(second).toMatchObject([{ run: 1, step: 20 }])
})

test('of a frame only what sets runs side by side is kept', () => {
  const parts = { runsMade: 'a', noiseLevels: 'b', samples: 'c', codePlane: new Float32Array(9), traps: 'd' }
  const [made] = withRun([], 1, recipe, frameAt(10, parts))
  expect(made!.parts).toEqual({ runsMade: 'a', noiseLevels: 'b', samples: 'c' })
})

test('a run with another recipe stands beside the earlier one, as it was changed on the way', () => {
  const changed = { ...recipe, changes: [{ step: 5, path: 'objective.kl.weight', value: 4 }] }
  const runs = withRun(withRun([], 1, recipe, frameAt(10)), 2, changed, frameAt(10))
  expect(numbers(runs)).toEqual([1, 2])
  expect(runs[1]!.recipe.objective['kl']).toMatchObject({ weight: 4 })
})

test('an earlier run of the same recipe gives way, however long each was meant to be', () => {
  const longer = { ...recipe, optimise: { ...recipe.optimise, steps: 9 } }
  const runs = withRun(withRun([], 1, recipe, frameAt(10)), 2, longer, frameAt(3))
  expect(numbers(runs)).toEqual([2])
})

test('a run that never left its first weights gives way', () => {
  const runs = withRun(withRun([], 1, sized(3), frameAt(0)), 2, sized(4), frameAt(0))
  expect(numbers(runs)).toEqual([2])
})

test('of more than 24 runs the oldest go', () => {
  let runs: readonly NumberedRun[] = []
  for (let run = 1; run <= 30; run++) runs = withRun(runs, run, sized(run), frameAt(10))
  expect(numbers(runs)).toEqual(Array.from({ length: 24 }, (_, i) => i + 7))
})
