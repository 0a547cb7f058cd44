// Samples: what is drawn, what is nearest, and what makes the other kind of autoencoder of a recipe.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesFrom, count } from '../../../src/benches/autoencoder/instruments/samples/draws.ts'
import {
  measure,
  type Neighbourhood,
  type SamplesPart,
} from '../../../src/benches/autoencoder/instruments/samples/measure.ts'
import { nearestTo } from '../../../src/benches/autoencoder/instruments/samples/nearest.ts'
import { otherKind } from '../../../src/benches/autoencoder/instruments/samples/otherKind.ts'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { settingOf } from '../../../src/benches/autoencoder/objective/term.ts'
import { term as kl } from '../../../src/benches/autoencoder/objective/terms/kl.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { withValueAt } from '../../../src/lab/json.ts'
import { drawsLike } from '../../../src/numerics/fittedGaussian.ts'
import { mean, variance } from '../../../src/numerics/statistics.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type Parameters } from '../../../src/tensors/parameters.ts'
import { recipeOf } from '../../support/recipes.ts'

const small = { encode: { layers: [{ kind: 'dense', units: 8 }] } }
const plain = recipeOf({ family: 'undercomplete', ...small })
const gaussian = recipeOf({ family: 'variational', ...small })
const conditional = recipeOf({ family: 'conditional', ...small, data: { classes: [1, 4, 7] } })
const train = {
  count: 60,
  pixels: Uint8Array.from(openStream(3, 'measuring').uniforms(0, 60 * 784), (u) => 255 * u),
  labels: Uint8Array.from({ length: 60 }, (_, i) => i % 10),
}
const owned: Parameters[] = []

beforeAll(async () => {
  await tf.setBackend('cpu')
})

afterAll(() => owned.forEach(dispose))

/** 300 test codes around (5, −2), stretched along the diagonal. */
const codes = openStream(4, 'measuring')
  .normals(0, 600)
  .map((value, i, all) => (i % 2 === 0 ? 5 + 3 * value : -2 + 2 * all[i - 1]! + 0.5 * value))

function restOf(recipe: AutoencoderRecipe): ModelAtRest {
  const model = buildModel(recipe)
  const parameters = toTensors(model.initial(openStream(1, 'weights'), null))
  owned.push(parameters)
  return {
    recipe,
    model,
    parameters,
    test: train,
    testIndices: Uint32Array.from({ length: 60 }, (_, i) => i),
    data: { train },
    evaluated: async () => ({ codes }),
    trainIndices: async (limit: number) => Uint32Array.from({ length: Math.min(limit, 60) }, (_, i) => i),
  } as unknown as ModelAtRest
}

const draw = { number: 0, temperature: 1, digit: null }

describe('the Gaussian fitted to points', () => {
  test('has their mean and their full covariance exactly', () => {
    const size = 2
    const n = codes.length / size
    // the map from noise to draws is linear: its squared matrix is the covariance
    const identity = Float32Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0))
    const rows = drawsLike(codes, size, identity)
    const centre = [0, 1].map((axis) => mean(codes.filter((_, i) => i % 2 === axis)))
    const product = (a: number, b: number) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (rows[i * 2 + a]! - centre[a]!) * (rows[i * 2 + b]! - centre[b]!)
      return sum
    }
    const expected = (a: number, b: number) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (codes[i * 2 + a]! - centre[a]!) * (codes[i * 2 + b]! - centre[b]!)
      return sum / n
    }
    expect(product(0, 0)).toBeCloseTo(expected(0, 0), 2)
    expect(product(0, 1)).toBeCloseTo(expected(0, 1), 2)
    expect(product(1, 1)).toBeCloseTo(expected(1, 1), 2)
    expect([...drawsLike(codes, size, new Float32Array(n))]).toEqual(centre.map((c) => expect.closeTo(c, 4)))
  })

  test('refuses noise that does not fit', () => {
    expect(() => drawsLike(codes, 2, new Float32Array(7))).toThrow(RangeError)
  })
})

describe('what is drawn', () => {
  test('is N(0, T² I) for the prior and around the codes for the fitted Gaussian, the same for the same draw', async () => {
    const rest = restOf(plain)
    const prior = await codesFrom(rest, 'prior', draw)
    expect(prior).toEqual(await codesFrom(rest, 'prior', draw))
    expect(prior).not.toEqual(await codesFrom(rest, 'prior', { ...draw, number: 1 }))
    const wide = await codesFrom(rest, 'prior', { ...draw, temperature: 2 })
    wide.forEach((value, i) => expect(value).toBeCloseTo(2 * prior[i]!, 5))
    const fitted = await codesFrom(rest, 'fitted', draw)
    const first = fitted.filter((_, i) => i % 2 === 0)
    expect(mean(first)).toBeCloseTo(5, -0.5)
    expect(Math.sqrt(variance(first))).toBeGreaterThan(1.8)
    expect(Math.sqrt(variance(first))).toBeLessThan(4.5)
  })

  test('comes from two origins for a plain code, from the prior for a Gaussian one', async () => {
    const sets = async (recipe: AutoencoderRecipe) => (await measure.measure!(restOf(recipe))).sets
    expect((await sets(plain)).map(({ origin }) => origin)).toEqual(['prior', 'fitted'])
    const own = await sets(gaussian)
    expect(own.map(({ origin }) => origin)).toEqual(['prior'])
    expect(own[0]!.images).toHaveLength(count * 784)
    expect(own[0]!.labels).toBeNull()
  })

  test('is of the asked class for a conditional recipe, or of all in turn', async () => {
    const rest = restOf(conditional)
    const inTurn = (await measure.measure!(rest)).sets[0]!
    expect([...inTurn.labels!.subarray(0, 4)]).toEqual([1, 4, 7, 1])
    const asked = (await measure.ask!(rest, { kind: 'draw', draw: { ...draw, digit: 7 } })) as SamplesPart
    expect(new Set(asked.sets[0]!.labels)).toEqual(new Set([7]))
    expect(asked.sets[0]!.images).not.toEqual(inTurn.images)
  })
})

describe('the nearest training image', () => {
  test('of a training image is itself, at distance 0; of one that is a pixel off, at that pixel', async () => {
    const images = Float32Array.from(train.pixels.subarray(5 * 784, 7 * 784), (byte) => byte / 255)
    images[784 + 10]! += 0.5
    const among = Uint32Array.from({ length: 60 }, (_, i) => i)
    const { indices, distances } = await nearestTo(images, train, among)
    expect([...indices]).toEqual([5, 6])
    expect(distances[0]).toBeCloseTo(0, 5)
    expect(distances[1]).toBeCloseTo(0.5, 4)
  })

  test('is the one with the least Euclidean distance over all slices', async () => {
    const query = openStream(9, 'measuring').uniforms(0, 784)
    const among = Uint32Array.from({ length: 2400 }, (_, i) => i % 60)
    const { indices, distances } = await nearestTo(query, train, among)
    const all = Array.from({ length: 60 }, (_, i) =>
      Math.hypot(...query.map((value, j) => value - train.pixels[i * 784 + j]! / 255)),
    )
    expect(distances[0]).toBeCloseTo(Math.min(...all), 4)
    expect(indices[0]).toBe(all.indexOf(Math.min(...all)))
  })

  test('stands with every sample and with as many test images', async () => {
    const before = tf.memory().numTensors
    const rest = restOf(plain)
    const held = tf.memory().numTensors - before
    const found = (await measure.ask!(rest, { kind: 'distances', draw })) as readonly Neighbourhood[]
    expect(found.map(({ origin }) => origin)).toEqual(['prior', 'fitted', 'test'])
    for (const { distances, images } of found) {
      expect(distances).toHaveLength(count)
      expect(images).toHaveLength(count * 784)
    }
    // the fake's test images are its training images
    expect(Math.max(...found[2]!.distances)).toBeLessThan(1e-3)
    // evenly from the whole file
    expect([...found[2]!.indices]).toEqual(Array.from({ length: count }, (_, i) => Math.floor(1.5 * i)))
    expect(tf.memory().numTensors - before).toBe(held)
  })
})

test('the other kind of autoencoder is a legal recipe, from every one of the two kinds', () => {
  for (const partial of [
    { family: 'undercomplete' },
    { family: 'variational', code: { samples: 5, gradient: 'blocked' } },
    { family: 'variational', decode: { output: 'gaussian', variance: 0.5 } },
    { family: 'conditional' },
  ]) {
    const recipe = recipeOf(partial)
    const edited = Object.entries(otherKind(recipe)).reduce<unknown>(
      (current, [path, value]) => withValueAt(current, path.split('.'), value),
      recipe,
    )
    const other = recipeOf(edited)
    expect(other.code.kind).not.toBe(recipe.code.kind)
    expect(settingOf(other, kl).weight > 0).toBe(other.code.kind === 'gaussian')
  }
})

test('a draw that is none is refused', async () => {
  await expect(
    measure.ask!(restOf(plain), { kind: 'draw', draw: { number: -1, temperature: 1, digit: null } }),
  ).rejects.toThrow('no such draw')
})
