// The whole objective, every part of every recipe, against the same mathematics in plain double-precision loops; and what
// must be true of it whatever the weights.

import { beforeAll, describe, expect, test } from 'vitest'
import { activationNames } from '../../../src/tensors/activationNames.ts'
import { terms } from '../../../src/benches/autoencoder/objective/terms.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { merge } from '../../../src/lab/json.ts'
import type { NamedArray } from '../../../src/tensors/parameters.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { along } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { weightsOf, type Weights } from '../../support/plainModel.ts'
import { plainValue, type PlainValue } from '../../support/plainObjective.ts'
import {
  engineValue,
  noisyImages,
  plainJson,
  presentation,
  weightsFor,
  type Situation,
} from '../../support/presented.ts'
import { recipeOf } from '../../support/recipes.ts'

const images = noisyImages(3)
const random = openStream(21, 'measuring')

const dense = (...units: number[]) => units.map((width) => ({ kind: 'dense', units: width }))
const conv = (filters: number, size: number, stride: number, padding = 'same') => ({
  kind: 'conv',
  filters,
  size,
  stride,
  padding,
})

const small = {
  encode: { layers: dense(8), activation: 'tanh' },
  code: { size: 3 },
}
const gaussian = { family: 'variational', ...small }
const sigmoidCode = { code: { activation: 'sigmoid' } }

interface Case extends Partial<Situation> {
  readonly recipe: unknown
}

const point = (partial: unknown, situation: Partial<Situation> = {}): Case => ({
  recipe: merge(small, partial),
  ...situation,
})
const variational = (partial: unknown, situation: Partial<Situation> = {}): Case => ({
  recipe: merge(gaussian, partial),
  ...situation,
})
const contraction = (method: 'exact' | 'hutchinson', partial: unknown = {}): Case =>
  point(merge({ objective: { contraction: { weight: 0.7, method } } }, partial))

const everyTerm = {
  l1: { weight: 0.3 },
  klSparsity: { weight: 2, target: 0.1, average: 'running' },
  contraction: { weight: 0.5, method: 'exact' },
  l1Weights: { weight: 0.01 },
  l2Weights: { weight: 0.02 },
}

const cases: Record<string, Case> = {
  // outputs and pixels that count
  'a Gaussian output behind a point': point({ decode: { output: 'gaussian' } }),
  'the mean over pixels': point({ objective: { reconstruction: { reduce: 'mean' } } }),
  'threshold pixels': point({ data: { pixels: 'threshold' } }),
  'sampled pixels': point({ data: { pixels: 'sampled' } }, { step: 5 }),
  'a centred input': point({ data: { centre: true } }),
  'a decoder of its own': point({ decode: { layers: dense(12, 9) } }),
  'two tied layers and L2': point({
    encode: { layers: dense(10, 8) },
    decode: { tied: true },
    objective: { l2Weights: { weight: 0.1 } },
  }),

  // corruptions
  'clipped noise': point({ corrupt: { kind: 'gaussian', sigma: 0.5, clip: true } }, { step: 2 }),
  'unclipped noise, centred': point({
    corrupt: { kind: 'gaussian', sigma: 0.5, clip: false },
    data: { centre: true },
  }),
  'salt and pepper': point({ corrupt: { kind: 'salt-and-pepper', rate: 0.4 } }),
  'flipped pixels': point({ corrupt: { kind: 'flip', rate: 0.2 } }),
  masking: point({ corrupt: { kind: 'masking', rate: 0.5 } }),
  'masking, where only hidden pixels count': point({
    corrupt: { kind: 'masking', rate: 0.5 },
    objective: { reconstruction: { over: 'masked', reduce: 'mean' } },
  }),
  'hidden patches, whose squared error counts': point({
    corrupt: { kind: 'patches', size: 4, rate: 0.75 },
    decode: { output: 'gaussian' },
    objective: { reconstruction: { over: 'masked' } },
  }),
  'hidden patches that count behind three samples, σ² learned': variational({
    corrupt: { kind: 'patches', size: 7, rate: 0.5 },
    code: { samples: 3 },
    decode: { output: 'gaussian', variance: 'learned' },
    objective: { reconstruction: { over: 'masked' } },
  }),

  // dropout
  'dropout of half of two layers': point({ encode: { layers: dense(10, 8), dropout: 0.5 } }, { step: 3 }),
  'dropout and a contraction': contraction('exact', { encode: { layers: dense(16), dropout: 0.3 } }),

  // Gaussian codes
  'a Gaussian code': variational({}),
  'a Gaussian code with a sigmoid mean and no hidden layer': variational(
    merge(sigmoidCode, { encode: { layers: [] } }),
  ),
  'a Gaussian code without its KL': variational({ objective: { kl: { weight: 0 } } }),
  'β = 4 on the mean over pixels': variational({
    objective: { kl: { weight: 4 }, reconstruction: { reduce: 'mean' } },
  }),
  'three samples': variational({ code: { samples: 3 } }, { step: 7 }),
  'a third of the warm-up': variational({ objective: { kl: { warmup: 9 } } }, { step: 3 }),
  'the first step of a warm-up': variational({ objective: { kl: { warmup: 9 } } }, { step: 0 }),
  'a step after the warm-up': variational({ objective: { kl: { weight: 2, warmup: 9 } } }, { step: 12 }),
  'free nats': variational({ code: { size: 6 }, objective: { kl: { weight: 3, freeBits: 0.15 } } }),
  'no gradient through the sample': variational({ code: { gradient: 'blocked', samples: 2 } }),
  'no gradient through the sample, tied': variational({
    code: { gradient: 'blocked' },
    decode: { tied: true },
  }),
  'σ² = 0.3': variational({ decode: { output: 'gaussian', variance: 0.3 } }),
  'σ² learned, two samples, with dropout': variational({
    code: { samples: 2 },
    encode: { dropout: 0.25 },
    decode: { output: 'gaussian', variance: 'learned' },
  }),
  'labels behind a point': point({ code: { condition: 'label' } }),
  'labels in both nets': variational({ code: { condition: 'label', samples: 2 } }),
  'labels that reach the code alone': variational({
    encode: { layers: [] },
    code: { condition: 'label' },
    decode: { layers: dense(9) },
  }),

  // terms
  'L1 of a rectified code': point({
    code: { size: 8, activation: 'relu' },
    objective: { l1: { weight: 0.5 } },
  }),
  'L1 of signed means': variational({ objective: { l1: { weight: 0.5 } } }),
  'KL sparsity over the batch': point(
    merge(sigmoidCode, { objective: { klSparsity: { weight: 3, target: 0.05 } } }),
    { step: 4 },
  ),
  'KL sparsity over the first batch of a running average': point(
    merge(sigmoidCode, { objective: { klSparsity: { weight: 3, average: 'running' } } }),
    { memory: [0, 0, 0] },
  ),
  'KL sparsity over a running average': point(
    merge(sigmoidCode, { objective: { klSparsity: { weight: 3, target: 0.2, average: 'running' } } }),
    { step: 6, memory: [0.1, 0.3, 0.4] },
  ),
  'L1 and L2 on weights of a Gaussian code': variational({
    objective: { l1Weights: { weight: 0.02 }, l2Weights: { weight: 0.05 } },
  }),
  ...Object.fromEntries(
    activationNames.flatMap((activation) => [
      [
        `contraction in closed form, ${activation}`,
        contraction('exact', { encode: { layers: [] }, code: { activation } }),
      ],
      [
        `contraction behind two layers, ${activation}`,
        contraction('exact', { encode: { layers: dense(10, 8), activation }, code: { activation } }),
      ],
    ]),
  ),
  'contraction in closed form, tied, of a noisy and centred input': contraction('exact', {
    data: { centre: true },
    corrupt: { kind: 'gaussian', sigma: 0.3, clip: true },
    encode: { layers: [] },
    code: { activation: 'sigmoid' },
    decode: { tied: true },
  }),
  'contraction along random signs without a hidden layer': contraction('hutchinson', {
    encode: { layers: [] },
    code: { activation: 'tanh' },
  }),
  'contraction along random signs behind two layers': contraction('hutchinson', {
    encode: { layers: dense(10, 8), activation: 'sigmoid' },
  }),
  'contraction of the mean, told the label': variational({
    code: { condition: 'label' },
    objective: { contraction: { weight: 0.7, method: 'exact' } },
  }),
  'contraction in closed form, told the label': variational({
    encode: { layers: [] },
    code: { condition: 'label', activation: 'tanh' },
    objective: { contraction: { weight: 0.7, method: 'exact' } },
  }),
  'every term at once': variational(
    merge(sigmoidCode, {
      data: { centre: true },
      corrupt: { kind: 'masking', rate: 0.3 },
      encode: { layers: dense(10, 8), dropout: 0.2 },
      code: { samples: 2, condition: 'label' },
      decode: { output: 'gaussian', variance: 'learned' },
      objective: { ...everyTerm, kl: { weight: 2, warmup: 8, freeBits: 0.05 } },
    }),
    { step: 5, memory: [0.2, 0.25, 0.1] },
  ),

  // convolutions
  'two convolutions': point({ encode: { layers: [conv(2, 3, 2), conv(3, 3, 2)] } }),
  'convolutions without padding, rectified': point({
    encode: { layers: [conv(2, 5, 3, 'valid'), conv(3, 4, 1, 'valid')], activation: 'relu' },
    decode: { output: 'gaussian' },
  }),
  'convolution, largest of each window, dense': point({
    encode: { layers: [conv(2, 3, 2), { kind: 'pool', method: 'max', size: 2 }, ...dense(9)] },
  }),
  'means of windows first': point({ encode: { layers: [{ kind: 'pool', method: 'average', size: 4 }] } }),
  'upsampling in a decoder of its own': point({
    encode: { layers: [conv(2, 4, 4)] },
    decode: {
      layers: [
        { kind: 'dense', units: 98, shape: [7, 7, 2] },
        { kind: 'upsample', factor: 2 },
        conv(3, 3, 1),
        { kind: 'convTranspose', filters: 1, size: 4, stride: 2, padding: 'same' },
      ],
    },
  }),
  'a transposed convolution in the encoder': point({
    encode: {
      layers: [
        { kind: 'pool', method: 'max', size: 4 },
        { kind: 'convTranspose', filters: 2, size: 3, stride: 2, padding: 'valid' },
      ],
    },
  }),
  'tied convolutions': point({
    encode: { layers: [conv(2, 3, 2), conv(3, 3, 2)] },
    decode: { tied: true, output: 'gaussian' },
  }),
  'tied convolutions and pooling': point({
    encode: { layers: [conv(2, 3, 1), { kind: 'pool', method: 'max', size: 2 }, conv(2, 3, 2)] },
    decode: { tied: true },
  }),
  'dropout of a convolution and of its pooling': point({
    encode: { layers: [conv(2, 3, 2), { kind: 'pool', method: 'max', size: 2 }], dropout: 0.4 },
  }),
  'convolutions around a Gaussian code, told the label, with dropout': variational({
    encode: { layers: [conv(2, 3, 2), conv(3, 3, 2)], dropout: 0.3 },
    code: { samples: 2, condition: 'label' },
  }),
  'contraction through convolutions': contraction('exact', {
    encode: { layers: [conv(2, 3, 2), { kind: 'pool', method: 'average', size: 2 }, conv(2, 3, 2)] },
  }),
  'contraction through the largest of each window': contraction('exact', {
    encode: { layers: [conv(2, 3, 2), { kind: 'pool', method: 'max', size: 2 }], activation: 'sigmoid' },
  }),
  'contraction along random signs through convolutions': contraction('hutchinson', {
    encode: { layers: [conv(2, 3, 2), conv(2, 3, 2)], activation: 'relu' },
  }),
}

interface Prepared {
  readonly recipe: AutoencoderRecipe
  readonly arrays: readonly NamedArray[]
  readonly situation: Situation
  readonly value: PlainValue
  /** for every parameter, directions and the plain objective's derivative along them */
  readonly derivatives: ReadonlyMap<string, readonly { v: Float32Array; slope: number }[]>
}

const withArray = (weights: Weights, name: string, values: ArrayLike<number>): Weights =>
  new Map([...weights, [name, values]])

/** The plain side of a case, which is the same for every engine. */
function prepare({ recipe: partial, step = 0, memory = null }: Case): Prepared {
  const recipe = recipeOf(partial)
  const arrays = weightsFor(recipe)
  const weights = weightsOf(arrays)
  const situation = { images, step, memory }
  const presented = presentation(recipe, situation)
  const value = plainValue(plainJson(recipe), weights, presented)
  const derivatives = arrays.map(({ name, values }, i) => {
    const f = (w: Float64Array) =>
      plainValue(plainJson(recipe), withArray(weights, name, w), presented, value.held).trained
    const directions = [0, 1].map((draw) => random.normals(10 * i + draw, values.length))
    return [name, directions.map((v) => ({ v, slope: along(f, values, v, 3e-6) }))] as const
  })
  return { recipe, arrays, situation, value, derivatives: new Map(derivatives) }
}

const prepared = new Map<string, Prepared>()
function preparedCase(name: string): Prepared {
  const known = prepared.get(name) ?? prepare(cases[name]!)
  prepared.set(name, known)
  return known
}

const lengthOf = (values: Iterable<number>): number => {
  let squares = 0
  for (const value of values) squares += value * value
  return Math.sqrt(squares)
}

const apart = (found: number, right: number): number => Math.abs(found - right) / (Math.abs(right) + 0.01)

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startEngine(backend)
  })

  test.each(Object.keys(cases))('the plain mathematics has the value and the gradient of %s', (name) => {
    const { recipe, arrays, situation, value, derivatives } = preparedCase(name)
    const found = engineValue(recipe, arrays, situation)
    expect(apart(found.trained, value.trained), 'objective').toBeLessThan(1e-5)
    expect(apart(found.reconstruction, value.reconstruction), 'reconstruction').toBeLessThan(1e-5)
    expect(Object.keys(found.terms).toSorted()).toEqual(Object.keys(value.terms).toSorted())
    for (const [id, right] of Object.entries(value.terms)) {
      expect(apart(found.terms[id]!, right), `term ${id}`).toBeLessThan(1e-5)
    }
    expect(new Set(found.gradients.keys())).toEqual(new Set(derivatives.keys()))
    const whole = lengthOf([...found.gradients.values()].map(lengthOf))
    for (const [parameter, directions] of derivatives) {
      const gradient = found.gradients.get(parameter)!
      for (const { v, slope } of directions) {
        const product = gradient.reduce((sum, g, at) => sum + g * v[at]!, 0)
        const difference = Math.abs(product - slope)
        expect(difference / (lengthOf(gradient) + 1e-4 * whole), `by ${parameter}`).toBeLessThan(3e-4)
      }
    }
  })
})

test('the table has every term', () => {
  const named = new Set(Object.keys(cases).flatMap((name) => Object.keys(preparedCase(name).value.terms)))
  expect([...named].toSorted()).toEqual(terms.map(({ id }) => id).toSorted())
})
