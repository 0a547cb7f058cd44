// What must be true of the objective whatever the weights: identities of the field, with known numbers where there are some.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Forward } from '../../../src/benches/autoencoder/forward.ts'
import { settingOf, type Term } from '../../../src/benches/autoencoder/objective/term.ts'
import { terms } from '../../../src/benches/autoencoder/objective/terms.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { klBernoulli } from '../../../src/numerics/entropy.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { merge } from '../../../src/lab/json.ts'
import { ops } from '../../../src/tensors/ops.ts'
import type { NamedArray } from '../../../src/tensors/parameters.ts'
import { relativeError } from '../../support/differences.ts'
import { startEngine } from '../../support/engine.ts'
import { weightsOf } from '../../support/plainModel.ts'
import { plainCode } from '../../support/plainObjective.ts'
import {
  engineValue,
  noisyImages,
  plainJson,
  presentation,
  throughEngine,
  weightsFor,
  type EngineValue,
} from '../../support/presented.ts'
import { recipeOf } from '../../support/recipes.ts'

const images = noisyImages(3)
const situation = { images, step: 0, memory: null }
const random = openStream(31, 'measuring')

const dense = (...units: number[]) => units.map((width) => ({ kind: 'dense', units: width }))
const gaussianRecipe = (partial: unknown = {}) =>
  recipeOf(
    merge(
      { family: 'variational', encode: { layers: dense(8), activation: 'tanh' }, code: { size: 3 } },
      partial,
    ),
  )

const termOf = (id: string): Term => terms.find((term) => term.id === id)!

const valueOf = (recipe: AutoencoderRecipe, arrays: readonly NamedArray[], step = 0): EngineValue =>
  engineValue(recipe, arrays, { images, step, memory: null })

const isOfEncoder = (name: string): boolean => /^(encode|code|logVariance)\//.test(name)

/** The gradient's entries for parameters whose names pass, in the order of their names. */
function entries({ gradients }: EngineValue, isWanted: (name: string) => boolean = () => true): number[] {
  return [...gradients]
    .filter(([name]) => isWanted(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, gradient]) => [...gradient])
}

const times = (factor: number, values: readonly number[]): number[] => values.map((value) => factor * value)
const largest = (values: readonly number[]): number =>
  values.reduce((found, value) => Math.max(found, Math.abs(value)), 0)

const atZero = (arrays: readonly NamedArray[]): NamedArray[] =>
  arrays.map((array) => ({ ...array, values: new Float32Array(array.values.length) }))

beforeAll(async () => {
  await startEngine('cpu')
})

describe('a gradient blocked at the sample', () => {
  const blocked = (weight: number) =>
    gaussianRecipe({ code: { gradient: 'blocked', samples: 2 }, objective: { kl: { weight } } })
  const arrays = weightsFor(blocked(1))

  test('leaves the encoder exactly nothing of the reconstruction, and the decoder all of it', () => {
    const found = valueOf(blocked(0), arrays)
    expect(largest(entries(found, isOfEncoder))).toBe(0)
    const pathwise = valueOf(
      gaussianRecipe({ code: { samples: 2 }, objective: { kl: { weight: 0 } } }),
      arrays,
    )
    expect(largest(entries(pathwise, isOfEncoder))).toBeGreaterThan(0.1)
    const isOfDecoder = (name: string) => !isOfEncoder(name)
    expect(entries(found, isOfDecoder)).toEqual(entries(pathwise, isOfDecoder))
    expect(found.trained).toBe(pathwise.trained)
  })

  test('leaves the encoder its KL', () => {
    const once = entries(valueOf(blocked(1), arrays), isOfEncoder)
    expect(largest(once)).toBeGreaterThan(0.01)
    expect(relativeError(entries(valueOf(blocked(3), arrays), isOfEncoder), times(3, once))).toBeLessThan(
      1e-6,
    )
  })
})

describe('the KL to the prior', () => {
  test('in closed form is the mean of log q − log p over samples of q, to four standard errors', () => {
    const recipe = gaussianRecipe()
    const arrays = weightsFor(recipe, 5)
    const presented = presentation(recipe, situation)
    const codes = images.labels.length
    const encoded = Array.from({ length: codes }, (_, i) =>
      plainCode(plainJson(recipe), weightsOf(arrays), presented, i),
    )
    const draws = 40_000
    const logRatios = Array.from({ length: draws }, (_, draw) => {
      const { mean, logVariance } = encoded[draw % codes]!
      const epsilon = random.normals(draw, mean.length)
      return mean.reduce((sum, mu, j) => {
        const z = mu + Math.exp(logVariance![j]! / 2) * epsilon[j]!
        return sum + (z * z - epsilon[j]! ** 2 - logVariance![j]!) / 2
      }, 0)
    })
    const mean = logRatios.reduce((sum, ratio) => sum + ratio) / draws
    const error = Math.sqrt(logRatios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / draws / draws)
    const { kl } = valueOf(recipe, arrays).terms
    expect(error).toBeLessThan(0.02 * kl!)
    expect(Math.abs(kl! - mean)).toBeLessThan(4 * error)
  })

  test('is 0 where mean and log-variance are, and so −ELBO is 784·ln 2 where the logits are, too', () => {
    const recipe = gaussianRecipe({ code: { samples: 3 } })
    const { trained, reconstruction, terms: found } = valueOf(recipe, atZero(weightsFor(recipe)))
    expect(found['kl']).toBe(0)
    expect(trained).toBe(reconstruction)
    expect(Math.abs(reconstruction / (784 * Math.LN2) - 1)).toBeLessThan(1e-6)
  })

  test('reads the second head as log σ², neither as σ nor as log σ', () => {
    const recipe = gaussianRecipe({ code: { size: 1 } })
    const spread = (array: NamedArray) =>
      array.name === 'logVariance/bias' ? { ...array, values: Float32Array.of(Math.log(4)) } : array
    const { kl } = valueOf(recipe, atZero(weightsFor(recipe)).map(spread)).terms
    expect(kl).toBeCloseTo((4 - 1 - Math.log(4)) / 2, 6)
  })

  test.each([
    [0, 0],
    [1, 0.1],
    [5, 0.5],
    [10, 1],
    [25, 1],
  ])('has at step %i of a warm-up of 10 the share %f of its weight, and its full value', (step, share) => {
    const [warm, off] = [{ weight: 2, warmup: 10 }, { weight: 0 }].map((kl) =>
      gaussianRecipe({ objective: { kl } }),
    )
    const arrays = weightsFor(warm!)
    const [found, without] = [valueOf(warm!, arrays, step), valueOf(off!, arrays, step)]
    expect(found.terms['kl']).toBe(without.terms['kl'])
    const added = found.trained - without.trained
    expect(Math.abs(added - 2 * share * found.terms['kl']!)).toBeLessThan(1e-6 * found.trained)
    const gradient = (value: EngineValue) => entries(value, (name) => name === 'logVariance/bias')
    const [full, half, none] = [
      gradient(valueOf(gaussianRecipe({ objective: { kl: { weight: 2 } } }), arrays, step)),
      gradient(found),
      gradient(without),
    ]
    half.forEach((g, j) => expect(g).toBeCloseTo(none[j]! + share * (full[j]! - none[j]!), 4))
  })

  test('presses no dimension that has fewer nats than are free, and is printed without free nats', () => {
    const free = 0.5
    const recipe = (freeBits: number) =>
      gaussianRecipe({ code: { gradient: 'blocked' }, objective: { kl: { weight: 2, freeBits } } })
    // means of 0.2, 1.5 and −3 add 0.02, 1.1 and 4.5 nats: the first dimension alone stays below
    const arrays = weightsFor(recipe(0)).map((array) => {
      if (array.name === 'code/bias') return { ...array, values: Float32Array.of(0.2, 1.5, -3) }
      return isOfEncoder(array.name) ? { ...array, values: array.values.map((w) => 0.05 * w) } : array
    })
    const [without, found] = [valueOf(recipe(0), arrays), valueOf(recipe(free), arrays)]
    expect(found.terms['kl']).toBe(without.terms['kl'])
    for (const head of ['code', 'logVariance']) {
      for (const parameter of ['kernel', 'bias']) {
        const name = `${head}/${parameter}`
        const [before, after] = [without.gradients.get(name)!, found.gradients.get(name)!]
        before.forEach((g, i) => expect(after[i], `entry ${i} of ${name}`).toBe(i % 3 === 0 ? 0 : g))
        expect(before[0], `${name}, first entry`).not.toBe(0)
      }
    }
    // below the floor the objective holds the floor itself
    const first = (without.trained - found.trained) / 2 + free
    expect(first).toBeGreaterThan(0.015)
    expect(first).toBeLessThan(0.1)
    const all = valueOf(recipe(10), arrays)
    expect(largest(entries(all, isOfEncoder))).toBe(0)
    expect(all.trained).toBeCloseTo(all.reconstruction + 2 * 3 * 10, 2)
  })
})

describe('a Gaussian output behind a Gaussian code', () => {
  const withVariance = (variance: number, weight: number) =>
    gaussianRecipe({ decode: { output: 'gaussian', variance }, objective: { kl: { weight } } })

  test.each([
    [4, 0.25],
    [0.5, 2],
    [10, 0.05],
  ])('with β = %f and σ² = %f has the gradient of β times a VAE of variance βσ²', (beta, variance) => {
    const arrays = weightsFor(withVariance(variance, beta))
    const found = entries(valueOf(withVariance(variance, beta), arrays))
    const right = times(beta, entries(valueOf(withVariance(beta * variance, 1), arrays)))
    expect(relativeError(found, right)).toBeLessThan(1e-5)
    const wrong = times(beta, entries(valueOf(withVariance(variance / beta, 1), arrays)))
    expect(relativeError(found, wrong)).toBeGreaterThan(0.1)
  })

  test('of σ² = ½ is the sum of squares and 392·ln π, which has no gradient', () => {
    const recipe = withVariance(0.5, 0)
    const arrays = weightsFor(recipe)
    const found = valueOf(recipe, arrays)
    const squares = throughEngine(recipe, arrays, situation, (parameters, forward) => {
      const { decoded, target } = forward(parameters)
      return tf.mean(tf.sum(tf.square(tf.sub(target.x, decoded.output)), 1)).dataSync()[0]!
    })
    expect(Math.abs(found.reconstruction - 392 * Math.log(Math.PI) - squares)).toBeLessThan(1e-4 * squares)
  })

  test('on the mean over pixels with σ² = ½ is a unit variance with β = 392', () => {
    const plainMse = gaussianRecipe({
      decode: { output: 'gaussian', variance: 0.5 },
      objective: { reconstruction: { reduce: 'mean' } },
    })
    const arrays = weightsFor(plainMse)
    const right = entries(valueOf(withVariance(1, 392), arrays))
    expect(relativeError(times(392, entries(valueOf(plainMse, arrays))), right)).toBeLessThan(1e-5)
  })

  test('that learns σ² has no gradient by it where σ² is the mean squared error', () => {
    const recipe = gaussianRecipe({
      decode: { output: 'gaussian', variance: 'learned' },
      objective: { kl: { weight: 0 } },
    })
    const atVariance = (logVariance: number) =>
      weightsFor(recipe).map((array) =>
        array.name === 'output/logVariance' ? { ...array, values: Float32Array.of(logVariance) } : array,
      )
    const unit = valueOf(recipe, atVariance(0))
    const mse = (2 * unit.reconstruction - 784 * Math.log(2 * Math.PI)) / 784
    const slopeAt = (variance: number) =>
      valueOf(recipe, atVariance(Math.log(variance))).gradients.get('output/logVariance')![0]!
    expect(slopeAt(1)).toBeCloseTo(392 * (1 - mse), 1)
    expect(Math.abs(slopeAt(mse))).toBeLessThan(0.01)
    expect(slopeAt(mse / 2)).toBeCloseTo(-392, 1)
  })
})

describe('the contraction', () => {
  const contractive = (method: string, partial: unknown = {}) =>
    recipeOf(
      merge(
        {
          encode: { layers: dense(8), activation: 'tanh' },
          code: { size: 4 },
          objective: { contraction: { weight: 1, method } },
        },
        partial,
      ),
    )

  const bare = { encode: { layers: [] } }
  test.each([
    ['in closed form, sigmoid', { ...bare, code: { activation: 'sigmoid' } }],
    ['in closed form, tanh', { ...bare, code: { activation: 'tanh' } }],
    ['in closed form, relu', { ...bare, code: { activation: 'relu' } }],
    ['in closed form, linear', bare],
    ['behind hidden layers', { encode: { layers: dense(10, 8) }, code: { activation: 'sigmoid' } }],
    ['of labelled images', { ...bare, code: { activation: 'sigmoid', condition: 'label' } }],
    ['of a mean', merge({ family: 'variational' }, bare)],
  ])('%s is the squared norm of the Jacobian by differences of all pixels', (_, partial) => {
    const recipe = contractive('exact', partial)
    const arrays = weightsFor(recipe)
    const one = { ...situation, images: noisyImages(1) }
    const presented = presentation(recipe, one)
    const weights = weightsOf(arrays)
    const codeOf = (x: readonly number[]) =>
      plainCode(plainJson(recipe), weights, { ...presented, input: [x] }, 0).mean
    const [image] = presented.input
    const h = 1e-5
    const right = image!.reduce((sum, value, i) => {
      const [above, below] = [codeOf(image!.with(i, value + h)), codeOf(image!.with(i, value - h))]
      return sum + above.reduce((norm, unit, j) => norm + ((unit - below[j]!) / (2 * h)) ** 2, 0)
    }, 0)
    expect(Math.abs(engineValue(recipe, arrays, one).terms['contraction']! / right - 1)).toBeLessThan(1e-5)
  })

  test.each([1, 2, 4])('of a code of %i units is the mean of its estimates over all signs', (size) => {
    const recipe = contractive('hutchinson', { code: { size } })
    const arrays = weightsFor(recipe)
    const one = noisyImages(1)
    const exact = engineValue(contractive('exact', { code: { size } }), arrays, { ...situation, images: one })
    const term = termOf('contraction')
    const estimates = throughEngine(recipe, arrays, { images: one, step: 0 }, (parameters, forward) =>
      Array.from({ length: 2 ** size }, (_, signs) => {
        const uniforms = (count: number) =>
          Float32Array.from({ length: count }, (__, j) => (Math.floor(signs / 2 ** j) % 2 === 0 ? 0.1 : 0.9))
        const context = {
          ops,
          recipe,
          setting: settingOf(recipe, term),
          step: 0,
          random: { uniforms, normals: () => new Float32Array() },
          state: null,
        }
        return term.value(forward(parameters), context).dataSync()[0]!
      }),
    )
    const mean = estimates.reduce((sum, value) => sum + value) / estimates.length
    expect(Math.abs(mean / exact.terms['contraction']! - 1)).toBeLessThan(1e-5)
    const spread = Math.max(...estimates) - Math.min(...estimates)
    expect(spread > 0.01 * mean).toBe(size > 1)
  })

  test('draws other signs at another step, and for every image its own', () => {
    const recipe = contractive('hutchinson')
    const arrays = weightsFor(recipe)
    const at = (step: number) => valueOf(recipe, arrays, step).terms['contraction']
    expect(at(1)).toBe(at(1))
    expect(at(2)).not.toBe(at(1))
    const twins = { ...images, pixels: Uint8Array.from(images.pixels, (_, i) => images.pixels[i % 784]!) }
    const twice = (count: number) =>
      engineValue(recipe, arrays, { images: { ...twins, count }, step: 1, memory: null }).terms['contraction']
    expect(twice(3)).not.toBeCloseTo(twice(1)!, 5)
  })
})

describe('KL sparsity', () => {
  const term = termOf('klSparsity')
  const recipe = recipeOf({
    code: { activation: 'sigmoid', size: 1 },
    objective: { klSparsity: { weight: 1, target: 0.05 } },
  })
  const context = {
    ops,
    recipe,
    setting: { weight: 1, target: 0.05, average: 'batch' },
    step: 0,
    random: { uniforms: () => new Float32Array(), normals: () => new Float32Array() },
    state: null,
  }
  const forwardWith = (code: tf.Tensor2D): Forward =>
    ({ encoded: { hidden: [], code, logVariance: null } }) as unknown as Forward
  const ofActivations = (activations: readonly number[], size = 1): number =>
    tf.tidy(
      () =>
        term
          .value(forwardWith(tf.tensor2d([...activations], [activations.length / size, size])), context)
          .dataSync()[0]!,
    )
  const slopeOf = (activations: readonly number[]): number[] =>
    tf.tidy(() => {
      const slope = tf.grad((code) => term.value(forwardWith(code as tf.Tensor2D), context))
      return [...slope(tf.tensor2d([...activations], [activations.length, 1])).dataSync()]
    })

  test.each([
    [0.05, 0],
    [0.2, 0.0939],
    [0.5, 0.4946],
    [0.01, 0.0413],
  ])('of a target of 0.05 and a mean of %f is %f nats', (average, nats) => {
    expect(Math.abs(klBernoulli(0.05, average) - nats)).toBeLessThan(5e-5)
    expect(Math.abs(ofActivations([average, average]) - nats)).toBeLessThan(5e-5)
    expect(Math.abs(ofActivations([2 * average, 0]) - nats)).toBeLessThan(5e-5)
    expect(term.ofCodes!(Float32Array.of(2 * average, 0), 1, context.setting)).toBeCloseTo(
      klBernoulli(0.05, average),
      4, // the margin that keeps ρ̂ from 0 and 1 moves it by 4·10⁻⁶
    )
  })

  test('of a unit that is always on is large, and finite', () => {
    const always = term.ofCodes!(new Float32Array(10).fill(1), 1, context.setting)
    expect(always).toBeGreaterThan(10)
    expect(Number.isFinite(always)).toBe(true)
  })

  test('averages over images before it sums over units, never the other way round', () => {
    const codes = [0.5, 0.01, 0.3, 0.03]
    const right = klBernoulli(0.05, 0.4) + klBernoulli(0.05, 0.02)
    expect(ofActivations(codes, 2)).toBeCloseTo(right, 5)
    expect(term.ofCodes!(Float32Array.from(codes), 2, context.setting)).toBeCloseTo(right, 5)
  })

  test.each([0.01, 0.05, 0.2, 0.5, 0.95])(
    'has at a mean of %f the slope −ρ/ρ̂ + (1−ρ)/(1−ρ̂) for every image’s share',
    (average) => {
      const right = (-0.05 / average + 0.95 / (1 - average)) / 4
      for (const slope of slopeOf([average, average, average, average])) {
        expect(Math.abs(slope - right)).toBeLessThan(3e-4 * (Math.abs(right) + 0.1))
      }
    },
  )

  test('is finite where a unit is never or always active, and there has a slope that leads away', () => {
    for (const [activation, sign] of [
      [0, -1],
      [1, 1],
    ] as const) {
      expect(Number.isFinite(ofActivations([activation, activation]))).toBe(true)
      for (const slope of slopeOf([activation, activation])) {
        expect(Number.isFinite(slope)).toBe(true)
        expect(Math.sign(slope)).toBe(sign)
      }
    }
  })

  test('over a running average remembers 0.9 of it, and the first batch counts in full', () => {
    const running = recipeOf(merge(recipe, { objective: { klSparsity: { average: 'running' } } }))
    expect(term.memory!.shape(recipe)).toBeNull()
    expect(term.memory!.shape(running)).toEqual([1])
    const means = [0.3, 0.1, 0.6]
    let memory = 0
    means.forEach((average, step) => {
      const value = tf.tidy(
        () =>
          term
            .value(forwardWith(tf.tensor2d([[average]])), {
              ...context,
              recipe: running,
              step,
              state: tf.tensor1d([memory]),
            })
            .dataSync()[0]!,
      )
      const weights = means.slice(0, step + 1).map((_, i) => 0.9 ** (step - i))
      const rhoHat =
        weights.reduce((sum, weight, i) => sum + weight * means[i]!, 0) /
        weights.reduce((sum, weight) => sum + weight)
      expect(value).toBeCloseTo(klBernoulli(0.05, rhoHat), 5)
      memory = tf.tidy(
        () =>
          term.memory!.next(forwardWith(tf.tensor2d([[average]])), tf.tensor1d([memory]), ops).dataSync()[0]!,
      )
    })
  })
})

test('L1 of the code is summed over units and averaged over images', () => {
  const code = tf.tensor2d([
    [1, -2],
    [3, 0.5],
  ])
  const forward = { encoded: { code }, batch: { x: tf.zeros([2, 784]) } } as unknown as Forward
  const context = { ops } as unknown as Parameters<Term['value']>[1]
  expect(termOf('l1').value(forward, context).dataSync()[0]).toBe(3.25)
})

test('dropout puts out its share of the hidden units, and makes up for it in the others', () => {
  const recipe = recipeOf({ encode: { layers: dense(400, 100), dropout: 0.3 }, code: { size: 2 } })
  const { kept } = presentation(recipe, situation)
  const [first, second] = throughEngine(recipe, weightsFor(recipe), situation, (parameters, forward) =>
    forward(parameters).encoded.hidden.map((hidden) => hidden.arraySync()),
  )
  for (const [values, factors] of [
    [first!, kept![0]!],
    [second!, kept![1]!],
  ] as const) {
    const all = factors.flat()
    expect(new Set(all)).toEqual(new Set([0, 1 / 0.7]))
    const dropped = values.flat().filter((_, at) => all[at] === 0)
    expect(new Set(dropped)).toEqual(new Set([0]))
    const share = all.filter((factor) => factor === 0).length / all.length
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / all.length))
  }
})
