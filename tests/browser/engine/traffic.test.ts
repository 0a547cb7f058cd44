// What a training step asks of WebGL: few draws, one upload, and nothing that the page would have to wait for.

import { beforeAll, expect, test } from 'vitest'
import { run } from '../../../src/benches/autoencoder/run.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { httpSource } from '../../../src/data/source.ts'
import { startEngine } from '../../support/engine.ts'
import { recipeOf } from '../../support/recipes.ts'

const optimise = { method: 'adam', rate: 0.001, batch: 128 }

/** The three networks of the benchmark, and the most draws of a step of each; losses are read at every tenth. */
const networks = [
  {
    name: 'a deep autoencoder',
    draws: 28,
    recipe: {
      family: 'undercomplete',
      encode: { layers: [{ kind: 'dense', units: 128 }] },
      code: { size: 32 },
      optimise,
    },
  },
  {
    name: 'a variational one',
    draws: 47,
    recipe: {
      family: 'variational',
      encode: { layers: [{ kind: 'dense', units: 512 }] },
      code: { size: 2 },
      optimise,
    },
  },
  {
    name: 'a convolutional one',
    draws: 90,
    recipe: {
      family: 'convolutional',
      encode: {
        layers: [
          { kind: 'conv', filters: 16, size: 3, stride: 2, padding: 'same' },
          { kind: 'conv', filters: 32, size: 3, stride: 2, padding: 'same' },
        ],
      },
      code: { size: 16 },
      optimise,
    },
  },
] as const

let data: Dataset

beforeAll(async () => {
  data = await openDataset('mnist', httpSource('/data/'))
  await data.trainReady(5000)
  await startEngine('webgl')
}, 60_000)

type Call = (this: unknown, ...given: unknown[]) => unknown

/** How often each of these methods is called during `work`; of uploads those that carry data. */
async function counted(work: () => Promise<void>): Promise<Record<string, number>> {
  const names = ['drawArrays', 'drawElements', 'texImage2D', 'texSubImage2D', 'readPixels', 'finish']
  const methods = WebGL2RenderingContext.prototype as unknown as Record<string, Call>
  const before = names.map((name) => [name, methods[name]!] as const)
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]))
  for (const [name, call] of before) {
    methods[name] = function (...given) {
      const isCounted =
        !name.startsWith('tex') || given.some((one) => typeof one === 'object' && one !== null)
      if (isCounted) counts[name]! += 1
      return call.apply(this, given)
    }
  }
  try {
    await work()
  } finally {
    for (const [name, call] of before) methods[name] = call
  }
  return counts
}

test.each(networks)(
  'a step of $name takes at most $draws draws and one upload, and reads nothing',
  async (one) => {
    const steps = run(recipeOf(one.recipe), { data })
    try {
      // the first gives the state before any step
      for (let step = 0; step <= 20; step++) await steps.next()
      const nine = await counted(async () => {
        for (let step = 21; step < 30; step++) await steps.next()
      })
      expect(nine['drawArrays']! + nine['drawElements']!).toBeLessThanOrEqual(9 * one.draws)
      expect(nine['texImage2D']! + nine['texSubImage2D']!).toBe(9)
      expect(nine['readPixels']! + nine['finish']!).toBe(0)
    } finally {
      await steps.return(undefined)
    }
  },
  60_000,
)
