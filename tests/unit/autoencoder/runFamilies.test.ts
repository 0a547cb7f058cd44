// Runs of every family, and of what families can be mixed to: repeated, gone on with from a snapshot, without a leak.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { families } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import { merge } from '../../../src/lab/json.ts'
import { isLossRead } from '../../../src/lab/run.ts'
import { startEngine } from '../../support/engine.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo, type RunOptions } from '../../support/runs.ts'
import { fakeSet, fakeSource, memoryCache } from '../data/fakeSet.ts'

const few = { data: { train: 30 }, optimise: { batch: 8 } }
const dense = (...units: number[]) => units.map((width) => ({ kind: 'dense', units: width }))

/** What remembers or draws something that a snapshot must not lose. */
const mixtures: Record<string, unknown> = {
  'KL sparsity over a running average': {
    family: 'sparse-kl',
    objective: { klSparsity: { weight: 3, target: 0.05, average: 'running' } },
  },
  'KL sparsity over a running average, without moments': {
    family: 'sparse-kl',
    objective: { klSparsity: { weight: 3, target: 0.05, average: 'running' } },
    optimise: { method: 'sgd', rate: 0.0001 },
  },
  'dropout, corruption, sampled pixels, samples of the code and random signs': {
    family: 'conditional',
    data: { pixels: 'sampled' },
    corrupt: { kind: 'patches', size: 7, rate: 0.5 },
    encode: { layers: dense(16, 8), dropout: 0.4 },
    code: { size: 4, samples: 3 },
    decode: { output: 'gaussian', variance: 'learned' },
    objective: {
      reconstruction: { over: 'masked' },
      contraction: { weight: 0.1, method: 'hutchinson' },
      kl: { weight: 1, warmup: 5, freeBits: 0.1 },
    },
    optimise: { method: 'momentum', rate: 0.0001 },
  },
  'convolutions, pooling and a contraction': {
    encode: {
      layers: [
        { kind: 'conv', filters: 4, size: 3, stride: 2, padding: 'same' },
        { kind: 'pool', method: 'max', size: 2 },
      ],
      dropout: 0.2,
    },
    objective: { contraction: { weight: 0.1, method: 'exact' }, l1Weights: { weight: 0.001 } },
  },
}

const recipes = [
  ...families.map(({ id }) => [id, recipeOf({ family: id, ...few })] as const),
  ...Object.entries(mixtures).map(([name, partial]) => [name, recipeOf(merge(few, partial))] as const),
]

let data: Dataset

beforeAll(async () => {
  await startEngine('wasm')
  data = await openDataset('mnist', fakeSource(fakeSet([20, 20])), { cache: memoryCache() })
  await data.trainReady(data.train.count)
  await data.testReady()
})

afterEach(() => {
  vi.restoreAllMocks()
})

test('there are thirteen families', () => {
  expect(families).toHaveLength(13)
})

describe.each(recipes)('%s', (_, recipe) => {
  const trained = (steps: number, options?: RunOptions) => trainTo(recipe, data, steps, options)

  test('gives the same digest twice, and the same from a snapshot on', async () => {
    const whole = await trained(4, { keep: [2] })
    const digest = digestOf(whole.snapshot.parameters)
    expect(digestOf((await trained(4)).snapshot.parameters)).toBe(digest)
    const from = whole.kept.get(2)!
    expect(digestOf(from.parameters)).not.toBe(digest)
    const gone = await trained(4, { from })
    expect(digestOf(gone.snapshot.parameters)).toBe(digest)
    expect(digestOf(gone.snapshot.moments)).toBe(digestOf(whole.snapshot.moments))
    expect(gone.losses).toEqual(whole.losses.filter(({ step }) => step >= 2))
    for (const { total } of whole.losses) expect(Number.isFinite(total)).toBe(true)
  })

  test('holds no tensor more after twenty steps than after ten, and none at its end', async () => {
    const before = tf.memory()
    const run = autoencoder.run(recipe, { data })
    const held: [number, number][] = []
    for (let step = 0; step <= 20; step++) {
      await run.next()
      if (step === 10 || step === 20) held.push([tf.memory().numTensors, tf.memory().numBytes])
    }
    await run.return()
    expect(held[1]).toEqual(held[0])
    expect([tf.memory().numTensors, tf.memory().numBytes]).toEqual([before.numTensors, before.numBytes])
  })

  test('reads from the device at the steps whose losses are read, and at no other', async () => {
    const engine = tf.engine()
    const reading = [vi.spyOn(engine, 'read'), vi.spyOn(engine, 'readSync')]
    const reads = () => reading.reduce((sum, { mock }) => sum + mock.calls.length, 0)
    const run = autoencoder.run(recipe, { data })
    await run.next()
    const readAt: number[] = []
    for (let step = 1, before = reads(); step <= 20; step++) {
      await run.next()
      for (; before < reads(); before++) readAt.push(step)
    }
    await run.return()
    expect(readAt).toEqual(Array.from({ length: 20 }, (_none, i) => i + 1).filter(isLossRead))
  })
})

describe('a snapshot', () => {
  const forget = (name: string) => {
    const recipe = recipeOf(merge(few, mixtures['KL sparsity over a running average']))
    return { recipe, isForgotten: (array: { name: string }) => array.name.startsWith(name) }
  }

  test.each(['memory/', ''])('of which "%s…" is put to zero goes on to another digest', async (name) => {
    const { recipe, isForgotten } = forget(name)
    const { kept, snapshot } = await trainTo(recipe, data, 4, { keep: [2] })
    const from = kept.get(2)!
    const forgetful = from.moments.map((array) =>
      isForgotten(array) ? { ...array, values: new Float32Array(array.values.length) } : array,
    )
    expect(forgetful.some((array, i) => array !== from.moments[i])).toBe(true)
    const gone = await trainTo(recipe, data, 4, { from: { ...from, moments: forgetful } })
    expect(digestOf(gone.snapshot.parameters)).not.toBe(digestOf(snapshot.parameters))
  })

  test('of KL sparsity has the running average of the code’s units in it', async () => {
    const { recipe } = forget('memory/')
    const { snapshot } = await trainTo(recipe, data, 2)
    const memory = snapshot.moments.find(({ name }) => name === 'memory/klSparsity')!
    expect(memory.shape).toEqual([196])
    // after two steps 0.09 and 0.1 of means that begin near a half
    const mean = memory.values.reduce((sum, value) => sum + value, 0) / 196
    expect(Math.abs(mean - 0.19 / 2)).toBeLessThan(0.02)
  })
})

test('a run without a running average keeps none', async () => {
  const { snapshot } = await trainTo(recipeOf({ family: 'sparse-kl', ...few }), data, 1)
  expect(snapshot.moments.filter(({ name }) => name.startsWith('memory/'))).toEqual([])
})
