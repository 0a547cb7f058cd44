// What is measured of a model at rest: clean, without dropout, the same every time, in the units that the terminal prints.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeAll, evaluate, type Evaluated } from '../../../src/benches/autoencoder/evaluate.ts'
import { measuredNoise } from '../../../src/benches/autoencoder/measuredPixels.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Images } from '../../../src/data/dataset.ts'
import { merge } from '../../../src/lab/json.ts'
import { klBernoulli } from '../../../src/numerics/entropy.ts'
import { dispose, toTensors, type NamedArray } from '../../../src/tensors/parameters.ts'
import { relativeError } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { weightsOf } from '../../support/plainModel.ts'
import { plainCode, plainOutput, plainValue } from '../../support/plainObjective.ts'
import { noisyImages, plainJson, someMean, weightsFor } from '../../support/presented.ts'
import { recipeOf } from '../../support/recipes.ts'

const images = noisyImages(6)
const dense = (...units: number[]) => units.map((width) => ({ kind: 'dense', units: width }))
const small = { encode: { layers: dense(10, 8), activation: 'tanh' }, code: { size: 3 } }
const pointRecipe = (partial: unknown = {}) => recipeOf(merge(small, partial))
const gaussianRecipe = (partial: unknown = {}) =>
  recipeOf(merge({ family: 'variational', ...small }, partial))

interface Measured {
  readonly images?: Images
  readonly indices?: readonly number[]
  readonly part?: 'test' | 'train'
}

const everyIndex = ({ count }: Images): number[] => Array.from({ length: count }, (_, i) => i)

function setOf({ images: set = images, indices = everyIndex(set), part = 'test' }: Measured) {
  return { part, images: set, indices: Uint32Array.from(indices) }
}

async function measured(
  recipe: AutoencoderRecipe,
  arrays: readonly NamedArray[],
  set: Measured = {},
): Promise<Evaluated> {
  const parameters = toTensors(arrays)
  const found = await evaluate(buildModel(recipe), parameters, setOf(set), { mean: someMean })
  dispose(parameters)
  return found
}

/** The plain mathematics of clean images at rest, with one draw of the code for each. */
function plainly(
  recipe: AutoencoderRecipe,
  arrays: readonly NamedArray[],
  part: 'test' | 'train' = 'test',
  set: Images = images,
) {
  const json = plainJson(recipe)
  const weights = weightsOf(arrays)
  const rows = (values: ArrayLike<number>, width: number) =>
    everyIndex(set).map((i) => Array.from({ length: width }, (_, j) => values[i * width + j]!))
  const x = rows(set.pixels, 784).map((row) => row.map((byte) => byte / 255))
  const labels =
    recipe.code.condition === 'label'
      ? [...set.labels].map((label) => Array.from({ length: 10 }, (_, c) => Number(c === label)))
      : null
  const { size } = recipe.code
  const seen = { input: x, labels, kept: null }
  const noise =
    recipe.code.kind === 'gaussian' ? rows(measuredNoise(recipe, part, everyIndex(set)), size) : null
  const value = plainValue(json, weights, {
    ...seen,
    x,
    mask: null,
    noise,
    signs: null,
    step: 1_000_000,
    memory: null,
  })
  const codes = x.map((_, i) => plainCode(json, weights, seen, i))
  const squares = codes.map(({ mean }, i) => {
    const output = plainOutput(json, weights, mean, labels?.[i] ?? null)
    const image = recipe.decode.output === 'bernoulli' ? output.map((a) => 1 / (1 + Math.exp(-a))) : output
    return image.reduce((sum, pixel, p) => sum + (pixel - x[i]![p]!) ** 2, 0)
  })
  return { value, codes, msePerPixel: squares.reduce((sum, square) => sum + square) / squares.length / 784 }
}

beforeAll(async () => {
  await startEngine('cpu')
})

describe('measured numbers know neither corruption nor dropout nor warm-up', () => {
  const terms = { l1: { weight: 0.1 }, contraction: { weight: 0.2, method: 'exact' } }
  const disturbances: Record<string, unknown> = {
    noise: { corrupt: { kind: 'gaussian', sigma: 2, clip: false } },
    'a mask of nine pixels in ten': { corrupt: { kind: 'masking', rate: 0.9 } },
    'salt and pepper everywhere': { corrupt: { kind: 'salt-and-pepper', rate: 1 } },
    negatives: { corrupt: { kind: 'flip', rate: 1 } },
    'dropout of half': { encode: { dropout: 0.5 } },
    'hidden patches that alone count in training, and dropout': {
      corrupt: { kind: 'patches', size: 4, rate: 0.75 },
      encode: { dropout: 0.5 },
      objective: { reconstruction: { over: 'masked' } },
    },
    'the mean over pixels': { objective: { reconstruction: { reduce: 'mean' } } },
  }
  test.each(Object.entries(disturbances))('%s', async (_, disturbance) => {
    const clean = pointRecipe({ objective: terms })
    const arrays = weightsFor(clean)
    const right = await measured(clean, arrays)
    expect(await measured(pointRecipe(merge({ objective: terms }, disturbance)), arrays)).toEqual(right)
  })

  test('several samples, free nats, a warm-up and a blocked gradient', async () => {
    const clean = gaussianRecipe()
    const arrays = weightsFor(clean)
    const other = gaussianRecipe({
      corrupt: { kind: 'masking', rate: 0.5 },
      encode: { dropout: 0.5 },
      code: { samples: 5, gradient: 'blocked' },
      objective: { kl: { weight: 1, warmup: 1000, freeBits: 2 } },
    })
    expect(await measured(other, arrays)).toEqual(await measured(clean, arrays))
  })
})

describe('a Gaussian code', () => {
  const recipes: Record<string, AutoencoderRecipe> = {
    'with a Bernoulli output': gaussianRecipe({ code: { samples: 4 } }),
    'with a Gaussian output': gaussianRecipe({ decode: { output: 'gaussian', variance: 0.4 } }),
    'that is told the label, with σ² learned': gaussianRecipe({
      code: { condition: 'label' },
      decode: { output: 'gaussian', variance: 'learned' },
    }),
  }
  test.each(Object.entries(recipes))(
    '%s is reconstructed from one seeded sample, and has the error and the codes of its mean',
    async (_, recipe) => {
      // wide posteriors, so that mean and sample are far apart
      const arrays = weightsFor(recipe).map((array) =>
        array.name === 'logVariance/bias' ? { ...array, values: array.values.map((b) => b + 1) } : array,
      )
      const { evaluation, codes, logVariances } = await measured(recipe, arrays)
      const right = plainly(recipe, arrays)
      expect(Math.abs(evaluation.reconstruction / right.value.reconstruction - 1)).toBeLessThan(1e-5)
      expect(Math.abs(evaluation.msePerPixel / right.msePerPixel - 1)).toBeLessThan(1e-5)
      expect(Math.abs(evaluation.terms['kl']! / right.value.terms['kl']! - 1)).toBeLessThan(1e-5)
      const means = right.codes.flatMap(({ mean }) => mean)
      const spreads = right.codes.flatMap(({ logVariance }) => logVariance!)
      expect(relativeError(codes, means)).toBeLessThan(1e-5)
      expect(relativeError(logVariances!, spreads)).toBeLessThan(1e-5)
      const other = await measured({ ...recipe, seed: 7 }, arrays)
      expect(other.evaluation.reconstruction).not.toBeCloseTo(evaluation.reconstruction, 3)
      expect(other.evaluation.msePerPixel).toBe(evaluation.msePerPixel)
      expect(other.codes).toEqual(codes)
    },
  )

  test('draws apart for training and test images of the same number', async () => {
    const recipe = gaussianRecipe()
    const arrays = weightsFor(recipe)
    const [inTest, inTraining] = [
      await measured(recipe, arrays),
      await measured(recipe, arrays, { part: 'train' }),
    ]
    expect(inTraining.evaluation.reconstruction).not.toBeCloseTo(inTest.evaluation.reconstruction, 3)
    expect(inTraining.evaluation.msePerPixel).toBe(inTest.evaluation.msePerPixel)
    const right = plainly(recipe, arrays, 'train').value.reconstruction
    expect(Math.abs(inTraining.evaluation.reconstruction / right - 1)).toBeLessThan(1e-5)
  })

  test('has its KL among the terms at weight 0, where it adds nothing; a point code has none', async () => {
    const off = gaussianRecipe({ objective: { kl: { weight: 0 } } })
    const { evaluation } = await measured(off, weightsFor(off))
    expect(Object.keys(evaluation.terms)).toEqual(['kl'])
    expect(evaluation.terms['kl']).toBeGreaterThan(0.1)
    expect(evaluation.total).toBe(evaluation.reconstruction)
    const plain = await measured(pointRecipe(), weightsFor(pointRecipe()))
    expect(plain.evaluation.terms).toEqual({})
    expect(plain.logVariances).toBeNull()
  })
})

describe('every evaluation', () => {
  const recipe = gaussianRecipe({
    data: { pixels: 'sampled' },
    objective: { contraction: { weight: 0.1, method: 'hutchinson' }, l2Weights: { weight: 0.01 } },
  })
  const arrays = weightsFor(recipe)

  test('gives the same numbers, and leaks no tensor', async () => {
    const first = await measured(recipe, arrays)
    const before = tf.memory()
    expect(await measured(recipe, arrays)).toEqual(first)
    expect([tf.memory().numTensors, tf.memory().numBytes]).toEqual([before.numTensors, before.numBytes])
  })

  test('draws for an image the same pixels and sample, whatever stands beside it', async () => {
    const whole = await measured(recipe, arrays)
    const alone = await Promise.all(
      everyIndex(images).map((index) => measured(recipe, arrays, { indices: [index] })),
    )
    const mean = alone.reduce((sum, { evaluation }) => sum + evaluation.reconstruction, 0) / images.count
    expect(Math.abs(mean / whole.evaluation.reconstruction - 1)).toBeLessThan(1e-6)
    expect(
      relativeError(
        alone.flatMap(({ codes }) => [...codes]),
        whole.codes,
      ),
    ).toBeLessThan(1e-6)
    const turned = await measured(recipe, arrays, { indices: everyIndex(images).toReversed() })
    expect(Math.abs(turned.evaluation.reconstruction / whole.evaluation.reconstruction - 1)).toBeLessThan(
      1e-6,
    )
  })

  test('has the codes that encoding alone gives', async () => {
    const parameters = toTensors(arrays)
    const codes = await encodeAll(buildModel(recipe), parameters, setOf({}), { mean: someMean })
    dispose(parameters)
    expect(codes).toEqual((await measured(recipe, arrays)).codes)
  })

  test('is of the centred input where the recipe centres, and of the clean target', async () => {
    const [plain, centred] = [false, true].map((centre) => pointRecipe({ data: { centre } }))
    const weights = weightsFor(plain!)
    // what the mean takes from the input, a bias may give back
    const kernel = weights.find(({ name }) => name === 'encode/0/kernel')!.values
    const given = (array: NamedArray): NamedArray =>
      array.name === 'encode/0/bias'
        ? {
            ...array,
            values: array.values.map(
              (b, o) => b + someMean.reduce((sum, m, i) => sum + m * kernel[i * 10 + o]!, 0),
            ),
          }
        : array
    const [left, right] = [await measured(plain!, weights), await measured(centred!, weights.map(given))]
    expect(Math.abs(left.evaluation.reconstruction / right.evaluation.reconstruction - 1)).toBeLessThan(1e-5)
    const unchanged = await measured(centred!, weights)
    expect(unchanged.evaluation.reconstruction).not.toBeCloseTo(left.evaluation.reconstruction, 1)
  })
})

test('the total is the reconstruction summed over pixels plus every term at its full weight', async () => {
  const weights = { kl: 2, l1: 0.3, klSparsity: 1.5, contraction: 0.7, l1Weights: 0.02, l2Weights: 0.05 }
  const recipe = gaussianRecipe({
    code: { activation: 'sigmoid' },
    encode: { layers: [] },
    objective: {
      reconstruction: { reduce: 'mean' },
      ...Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, { weight }])),
      kl: { weight: 2, warmup: 5000, freeBits: 3 },
    },
  })
  const arrays = weightsFor(recipe)
  const { evaluation } = await measured(recipe, arrays)
  const right = plainly(recipe, arrays).value
  expect(Object.keys(evaluation.terms).toSorted()).toEqual(Object.keys(weights).toSorted())
  let total = right.reconstruction
  for (const [id, weight] of Object.entries(weights)) {
    expect(Math.abs(evaluation.terms[id]! / right.terms[id]! - 1), `term ${id}`).toBeLessThan(1e-5)
    total += weight * right.terms[id]!
  }
  expect(Math.abs(evaluation.total / total - 1)).toBeLessThan(1e-5)
})

describe('over a set of more images than are measured at a time', () => {
  /** dark images, then as many bright ones */
  const count = 2400
  const halves: Images = {
    count,
    pixels: Uint8Array.from({ length: count * 784 }, (_, i) => (i < (count * 784) / 2 ? 0 : 255)),
    labels: new Uint8Array(count),
  }

  test('KL sparsity is that of the mean over all of them, not the mean of the slices’ own', async () => {
    const recipe = pointRecipe({
      encode: { layers: [] },
      code: { size: 2, activation: 'sigmoid' },
      objective: { klSparsity: { weight: 1, target: 0.1 } },
    })
    // both units are at 0.02 in the dark; in bright light one is at 0.18, so that its mean is the target's, one at 0.5
    const logit = (p: number) => Math.log(p / (1 - p))
    const bias = logit(0.02)
    const kernel = [0.18, 0.5].map((p) => (logit(p) - bias) / 784)
    const crafted = weightsFor(recipe).map((array) => {
      if (array.name === 'code/bias') return { ...array, values: Float32Array.of(bias, bias) }
      if (array.name !== 'code/kernel') return array
      return { ...array, values: array.values.map((_, i) => kernel[i % 2]!) }
    })
    const { evaluation, codes } = await measured(recipe, crafted, { images: halves })
    expect(codes[0]).toBeCloseTo(0.02, 5)
    expect(codes.at(-1)).toBeCloseTo(0.5, 5)
    expect(evaluation.terms['klSparsity']).toBeCloseTo(klBernoulli(0.1, 0.26), 4)
  })

  test('every image counts once, and codes stand in the order of the set', async () => {
    const recipe = gaussianRecipe({ encode: { layers: dense(8) }, objective: { l1: { weight: 1 } } })
    const arrays = weightsFor(recipe)
    const indices = [...Array.from({ length: 1001 }, (_, i) => i), count - 1]
    const { evaluation, codes } = await measured(recipe, arrays, { images: halves, indices })
    const [dark, bright] = [codes.subarray(0, 3), codes.subarray(-3)]
    expect(codes).toHaveLength(1002 * 3)
    expect(codes.subarray(3000, 3003)).toEqual(dark)
    expect(relativeError(dark, bright)).toBeGreaterThan(0.1)
    const sizes = [dark, bright].map((code) => code.reduce((sum, h) => sum + Math.abs(h), 0))
    expect(evaluation.terms['l1']).toBeCloseTo((1001 * sizes[0]! + sizes[1]!) / 1002, 4)
  })

  test('a contraction behind hidden layers is estimated to four standard errors', async () => {
    const recipe = pointRecipe({ objective: { contraction: { weight: 1, method: 'exact' } } })
    const arrays = weightsFor(recipe)
    const set = noisyImages(300)
    const exact = plainly(recipe, arrays, 'test', set).value.terms['contraction']!
    const { evaluation } = await measured(recipe, arrays, { images: set })
    // along signs, ‖Jᵀv‖² has a deviation below √2 ‖J‖²
    const error = Math.SQRT2 / Math.sqrt(set.count)
    expect(Math.abs(evaluation.terms['contraction']! / exact - 1)).toBeLessThan(4 * error)
  })
})
