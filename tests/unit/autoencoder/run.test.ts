// A recipe is the only thing that decides a run: repeated, changed on the way, gone on with from a snapshot, or diverged.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { presentBatch, openPresentation } from '../../../src/benches/autoencoder/batch.ts'
import { evaluate } from '../../../src/benches/autoencoder/evaluate.ts'
import { meanImage } from '../../../src/benches/autoencoder/meanImage.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Dataset } from '../../../src/data/dataset.ts'
import { openOrder } from '../../../src/data/order.ts'
import { selectTest, selectTraining } from '../../../src/data/selection.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import { merge } from '../../../src/lab/json.ts'
import { imagesSeen, inForce, type Change } from '../../../src/lab/recipe.ts'
import { Divergence } from '../../../src/lab/run.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type NamedArray } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo, type RunOptions } from '../../support/runs.ts'

let data: Dataset

const small = {
  data: { train: 500 },
  encode: { layers: [{ kind: 'dense', units: 16 }], activation: 'tanh' },
  optimise: { batch: 20, steps: 40 },
}
const smallRecipe = (partial: unknown = {}) => recipeOf(merge(small, partial))

async function digestAfter(recipe: AutoencoderRecipe, steps: number, options?: RunOptions): Promise<string> {
  return digestOf((await trainTo(recipe, data, steps, options)).snapshot.parameters)
}

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
}, 60_000)

// Plain JavaScript is slow: fewer steps there.
describe.each([
  ['wasm', 30, 100],
  ['cpu', 8, 20],
] as const)('on %s', (backend, few, many) => {
  beforeAll(async () => {
    await startEngine(backend)
  })

  test('the same recipe gives the same digest, another seed another', async () => {
    const digest = await digestAfter(smallRecipe(), few)
    expect(await digestAfter(smallRecipe(), few)).toBe(digest)
    expect(await digestAfter(smallRecipe({ seed: 43 }), few)).not.toBe(digest)
    expect(await digestAfter(smallRecipe(), few - 1)).not.toBe(digest)
  })

  test(`${many} steps leak no tensor`, async () => {
    const before = tf.memory()
    const penalised = { decode: { tied: true }, objective: { l1Weights: { weight: 0.01 } } }
    await trainTo(smallRecipe({ data: { centre: true }, ...penalised }), data, many)
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
  })

  test(`no tensor more is held after ${many} steps than after two`, async () => {
    const run = autoencoder.run(smallRecipe(), { data })
    const held: [number, number][] = []
    for (let step = 0; step <= many; step++) {
      await run.next()
      if (step === 2 || step === many) held.push([tf.memory().numTensors, tf.memory().numBytes])
    }
    await run.return()
    expect(held[1]).toEqual(held[0])
  })

  test('a run that is put to rest, measured, asked and reported leaks no tensor', async () => {
    const { recipe, snapshot } = await trainTo(smallRecipe({ data: { classes: [3] } }), data, 5)
    const before = tf.memory()
    const model = await autoencoder.open(recipe, snapshot, data)
    await model.measure(true)
    await model.ask('strip', { kind: 'test', index: 3 })
    await model.ask('strip', { kind: 'code', code: new Float32Array(2) })
    await expect(model.ask('nobody', null)).rejects.toThrow(/nobody/)
    await model.report()
    model.dispose()
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
  })

  test('a run that diverges leaks no tensor, and names its term and step', async () => {
    const before = tf.memory()
    const recipe = smallRecipe({
      decode: { output: 'gaussian' },
      encode: { activation: 'linear' },
      optimise: { method: 'sgd', rate: 100 },
    })
    const failure: unknown = await trainTo(recipe, data, 60).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Divergence)
    const { term, step, value } = failure as Divergence
    expect(term).toBe('reconstruction')
    expect(step).toBeLessThan(60)
    // up to there every loss was finite
    const { losses } = await trainTo(recipe, data, step)
    for (const { total } of losses.slice(0, step)) expect(Number.isFinite(total)).toBe(true)
    expect(Number.isFinite(value)).toBe(false)
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
  })
})

describe('in a run', () => {
  beforeAll(async () => {
    await startEngine('wasm')
  })

  const changes: Change[] = [
    { step: 7, path: 'optimise.rate', value: 0.01 },
    { step: 12, path: 'optimise.batch', value: 33 },
    { step: 12, path: 'objective.l2Weights.weight', value: 0.001 },
    { step: 25, path: 'optimise.batch', value: 5 },
  ]

  test('changes given on the way are written into the recipe, which run afresh gives the same digest', async () => {
    const live = await trainTo(smallRecipe(), data, 40, { live: changes })
    expect(live.recipe.changes).toEqual(changes)
    const digest = digestOf(live.snapshot.parameters)
    expect(await digestAfter(live.recipe, 40)).toBe(digest)
    expect(await digestAfter(smallRecipe({ changes }), 40)).toBe(digest)
    expect(await digestAfter(smallRecipe(), 40)).not.toBe(digest)
    expect(await digestAfter(smallRecipe({ changes: changes.slice(0, 3) }), 40)).not.toBe(digest)
  })

  test('a change at step 0 is as if the recipe had said so', async () => {
    const digest = await digestAfter(smallRecipe({ optimise: { rate: 0.01, batch: 33 } }), 20)
    const live: Change[] = [
      { step: 0, path: 'optimise.rate', value: 0.01 },
      { step: 0, path: 'optimise.batch', value: 33 },
    ]
    expect(await digestAfter(smallRecipe(), 20, { live })).toBe(digest)
  })

  test.each([
    ['Adam', {}],
    ['momentum', { optimise: { method: 'momentum', rate: 0.0005 } }],
    ['gradient descent', { optimise: { method: 'sgd', rate: 0.0005 } }],
    ['sampled pixels', { data: { pixels: 'sampled' } }],
    ['a centred input and the mean as bias', { data: { centre: true }, decode: { bias: 'mean' } }],
  ])(
    'with %s, a snapshot goes on to the digest of the uninterrupted run, across changed batches too',
    async (_, partial) => {
      const recipe = smallRecipe({ ...partial, changes })
      const whole = await trainTo(recipe, data, 40, { keep: [0, 1, 12, 13, 30] })
      const digest = digestOf(whole.snapshot.parameters)
      for (const from of whole.kept.values()) {
        expect(await digestAfter(recipe, 40, { from }), `from step ${from.step}`).toBe(digest)
      }
    },
  )

  test('of a snapshot both weights and moments matter', async () => {
    const recipe = smallRecipe()
    const { kept, snapshot } = await trainTo(recipe, data, 20, { keep: [10] })
    const from = kept.get(10)!
    const forgetful = {
      ...from,
      moments: from.moments.map((m) => ({ ...m, values: new Float32Array(m.values.length) })),
    }
    expect(await digestAfter(recipe, 20, { from: forgetful })).not.toBe(digestOf(snapshot.parameters))
  })

  test('a snapshot stays as it was while the run goes on', async () => {
    const { kept } = await trainTo(smallRecipe(), data, 20, { keep: [10] })
    expect(digestOf(kept.get(10)!.parameters)).toBe(await digestAfter(smallRecipe(), 10))
  })

  test('sampled pixels move neither the weights’ first values nor the order of the batches', async () => {
    const [grey, sampled] = [smallRecipe(), smallRecipe({ data: { pixels: 'sampled' } })]
    expect(await digestAfter(sampled, 0)).toBe(await digestAfter(grey, 0))
    expect(await digestAfter(sampled, 1)).not.toBe(await digestAfter(grey, 1))
    const streams = openPresentation(grey.seed)
    for (const step of [0, 3]) {
      const { indices } = openOrder(selectTraining(data, grey.data), openStream(42, 'order')).next(
        imagesSeen(grey, step),
        20,
      )
      const [drawn, again, clean] = [sampled, sampled, grey].map((recipe) => {
        const { x } = presentBatch(inForce(recipe, step), data.train, indices, null, streams, step)
        const values = x.dataSync()
        x.dispose()
        return values
      })
      expect(drawn).toEqual(again)
      // a black pixel stays 0, a white one 1, and every other is one of the two
      clean!.forEach((value, i) => expect([Math.floor(value), Math.ceil(value)]).toContain(drawn![i]))
    }
  })

  test('measuring on the way moves nothing', async () => {
    const recipe = smallRecipe({ data: { pixels: 'sampled', classes: [3] } })
    const run = autoencoder.run(recipe, { data })
    let last = (await run.next()).value!
    while (last.step < 20) {
      last = (await run.next()).value!
      if (last.step % 5 !== 0) continue
      const model = await autoencoder.open(recipe, (await last.snapshot())!, data)
      await model.measure(false)
      model.dispose()
    }
    const digest = digestOf((await last.snapshot())!.parameters)
    await run.return()
    expect(digest).toBe(await digestAfter(recipe, 20))
  })

  test('the loss read is that of the batch before its step, per image and summed over pixels', async () => {
    const recipe = smallRecipe({ objective: { l2Weights: { weight: 0.5 } } })
    const { losses, kept } = await trainTo(recipe, data, 12, { keep: [3] })
    expect(losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const indices = openOrder(selectTraining(data, recipe.data), openStream(42, 'order')).next(
      imagesSeen(recipe, 3),
      20,
    ).indices
    const parameters = toTensors(kept.get(3)!.parameters)
    const { evaluation } = await evaluate(
      buildModel(recipe),
      parameters,
      { part: 'train', images: data.train, indices },
      { mean: null },
    )
    dispose(parameters)
    expect(losses[3]!.reconstruction / evaluation.reconstruction).toBeCloseTo(1, 5)
    expect(losses[3]!.terms['l2Weights']! / evaluation.terms['l2Weights']!).toBeCloseTo(1, 5)
    expect(losses[3]!.total).toBeCloseTo(losses[3]!.reconstruction + 0.5 * losses[3]!.terms['l2Weights']!, 6)
  })

  test('after a change of batch the images go on where they were: none is skipped, none seen twice', async () => {
    const recipe = smallRecipe({ changes: [{ step: 3, path: 'optimise.batch', value: 33 }] })
    const { losses, kept } = await trainTo(recipe, data, 8, { keep: [5] })
    const order = openOrder(selectTraining(data, recipe.data), openStream(42, 'order'))
    const { indices } = order.next(3 * 20 + 2 * 33, 33)
    const parameters = toTensors(kept.get(5)!.parameters)
    const set = { part: 'train' as const, images: data.train, indices }
    const { evaluation } = await evaluate(buildModel(recipe), parameters, set, { mean: null })
    dispose(parameters)
    expect(losses[5]!.reconstruction / evaluation.reconstruction).toBeCloseTo(1, 5)
  })

  test('reducing to the mean is a rate 784 times smaller for gradient descent, and leaves the printed loss alone', async () => {
    const sgd = { optimise: { method: 'sgd', rate: 0.00005 } }
    const sum = await trainTo(smallRecipe(sgd), data, 10)
    const mean = await trainTo(
      smallRecipe({
        objective: { reconstruction: { reduce: 'mean' } },
        optimise: { method: 'sgd', rate: 0.00005 * 784 },
      }),
      data,
      10,
    )
    mean.losses.forEach((loss, i) =>
      expect(loss.reconstruction / sum.losses[i]!.reconstruction).toBeCloseTo(1, 4),
    )
  })

  test('five training images come round many times in a batch of 128, and are learned', async () => {
    const recipe = recipeOf({
      data: { train: 5 },
      encode: { layers: [] },
      code: { size: 8 },
      optimise: { rate: 0.01 },
    })
    const { losses } = await trainTo(recipe, data, 40)
    expect(losses.at(-1)!.reconstruction).toBeLessThan(losses[0]!.reconstruction / 3)
  })

  test('a tied linear autoencoder learns with half the kernels', async () => {
    const recipe = recipeOf({
      family: 'linear',
      data: { train: 500 },
      code: { size: 4 },
      decode: { tied: true },
    })
    const { losses, snapshot } = await trainTo(recipe, data, 60)
    expect(snapshot.parameters.map(({ name }) => name)).toEqual(['code/bias', 'code/kernel', 'output/bias'])
    expect(losses.at(-1)!.reconstruction).toBeLessThan(52.7)
  })

  test.each(['rate', 'weight'])('a %s of a million is refused before the run', (field) => {
    const partial =
      field === 'rate' ? { optimise: { rate: 1e6 } } : { objective: { l2Weights: { weight: 1e6 } } }
    expect(() => recipeOf(partial)).toThrow(field)
  })

  test('a stop signal ends the wait for images that do not come', async () => {
    const stop = new AbortController()
    const never: Dataset = {
      ...data,
      trainReady: (_, signal) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error('stopped')))),
    }
    const run = autoencoder.run(smallRecipe(), { data: never, signal: stop.signal })
    await run.next()
    const next = run.next()
    stop.abort()
    await expect(next).rejects.toThrow('stopped')
  })
})

describe('a bias at the mean image', () => {
  beforeAll(async () => {
    await startEngine('wasm')
  })

  /** The recipe's evaluation with all kernels at zero: what the biases alone say of these images. */
  async function ofBiases(recipe: AutoencoderRecipe, part: 'train' | 'test'): Promise<number> {
    const model = buildModel(recipe)
    const indices = selectTraining(data, recipe.data).indices()
    const mean = meanImage(data.train, indices, 'grey')
    const kernelsAtZero = (array: NamedArray) =>
      array.name.endsWith('/kernel') ? { ...array, values: new Float32Array(array.values.length) } : array
    const parameters = toTensors(model.initial(openStream(1, 'weights'), mean).map(kernelsAtZero))
    const set =
      part === 'train'
        ? { part, images: data.train, indices }
        : { part, images: data.test, indices: selectTest(data, recipe.data) }
    const { evaluation } = await evaluate(model, parameters, set, { mean })
    dispose(parameters)
    return evaluation.reconstruction
  }

  test('starts at the mean image’s cross-entropy: 205.97 nats on the test set, clipped to [0.001, 0.999]', async () => {
    const nats = await ofBiases(recipeOf({ encode: { layers: [] }, decode: { bias: 'mean' } }), 'test')
    expect(Math.abs(nats - 205.97)).toBeLessThan(0.01)
  })

  test('starts at the total variance, 52.725, for squared error', async () => {
    const recipe = recipeOf({ family: 'linear', code: { size: 1 } })
    expect(Math.abs((await ofBiases(recipe, 'train')) / 52.725 - 1)).toBeLessThan(0.001)
  })

  test('at zero starts at 784·ln 2 nats', async () => {
    const nats = await ofBiases(recipeOf({ encode: { layers: [] }, data: { train: 1000 } }), 'train')
    expect(Math.abs(nats / (784 * Math.LN2) - 1)).toBeLessThan(1e-5)
  })
})
