// What a training step asks of WebGL: few draws, one upload, and nothing that the page would have to wait for.

import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { modelNames, models, type ModelName } from '../../../benchmarks/models.ts'
import { recipeOf } from '../../../benchmarks/recipes.ts'
import { countTraffic, withoutDraws, type Traffic } from '../../../benchmarks/traffic.ts'
import { run } from '../../../src/benches/autoencoder/run.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { httpSource } from '../../../src/data/source.ts'
import { around } from '../../support/around.ts'
import { startEngine } from '../../support/engine.ts'

/** The most draws of a step of each network, and the most copies behind them. */
const most: Record<ModelName, { draws: number; copies: number }> = {
  M1: { draws: 28, copies: 40 },
  M2: { draws: 47, copies: 40 },
  M3: { draws: 47, copies: 120 },
}

let data: Dataset

beforeAll(async () => {
  data = await openDataset('mnist', httpSource('/data/'))
  await data.trainReady(5000)
}, 60_000)

afterEach(() => vi.restoreAllMocks())

/** Of nine steps, between two that read their losses. */
async function trafficOf(name: ModelName): Promise<Traffic> {
  await startEngine('webgl')
  const steps = run(recipeOf(name), { data })
  try {
    // the first gives the state before any step
    for (let step = 0; step <= 20; step++) await steps.next()
    return await countTraffic(9, async () => {
      for (let step = 21; step < 30; step++) await steps.next()
    })
  } finally {
    await steps.return(undefined)
  }
}

test('where the draws are left out to time the JavaScript alone, so are the copies behind them, and both are counted', async () => {
  await startEngine('webgl')
  let done = 0
  for (const name of ['drawArrays', 'copyTexSubImage2D'] as const) {
    around(WebGL2RenderingContext.prototype, name, (call) => {
      done += 1
      return call()
    })
  }
  const steps = run(recipeOf('M1'), { data })
  for (let step = 0; step <= 20; step++) await steps.next()
  done = 0
  await withoutDraws(async () => {
    const traffic = await countTraffic(1, async () => void (await steps.next()))
    expect(Math.min(traffic.draws, traffic.copies)).toBeGreaterThan(0)
  })
  expect(done).toBe(0)
  await steps.return(undefined)
}, 60_000)

describe.each(modelNames.map((name) => ({ name, ...models[name], ...most[name] })))(
  '$label',
  ({ name, draws, copies }) => {
    test(`a step takes at most ${draws} draws, ${copies} copies and one upload, and reads nothing`, async () => {
      const traffic = await trafficOf(name)
      expect(traffic.draws).toBeLessThanOrEqual(draws)
      expect(traffic.copies).toBeLessThanOrEqual(copies)
      expect(traffic).toMatchObject({ uploads: 1, reads: 0 })
    }, 60_000)

    test('on hardware it takes as many draws, and copies nothing', async () => {
      around(WebGL2RenderingContext.prototype, 'getParameter', (call) => {
        const value = call()
        return typeof value === 'string' ? value.replaceAll('SwiftShader', 'some hardware') : value
      })
      const traffic = await trafficOf(name)
      expect(traffic.draws).toBeLessThanOrEqual(draws)
      expect(traffic).toMatchObject({ copies: 0, uploads: 1, reads: 0 })
    }, 60_000)
  },
)
