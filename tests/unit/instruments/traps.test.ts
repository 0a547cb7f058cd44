// The two traps: errors on the set, on the other one, on noise and on the training images, and what the meters say of them.

import { beforeAll, describe, expect, test } from 'vitest'
import { parametersOf } from '../../../src/benches/autoencoder/architecture.ts'
import {
  measure,
  varianceOf,
  type OtherPart,
  type TrapsQuestion,
} from '../../../src/benches/autoencoder/instruments/traps/measure.ts'
import {
  copying,
  copyingVerdict,
  firstJudged,
  gapOf,
  memorising,
  memorisingVerdict,
} from '../../../src/benches/autoencoder/instruments/traps/verdicts.ts'
import { putToRest } from '../../../src/benches/autoencoder/rest.ts'
import type { OpenOptions } from '../../../src/lab/bench.ts'
import type { NamedArray } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'

const fashion = () => openImages('fashion-mnist')

beforeAll(async () => {
  await startEngine('wasm')
  await fashion()
}, 120_000)

const linear = {
  family: 'overcomplete',
  data: { train: 5, classes: [1] },
  code: { size: 784 },
}

/** Weights by their names: the value of an entry from its place. */
async function restOf(
  partial: unknown,
  valueAt: (name: string, at: number, columns: number) => number,
  openSet?: OpenOptions['openSet'],
) {
  const recipe = recipeOf(partial)
  const parameters = parametersOf(recipe).map(({ name, shape }): NamedArray => {
    const length = shape.reduce((size, side) => size * side, 1)
    const columns = shape.at(-1) ?? 1
    return { name, shape, values: Float32Array.from({ length }, (_, at) => valueAt(name, at, columns)) }
  })
  return putToRest(recipe, { step: 0, parameters, moments: [] }, await openImages('mnist'), { openSet })
}

const identity = (name: string, at: number, columns: number) =>
  Number(name.endsWith('/kernel') && at % columns === Math.floor(at / columns))

describe('errors', () => {
  test('of the exact identity are 0 on everything, and it is the identity', async () => {
    const rest = await restOf(linear, identity, fashion)
    const part = { ...(await measure.measure!(rest)), ...(await measure.ask!(rest, 'beyond')) }
    expect(part.identity).toBeCloseTo(0, 6)
    for (const error of [part.test, part.train.error, part.noise.error, part.other.error]) {
      expect(error).toBeLessThan(1e-10)
    }
    expect(part.train.images).toBe(5)
    expect(part.other).toMatchObject({ set: 'fashion-mnist', images: 1000 })
    expect(copyingVerdict(part, 1000)).toBe('yes')
  })

  test('of a net that gives paper are the mean squares of the images, of uniform noise 1/3', async () => {
    const rest = await restOf(linear, () => 0, fashion)
    const part = { ...(await measure.measure!(rest)), ...(await measure.ask!(rest, 'beyond')) }
    expect(part.identity).toBeCloseTo(1, 6)
    expect(part.noise.error).toBeCloseTo(1 / 3, 2)
    const first = rest.data.train.labels.indexOf(1)
    expect(first).toBeGreaterThan(-1)
    const indices = await rest.trainIndices(1000)
    const squares = Array.from(indices, (index) => {
      const image = rest.data.train.pixels.subarray(index * 784, (index + 1) * 784)
      return image.reduce((sum, byte) => sum + (byte / 255) ** 2, 0) / 784
    })
    expect(part.train.error).toBeCloseTo(squares.reduce((sum, square) => sum + square) / 5, 6)
    // worse than their mean image, whose error is their variance
    expect(part.other.error).toBeGreaterThan(part.other.variance)
  })

  test('labels stand for nothing of the image: the identity is measured without them', async () => {
    const conditional = { ...linear, code: { size: 784, condition: 'label' } }
    const rest = await restOf(conditional, identity, fashion)
    const part = await measure.measure!(rest)
    expect(part.identity).toBeCloseTo(0, 6)
  })

  test('a net with hidden layers, a bent code or probabilities has no distance from the identity', async () => {
    for (const partial of [
      { ...linear, code: { size: 8, activation: 'relu' } },
      { ...linear, code: { size: 8 }, encode: { layers: [{ kind: 'dense', units: 8 }] } },
      { ...linear, code: { size: 8 }, decode: { output: 'bernoulli' } },
    ]) {
      const part = await measure.measure!(await restOf(partial, () => 0))
      expect(part.identity).toBeNull()
    }
  })
})

describe('what a frame does not wait for', () => {
  const small = { ...linear, code: { size: 2 } }

  test('is asked for: training images and the other set', async () => {
    const rest = await restOf(small, () => 0, fashion)
    expect(Object.keys(await measure.measure!(rest)).toSorted()).toEqual(['identity', 'noise', 'test'])
    const { train, other } = await measure.ask!(rest, 'beyond')
    expect(train.images).toBe(5)
    expect(other.error).toBeGreaterThan(0.1)
    expect(other.inputs).toHaveLength(6 * 784)
    expect(other.outputs.every((value) => value === 0)).toBe(true)
  })

  test('and that cannot be had is refused with a sentence, as is any other question', async () => {
    const rest = await restOf(small, () => 0)
    await expect(measure.ask!(rest, 'beyond')).rejects.toThrow('own set')
    await expect(measure.ask!(rest, null as unknown as TrapsQuestion)).rejects.toThrow('one question')
  })
})

test('the variance is that around the mean image', () => {
  const images = new Float32Array(2 * 784)
  images.fill(1, 784) // 0 and 1 everywhere
  expect(varianceOf(images)).toBeCloseTo(0.25)
  expect(varianceOf(new Float32Array(3 * 784).fill(0.7))).toBeCloseTo(0)
})

describe('what the meters say', () => {
  const other = (share: number) => ({ other: { error: 0.08 * share, variance: 0.08 } as OtherPart })
  const errors = (gap: number) => ({ test: 0.01 * gap, train: { images: 5, error: 0.01 } })

  test('nothing before enough steps, nor before the other set is there', () => {
    expect(copyingVerdict(other(0), firstJudged - 1)).toBe('early')
    expect(memorisingVerdict(errors(50), firstJudged - 1)).toBe('early')
    expect(copyingVerdict({ other: null }, firstJudged)).toBe('waiting')
  })

  test('copying by the share of the other set’s variance that is lost', () => {
    const verdicts = [1.1, copying.partly, 0.4, copying.yes, 0.1].map((share) =>
      copyingVerdict(other(share), 500),
    )
    expect(verdicts).toEqual(['no', 'no', 'partly', 'partly', 'yes'])
  })

  test('memorising by how many times the training error the test error is', () => {
    const verdicts = [1, 1.2, 2, memorising.yes, 30].map((gap) => memorisingVerdict(errors(gap), 500))
    expect(verdicts).toEqual(['no', 'no', 'partly', 'yes', 'yes'])
    expect(gapOf({ test: 0.05, train: { images: 5, error: 0 } })).toBe(Infinity)
  })
})
