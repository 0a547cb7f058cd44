// Units: the input of length 1 that maximises one, the images it answers to, and what its removal costs.

import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { netInputAt } from '../../../src/benches/autoencoder/instruments/encoderWalk.ts'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { croppedToContent } from '../../../src/benches/autoencoder/instruments/units/crop.ts'
import { layersOf, unitsOf } from '../../../src/benches/autoencoder/instruments/units/layers.ts'
import { ascended, maximisers } from '../../../src/benches/autoencoder/instruments/units/maximise.ts'
import {
  measure,
  sharesOf,
  topOf,
  type FeaturesAnswer,
  type RemovalAnswer,
  type UnitAnswer,
  type UnitsQuestion,
  type UseAnswer,
} from '../../../src/benches/autoencoder/instruments/units/measure.ts'
import { inTurn, orderOf } from '../../../src/benches/autoencoder/instruments/units/order.ts'
import type { Activity } from '../../../src/benches/autoencoder/instruments/activity.ts'
import { throughModel } from '../../../src/benches/autoencoder/instruments/throughModel.ts'
import { labelsFor } from '../../../src/benches/autoencoder/batch.ts'
import { measuredPixels } from '../../../src/benches/autoencoder/measuredPixels.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { recipeOf } from '../../support/recipes.ts'
import { restOf } from './smallGaussian.ts'

const dense = (units: number) => ({ kind: 'dense', units })
const conv = { kind: 'conv', filters: 3, size: 5, stride: 2, padding: 'same' }

const ask = async <Answer>(rest: ModelAtRest, question: UnitsQuestion) =>
  (await measure.ask!(rest, question)) as Answer
const lengthOf = (x: Float32Array) => Math.hypot(...x)
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (lengthOf(a) * lengthOf(b))

/** a unit before its activation, for inputs (n × 784) */
async function netInputs(
  rest: ModelAtRest,
  depth: number,
  output: number,
  x: Float32Array,
): Promise<number[]> {
  const count = x.length / 784
  const values = tf.tidy(() =>
    netInputAt(rest, depth, {
      input: tf.tensor2d(x, [count, 784]),
      labels: labelsFor(rest.recipe, null, count),
    }),
  )
  const all = await values.data()
  const width = values.shape[1]
  values.dispose()
  return Array.from({ length: count }, (_, i) => all[i * width + output]!)
}

describe('the layers', () => {
  test('are those that learn, with filters as units of a convolution', () => {
    const recipe = recipeOf({
      encode: { layers: [conv, { kind: 'pool', method: 'max', size: 2 }, dense(16)] },
      code: { size: 4 },
    })
    expect(layersOf(recipe)).toEqual([
      { name: 'encode/0', depth: 0, units: 3, places: 196, closedForm: false },
      { name: 'encode/2', depth: 2, units: 16, places: 1, closedForm: false },
      { name: 'code', depth: 3, units: 4, places: 1, closedForm: false },
    ])
    expect(layersOf(recipeOf({ family: 'sparse-kl' }))[0]).toMatchObject({ name: 'code', closedForm: true })
  })

  test('a filter is as active as at its strongest place', () => {
    expect([...unitsOf([0, 2, 3, -5, 1, 4], 2)]).toEqual([3, -5])
  })
})

describe('the input of length 1 that maximises a unit', () => {
  test('of the first dense layer is w/‖w‖, and gradient ascent finds the same', async () => {
    const rest = await restOf({ family: 'sparse-kl', encode: { layers: [] }, code: { size: 12 } })
    const [layer] = layersOf(rest.recipe)
    const exact = await maximisers(rest, layer!, [7, 2])
    const found = await ascended(rest, layer!, [7, 2])
    const kernel = rest.arrays.find(({ name }) => name === 'code/kernel')!
    const w = Float32Array.from({ length: 784 }, (_, j) => kernel.values[j * 12 + 7]!)
    expect(cosine(exact.subarray(0, 784), w)).toBeCloseTo(1, 6)
    for (const i of [0, 1]) {
      const [one, other] = [exact, found].map((images) => images.subarray(i * 784, (i + 1) * 784))
      expect(lengthOf(one!)).toBeCloseTo(1, 5)
      expect(cosine(one!, other!)).toBeCloseTo(1, 5)
    }
    // w·x + b is then ‖w‖ + b
    const [value] = await netInputs(rest, 0, 7, exact.slice(0, 784))
    expect(value).toBeCloseTo(lengthOf(w), 4)
  })

  test('of a conditional code leaves the label out', async () => {
    const rest = await restOf({ family: 'conditional', encode: { layers: [dense(8)] } })
    const { images } = await ask<FeaturesAnswer>(rest, { kind: 'features', layer: 'encode/0', units: [3] })
    const found = await ascended(rest, layersOf(rest.recipe)[0]!, [3])
    expect(lengthOf(images)).toBeCloseTo(1, 5)
    expect(cosine(images, found)).toBeCloseTo(1, 5)
  })

  test.each(['relu', 'sigmoid', 'tanh'])(
    'of a deeper %s unit is a stationary point that no random input beats',
    async (activation) => {
      const rest = await restOf({
        family: 'undercomplete',
        encode: { layers: [dense(32), dense(16)], activation },
        code: { size: 6 },
      })
      const layers = layersOf(rest.recipe)
      const draws = openStream(5, 'measuring').normals(9_090_001, 400 * 784)
      const lengths = Array.from({ length: 400 }, (_, i) => lengthOf(draws.subarray(i * 784, (i + 1) * 784)))
      const random = draws.map((value, i) => value / lengths[Math.floor(i / 784)]!)
      for (const [depth, unit] of [
        [1, 4],
        [2, 5],
      ] as const) {
        const x = (await ascended(rest, layers[depth]!, [unit])).slice()
        expect(lengthOf(x)).toBeCloseTo(1, 4)
        const [reached] = await netInputs(rest, depth, unit, x)
        expect(reached).toBeGreaterThan(Math.max(...(await netInputs(rest, depth, unit, random))))
        // a small step aside on the sphere gains nothing
        for (let i = 0; i < 5; i++) {
          const aside = random.slice(i * 784, (i + 1) * 784)
          const stepped = x.map((value, j) => value + 0.05 * aside[j]!)
          const length = lengthOf(stepped)
          const [near] = await netInputs(
            rest,
            depth,
            unit,
            stepped.map((value) => value / length),
          )
          expect(near).toBeLessThanOrEqual(reached! + 1e-4)
        }
      }
    },
  )

  test('of a filter is its kernel in the middle of the picture', async () => {
    const rest = await restOf({ family: 'undercomplete', encode: { layers: [conv] }, code: { size: 4 } })
    const { images } = await ask<FeaturesAnswer>(rest, { kind: 'features', layer: 'encode/0', units: [1] })
    const kernel = rest.arrays.find(({ name }) => name === 'encode/0/kernel')!.values
    const weights = Float32Array.from({ length: 25 }, (_, i) => kernel[i * 3 + 1]!)
    const lit = Array.from(images.keys()).filter((j) => Math.abs(images[j]!) > 1e-6)
    expect(lit).toHaveLength(25)
    // the window of place (7, 7) at stride 2, one row of padding above
    expect(lit[0]).toBe(13 * 28 + 13)
    expect(
      cosine(
        Float32Array.from(lit, (j) => images[j]!),
        weights,
      ),
    ).toBeCloseTo(1, 5)
  })
})

test('filters are cut to the same square around what they see, never to less than 5 × 5', () => {
  const images = new Float32Array(2 * 784)
  images[13 * 28 + 13] = 1
  images[784 + 15 * 28 + 14] = -2
  const cropped = croppedToContent(images)
  expect(cropped.side).toBe(5)
  expect(Array.from(cropped.images.entries()).filter(([, value]) => value !== 0)).toEqual([
    [7, 1],
    [25 + 18, -2],
  ])
  images[0] = 1
  images[783] = 1
  expect(croppedToContent(images).images).toEqual(images)
  expect(croppedToContent(new Float32Array(784)).side).toBe(28)
})

describe('what a unit answers to', () => {
  test('is the images of its largest activations, equal ones in their order, none of 0', () => {
    expect(topOf(Float32Array.of(0, 2, 5, 2, -1, 0.1), 3)).toEqual([2, 1, 3])
    expect(topOf(new Float32Array(5), 3)).toEqual([])
    expect([...sharesOf(Uint8Array.of(3, 3, 3, 7))].slice(3, 8)).toEqual([0.75, 0, 0, 0, 0.25])
  })

  test('is measured on every layer by the activations themselves', async () => {
    const rest = await restOf({ family: 'undercomplete', encode: { layers: [dense(16)] }, code: { size: 4 } })
    const indices = rest.testIndices
    const passage = await throughModel(rest, {
      clean: measuredPixels(rest.recipe, 'test', rest.test, indices),
      labels: null,
    })
    const hidden = passage.encoder[0]!
    const { means, shares } = await ask<Activity>(rest, { kind: 'activity', layer: 'encode/0' })
    const of3 = Array.from(indices, (i) => hidden[i * 16 + 3]!)
    expect(means[3]).toBeCloseTo(of3.reduce((sum, value) => sum + value, 0) / of3.length, 5)
    expect(shares[3]).toBeCloseTo(of3.filter((value) => value > 0.01).length / of3.length, 6)
    const about = await ask<UnitAnswer>(rest, { kind: 'unit', layer: 'encode/0', unit: 3 })
    expect(about.activations[0]).toBeCloseTo(Math.max(...of3), 5)
    const chosen = { kind: 'test', index: 7 } as const
    const use = await ask<UseAnswer>(rest, { kind: 'use', layer: 'encode/0', chosen })
    expect(use.activations).toHaveLength(16)
    expect(use.activations[3]).toBeCloseTo(of3[7]!, 5)
    expect(about.top[0]).toBe(of3.indexOf(Math.max(...of3)))
    expect(about.among).toBe(100)
    expect(about.classShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
  })
})

describe('removing a unit', () => {
  test('of the code decodes the code with that unit at 0, of a Gaussian code μ', async () => {
    const rest = await restOf({ code: { size: 5 } })
    const chosen = { kind: 'test', index: 11 } as const
    const answer = await ask<RemovalAnswer>(rest, { kind: 'removal', layer: 'code', unit: 2, chosen })
    const clean = measuredPixels(rest.recipe, 'test', rest.test, [11])
    const { code, image } = await throughModel(rest, { clean, labels: null })
    expect(answer.activation).toBeCloseTo(code[2]!, 5)
    answer.kept.forEach((value, j) => expect(value).toBeCloseTo(image[j]!, 5))
    const bare = Float32Array.from(code, (value, j) => (j === 2 ? 0 : value))
    const decoded = await ask<RemovalAnswer>(rest, {
      kind: 'removal',
      layer: 'code',
      unit: 0,
      chosen: { kind: 'code', code: bare },
    })
    answer.removed.forEach((value, j) => expect(value).toBeCloseTo(decoded.kept[j]!, 5))
  })

  test('of a hidden layer is the model with its outgoing weights at 0', async () => {
    const rest = await restOf({ family: 'conditional', encode: { layers: [dense(16), dense(8)] } })
    const about = await ask<UnitAnswer>(rest, { kind: 'unit', layer: 'encode/0', unit: 6 })
    const kernel = rest.parameters['encode/1/kernel']!
    const mask = tf.tensor2d(
      Float32Array.from({ length: 16 }, (_, i) => Number(i !== 6)),
      [16, 1],
    )
    const parameters = { ...rest.parameters, 'encode/1/kernel': tf.mul(kernel, mask) }
    const cut = await ask<UnitAnswer>({ ...rest, parameters }, { kind: 'unit', layer: 'encode/0', unit: 5 })
    expect(cut.mse.kept).toBeCloseTo(about.mse.removed, 7)
    expect(about.mse.removed).not.toBe(about.mse.kept)
    expect(about.mse.images).toBe(240)
  })

  test('of a filter takes it away at every place', async () => {
    const rest = await restOf({ family: 'undercomplete', encode: { layers: [conv] }, code: { size: 4 } })
    const chosen = { kind: 'test', index: 3 } as const
    const answer = await ask<RemovalAnswer>(rest, { kind: 'removal', layer: 'encode/0', unit: 2, chosen })
    const kernel = rest.parameters['code/kernel']!
    const rows = Float32Array.from({ length: 196 * 3 }, (_, i) => Number(i % 3 !== 2))
    const parameters = {
      ...rest.parameters,
      'code/kernel': tf.mul(kernel, tf.tensor2d(rows, [rows.length, 1])),
    }
    const cut = await throughModel(
      { ...rest, parameters },
      {
        clean: measuredPixels(rest.recipe, 'test', rest.test, [3]),
        labels: null,
      },
    )
    answer.removed.forEach((value, j) => expect(value).toBeCloseTo(cut.image[j]!, 5))
  })

  test('leaks no tensor', async () => {
    const rest = await restOf({ family: 'undercomplete', encode: { layers: [conv] }, code: { size: 4 } })
    const before = tf.memory().numTensors
    const chosen = { kind: 'test', index: 3 } as const
    await ask(rest, { kind: 'activity', layer: 'encode/0' })
    await ask(rest, { kind: 'features', layer: 'code', units: [0, 1] })
    await ask(rest, { kind: 'unit', layer: 'encode/0', unit: 2 })
    await ask(rest, { kind: 'removal', layer: 'encode/0', unit: 2, chosen })
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('a question that does not fit this model is refused with a sentence', async () => {
  const rest = await restOf({ code: { size: 5 } })
  await expect(ask(rest, { kind: 'unit', layer: 'encode/7', unit: 0 })).rejects.toThrow(/no such layer/)
  await expect(ask(rest, { kind: 'unit', layer: 'code', unit: 5 })).rejects.toThrow(/units 1 to 5/)
  const chosen = { kind: 'code', code: new Float32Array(5) } as const
  await expect(ask(rest, { kind: 'removal', layer: 'encode/0', unit: 0, chosen })).rejects.toThrow(
    /bare code/,
  )
})

test('units stand by number, by mean activation or by use, the strongest first, and of equal ones the first', () => {
  const values = Float32Array.of(0.1, 0.9, 0.1, -2)
  expect(orderOf(values)).toEqual([3, 1, 0, 2])
  expect(inTurn(3)).toEqual([0, 1, 2])
})
