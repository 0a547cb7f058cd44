// The whole model against the same mathematics in plain double-precision loops: value and gradient of the objective.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { widthsOf } from '../../../src/benches/autoencoder/architecture.ts'
import { forwardOf, noChance } from '../../../src/benches/autoencoder/forward.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { objectiveOf } from '../../../src/benches/autoencoder/objective/objective.ts'
import { terms } from '../../../src/benches/autoencoder/objective/terms.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { gradientsOf } from '../../../src/tensors/gradientStep.ts'
import { dispose, toTensors, type NamedArray, type Parameters } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { along, centralDifferences } from '../../support/differences.ts'
import { plainObjective, weightsOf, type PlainRecipe, type Weights } from '../../support/plainModel.ts'
import { recipeOf } from '../../support/recipes.ts'

const random = openStream(11, 'measuring')
const batch = 3
const images = Array.from({ length: batch }, (_, i) =>
  Array.from(random.uniforms(i, 784), (u) => (u < 0.7 ? 0 : u)),
)

const untied: PlainRecipe = {
  hidden: [9],
  back: null,
  size: 3,
  inner: 'tanh',
  outer: 'linear',
  tied: false,
  output: 'bernoulli',
  mean: false,
  l1: 0,
  l2: 0,
}

const cases: Record<string, PlainRecipe> = {
  'untied, Bernoulli': untied,
  'untied, Gaussian': { ...untied, output: 'gaussian', inner: 'sigmoid' },
  'untied, rectified': { ...untied, inner: 'relu', outer: 'relu' },
  'tied, Bernoulli': { ...untied, tied: true },
  'tied, Gaussian, without a hidden layer': {
    ...untied,
    hidden: [],
    tied: true,
    output: 'gaussian',
    outer: 'sigmoid',
  },
  'tied, two hidden layers': { ...untied, hidden: [10, 8], tied: true, outer: 'tanh' },
  'with a decoder of its own': { ...untied, back: [8, 12, 9] },
  'with a decoder of its own that is one layer': { ...untied, back: [], output: 'gaussian' },
  'reduced to the mean over pixels': { ...untied, mean: true },
  'with L1 and L2 on the weights': { ...untied, l1: 0.3, l2: 0.7 },
  'tied, reduced to the mean, with L1 and L2': { ...untied, tied: true, mean: true, l1: 0.01, l2: 0.02 },
}

const layersOf = (units: readonly number[]) => units.map((width) => ({ kind: 'dense', units: width }))

function recipeFor(plain: PlainRecipe): AutoencoderRecipe {
  return recipeOf({
    encode: { layers: layersOf(plain.hidden), activation: plain.inner },
    code: { size: plain.size, activation: plain.outer },
    decode: {
      layers: plain.back === null ? 'mirror' : layersOf(plain.back),
      tied: plain.tied,
      output: plain.output,
    },
    objective: {
      reconstruction: { reduce: plain.mean ? 'mean' : 'sum' },
      l1Weights: { weight: plain.l1 },
      l2Weights: { weight: plain.l2 },
    },
  })
}

/** The model's own first weights, away from the corner of |w|, with biases that are not zero. */
function weightsFor(recipe: AutoencoderRecipe): NamedArray[] {
  return buildModel(recipe)
    .initial(openStream(3, 'weights'), null)
    .map((array, i) => ({
      ...array,
      values: array.name.endsWith('/bias')
        ? random.normals(100 + i, array.values.length).map((z) => 0.2 * z)
        : array.values.map((w) => w + 0.01 * Math.sign(w)),
    }))
}

/** Objective and gradient as the engine has them. */
function engineObjective(recipe: AutoencoderRecipe, arrays: readonly NamedArray[]) {
  const model = buildModel(recipe)
  const gradients = new Map<string, Float32Array>()
  let value = NaN
  tf.tidy(() => {
    const x = tf.tensor2d(images)
    const loss = (parameters: Parameters) => {
      const batch = { x, input: x, mask: null, labels: null }
      return objectiveOf(recipe, forwardOf(model, parameters, batch, noChance), 0, {}, true).trained
    }
    const parameters = toTensors(arrays)
    value = loss(parameters).dataSync()[0]!
    for (const [name, gradient] of Object.entries(gradientsOf(loss, parameters))) {
      gradients.set(name, Float32Array.from(gradient.dataSync()))
    }
    dispose(parameters)
  })
  return { value, gradients }
}

const withArray = (weights: Weights, name: string, values: ArrayLike<number>): Weights =>
  new Map([...weights, [name, values]])

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startEngine(backend)
  })

  describe.each(Object.entries(cases))('the objective of a model that is %s', (_, plain) => {
    const recipe = recipeFor(plain)
    const arrays = weightsFor(recipe)
    const weights = weightsOf(arrays)

    test('has the value of the plain mathematics', () => {
      const right = plainObjective(plain, weights, images)
      expect(Math.abs(engineObjective(recipe, arrays).value / right - 1)).toBeLessThan(3e-6)
    })

    test('has the gradient of central differences by every parameter', () => {
      const { gradients } = engineObjective(recipe, arrays)
      expect(new Set(gradients.keys())).toEqual(new Set(arrays.map(({ name }) => name)))
      arrays.forEach(({ name, values }, i) => {
        const f = (w: Float64Array) => plainObjective(plain, withArray(weights, name, w), images)
        const found = gradients.get(name)!
        const length = Math.sqrt(found.reduce((sum, g) => sum + g * g, 0))
        const some = Array.from({ length: 8 }, (_, j) => Math.floor((j * values.length) / 8))
        centralDifferences(f, values, some).forEach((right, j) => {
          const apart = Math.abs(found[some[j]!]! - right)
          expect(apart, `${name}, entry ${some[j]}`).toBeLessThan(1e-4 * (Math.abs(right) + length / 100))
        })
        for (const draw of [0, 1, 2]) {
          const v = random.normals(1000 + 10 * i + draw, values.length)
          const product = found.reduce((sum, g, at) => sum + g * v[at]!, 0)
          expect(Math.abs(product - along(f, values, v)) / length, `${name}, as a whole`).toBeLessThan(1e-4)
        }
      })
    })
  })
})

describe('a model', () => {
  test('mirrors its encoder: 784-256-64-2-64-256-784', () => {
    expect(widthsOf(recipeOf({}))).toEqual([784, 256, 64, 2, 64, 256, 784])
    const own = { decode: { layers: layersOf([100]) } }
    expect(widthsOf(recipeOf(own))).toEqual([784, 256, 64, 2, 100, 784])
  })

  test('with tied weights has one kernel for two layers, and biases of its own', () => {
    const names = buildModel(recipeOf({ decode: { tied: true } })).parameters.map(({ name }) => name)
    expect(names.filter((name) => name.endsWith('/kernel'))).toEqual([
      'encode/0/kernel',
      'encode/1/kernel',
      'code/kernel',
    ])
    expect(names.filter((name) => name.endsWith('/bias')).length).toBe(6)
  })

  test.each([
    ['glorot', (fanIn: number, fanOut: number) => 2 / (fanIn + fanOut)],
    ['he', (fanIn: number) => 2 / fanIn],
  ] as const)('starts with the variance of %s, and with biases at zero', (initial, variance) => {
    const arrays = buildModel(recipeOf({ encode: { initial } })).initial(openStream(1, 'weights'), null)
    const kernels = arrays.filter(({ name }) => name.endsWith('/kernel'))
    const biases = arrays.filter(({ name }) => name.endsWith('/bias'))
    expect(biases.flatMap(({ values }) => [...values]).every((value) => value === 0)).toBe(true)
    for (const { shape, values } of kernels) {
      const found = values.reduce((sum, w) => sum + w * w, 0) / values.length
      // four standard errors of a variance estimate
      expect(Math.abs(found / variance(shape[0]!, shape[1]!) - 1)).toBeLessThan(
        4 * Math.sqrt(2 / values.length),
      )
    }
  })

  test('starts by Glorot with no weight beyond √(6 / (in + out))', () => {
    const arrays = buildModel(recipeOf({})).initial(openStream(1, 'weights'), null)
    for (const { shape, values } of arrays.filter(({ name }) => name.endsWith('/kernel'))) {
      const limit = Math.sqrt(6 / (shape[0]! + shape[1]!))
      expect(values.every((w) => Math.abs(w) <= limit)).toBe(true)
    }
  })

  test('starts each layer with draws of its own, whatever stands around it', () => {
    const weights = (recipe: unknown) =>
      weightsOf(buildModel(recipeOf(recipe)).initial(openStream(1, 'weights'), null))
    const [two, one] = [weights({}), weights({ encode: { layers: layersOf([256]) } })]
    expect(one.get('encode/0/kernel')).toEqual(two.get('encode/0/kernel'))
    const drawn = [...two].filter(([name]) => name.endsWith('/kernel')).map(([, values]) => values[0]!)
    expect(new Set(drawn).size).toBe(drawn.length)
  })
})

test('the terms on weights are off at weight 0, and count all kernels and no bias', async () => {
  await startEngine('cpu')
  const arrays = weightsFor(recipeFor(untied))
  const kernels = arrays.filter(({ name }) => name.endsWith('/kernel')).flatMap(({ values }) => [...values])
  const right: Record<string, number> = {
    l1Weights: kernels.reduce((sum, w) => sum + Math.abs(w), 0),
    l2Weights: kernels.reduce((sum, w) => sum + w * w, 0) / 2,
  }
  expect(terms.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(right)))
  const off = engineObjective(recipeFor(untied), arrays).value
  for (const [id, value] of Object.entries(right)) {
    const on = engineObjective(recipeFor({ ...untied, [id === 'l1Weights' ? 'l1' : 'l2']: 2 }), arrays).value
    expect(Math.abs((on - off) / (2 * value) - 1)).toBeLessThan(1e-4)
  }
})
