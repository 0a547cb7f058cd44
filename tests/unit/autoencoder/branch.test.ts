// A branch goes on from a step of another run: the same weights, moments, memories and draws, to the bit.

import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { branchedAt } from '../../../src/lab/branch.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import { runLineage } from '../../../src/lab/lineage.ts'
import { inForce } from '../../../src/lab/recipe.ts'
import type { BatchLoss, RunStep, Snapshot } from '../../../src/lab/run.ts'
import { startBackend } from '../../../src/tensors/backends.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo } from '../../support/runs.ts'

let data: Dataset

beforeAll(async () => {
  data = await openDataset('mnist', fileSource('public/data'))
  await data.testReady()
})

const small = {
  data: { train: 1000, classes: [7] },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 40, batch: 32 },
}
/** A rate and a batch that change on the way, and a term that grows with the steps, or remembers them. */
const changes = [
  { step: 4, path: 'optimise.batch', value: 20 },
  { step: 9, path: 'optimise.rate', value: 0.002 },
  { step: 15, path: 'optimise.rate', value: 0.01 },
]
const warming = recipeOf({
  ...small,
  family: 'variational',
  objective: { kl: { weight: 1, warmup: 30, freeBits: 0.1 } },
  changes,
})
const remembering = recipeOf({
  ...small,
  family: 'sparse-kl',
  code: { size: 20 },
  objective: { klSparsity: { average: 'running' } },
  optimise: { ...small.optimise, method: 'momentum', rate: 0.01 },
})
const masked = recipeOf({ ...small, family: 'masked', encode: { ...small.encode, dropout: 0.2 } })

interface Pulled {
  readonly snapshot: Snapshot
  readonly steps: readonly Pick<RunStep<AutoencoderRecipe>, 'step' | 'mark'>[]
  readonly losses: readonly BatchLoss[]
}

async function pullTo(recipe: AutoencoderRecipe, step: number, from?: Snapshot): Promise<Pulled> {
  const run = runLineage(autoencoder, recipe, { openData: async () => data, from })
  const steps: Pulled['steps'][number][] = []
  const losses: BatchLoss[] = []
  try {
    for (;;) {
      const last = (await run.next()).value as RunStep<AutoencoderRecipe>
      steps.push({ step: last.step, mark: last.mark })
      if (last.loss) losses.push(last.loss)
      if (last.step >= step) return { snapshot: (await last.snapshot())!, steps, losses }
    }
  } finally {
    await run.return()
  }
}

const digest = ({ parameters, moments }: Snapshot) => digestOf([...parameters, ...moments])
const branched = (recipe: AutoencoderRecipe, step: number) => branchedAt(autoencoder.book, recipe, step)

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, null)
  })

  test.each([
    ['with a warm-up, free bits and changes on the way', warming],
    ['with a running average that a term remembers', remembering],
    ['with a corruption and dropout', masked],
  ])('a branch at 10 comes at 15 to where the run comes, %s', async (_, recipe) => {
    const straight = await trainTo(recipe, data, 15)
    const branch = await pullTo(branched(recipe, 10), 15)
    expect(digest(branch.snapshot)).toBe(digest(straight.snapshot))
    expect(branch.losses).toEqual(straight.losses)
  })
})

describe('a branch', () => {
  beforeAll(async () => {
    await startBackend('wasm', null)
  })

  test('counts on from the step at which it branches, which is a mark, after the steps of what it comes from', async () => {
    const { steps } = await pullTo(branched(warming, 12), 14)
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 15 }, (_, step) => step))
    expect(steps.filter(({ mark }) => mark).map(({ step }) => step)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ])
    const later = await pullTo(branched(warming, 17), 17)
    expect(later.steps.slice(-2)).toEqual([
      { step: 16, mark: true },
      { step: 17, mark: true },
    ])
  })

  test('of a branch replays both, and goes on from a snapshot of either to the same bits', async () => {
    const first = branched(warming, 6)
    const second = branched({ ...first, corrupt: { kind: 'masking', rate: 0.5 } }, 11)
    const whole = await pullTo(second, 14)
    const third = await pullTo(second, 3)
    const ninth = await pullTo(second, 9)
    const thirteenth = await pullTo(second, 13)
    for (const { snapshot } of [third, ninth, thirteenth]) {
      expect(digest((await pullTo(second, 14, snapshot)).snapshot)).toBe(digest(whole.snapshot))
    }
    expect(digest(whole.snapshot)).not.toBe(digest((await trainTo(warming, data, 14)).snapshot))
  })

  test('with another method begins its moments and their count afresh, with the weights kept', async () => {
    const other = branched(remembering, 8)
    const adam: AutoencoderRecipe = { ...other, optimise: { ...other.optimise, method: 'adam', rate: 0.001 } }
    const { snapshot } = await pullTo(adam, 9)
    const before = (await trainTo(remembering, data, 8)).snapshot
    // the first step of Adam moves every weight by the rate, whatever its gradient
    const moved = snapshot.parameters.flatMap(({ values }, i) =>
      [...values].map((value, j) => Math.abs(value - before.parameters[i]!.values[j]!)),
    )
    expect(Math.max(...moved.slice(0, 1000))).toBeLessThan(0.00101)
    expect(Math.max(...moved.slice(0, 1000))).toBeGreaterThan(0.00099)
    const kept = (await pullTo(adam, 11)).snapshot
    expect(digest((await pullTo(adam, 13, kept)).snapshot)).toBe(digest((await pullTo(adam, 13)).snapshot))
  })

  test('is measured before its step as what it comes from, and from it on as itself', async () => {
    const branch = { ...branched(warming, 10), corrupt: { kind: 'masking', rate: 0.5 } }
    expect(inForce(branch, 9)).toEqual(inForce(warming, 9))
    expect(inForce(branch, 10).corrupt).toEqual({ kind: 'masking', rate: 0.5 })
  })
})
