// The pulls of the terms on one image's code, against central differences of the terms themselves.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { pullsOn } from '../../../src/benches/autoencoder/instruments/tugOfWar/measure.ts'
import { sumOf } from '../../../src/benches/autoencoder/instruments/tugOfWar/sum.ts'
import { measure } from '../../../src/benches/autoencoder/instruments/tugOfWar/measure.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { reconstructionOf } from '../../../src/benches/autoencoder/objective/objective.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type Parameters } from '../../../src/tensors/parameters.ts'
import { recipeOf } from '../../support/recipes.ts'

const partial = {
  family: 'variational',
  data: { pixels: 'sampled' },
  encode: { layers: [{ kind: 'dense', units: 12 }], activation: 'tanh' },
  code: { size: 3 },
  objective: { kl: { weight: 2.5 } },
}
const images = openStream(2, 'measuring')
  .uniforms(0, 2 * 784)
  .map((u) => (u < 0.2 ? 1 : 0))
const count = 8
const base = recipeOf(partial)
// larger weights than the first ones, so that the pulls are worth comparing
const arrays = buildModel(base)
  .initial(openStream(1, 'weights'), null)
  .map((array) => ({ ...array, values: array.values.map((value) => 2 * value) }))
let parameters: Parameters

beforeAll(async () => {
  await tf.setBackend('cpu')
  parameters = toTensors(arrays)
})

afterAll(() => dispose(parameters))

function restOf(recipe: AutoencoderRecipe, step = 1000): ModelAtRest {
  return { recipe, model: buildModel(recipe), parameters, mean: null, step } as unknown as ModelAtRest
}

/** E_q[−log p(x|z)] of the second image over the common noise. */
async function reconstructionAt(
  recipe: AutoencoderRecipe,
  mu: readonly number[],
  logSigma: readonly number[],
) {
  const noise = openStream(recipe.seed, 'measuring').normals(9_600_000, count * 3)
  const cost = tf.tidy(() => {
    const z = noise.map((value, i) => mu[i % 3]! + Math.exp(logSigma[i % 3]!) * value)
    const { output } = buildModel(recipe).decode(parameters, tf.tensor2d(z, [count, 3]), null)
    const x = tf.tile(tf.tensor2d(images.subarray(784), [1, 784]), [count, 1])
    return reconstructionOf(recipe, parameters, output, { x, mask: null })
  })
  const values = await cost.data<'float32'>()
  cost.dispose()
  return values.reduce((sum, value) => sum + value, 0) / count
}

const secondOf = (values: Float32Array) => [...values.subarray(3)]
const raised = (values: readonly number[], at: number, by: number) =>
  values.map((value, i) => (i === at ? value + by : value))

test('the reconstruction’s pull is minus its derivative by μ and by log σ', async () => {
  const { means, deviations, reconstruction } = await pullsOn(
    restOf(base),
    { clean: images, labels: null },
    count,
  )
  const mu = secondOf(means)
  const logSigma = secondOf(deviations).map(Math.log)
  const h = 0.01
  for (const j of [0, 1, 2]) {
    const byMean =
      (await reconstructionAt(base, raised(mu, j, h), logSigma)) -
      (await reconstructionAt(base, raised(mu, j, -h), logSigma))
    const bySpread =
      (await reconstructionAt(base, mu, raised(logSigma, j, h))) -
      (await reconstructionAt(base, mu, raised(logSigma, j, -h)))
    expect(secondOf(reconstruction.onMean)[j]).toBeCloseTo(-byMean / (2 * h), 1.5)
    expect(secondOf(reconstruction.onLogDeviation)[j]).toBeCloseTo(-bySpread / (2 * h), 1.5)
    expect(Math.abs(byMean / (2 * h))).toBeGreaterThan(0.1)
  }
})

test('the KL’s pull is minus the derivative of β · KL', async () => {
  const { means, deviations, kl, beta } = await pullsOn(restOf(base), { clean: images, labels: null }, count)
  expect(beta).toBe(2.5)
  const cost = (mu: number, logSigma: number) =>
    2.5 * 0.5 * (mu * mu + Math.exp(2 * logSigma) - 1 - 2 * logSigma)
  const h = 1e-4
  means.forEach((mu, i) => {
    const logSigma = Math.log(deviations[i]!)
    expect(kl.onMean[i]).toBeCloseTo(-(cost(mu + h, logSigma) - cost(mu - h, logSigma)) / (2 * h), 4)
    expect(kl.onLogDeviation[i]).toBeCloseTo(-(cost(mu, logSigma + h) - cost(mu, logSigma - h)) / (2 * h), 4)
  })
})

test('an image is pulled the same alone as beside others', async () => {
  const together = await pullsOn(restOf(base), { clean: images, labels: null }, count)
  const alone = await pullsOn(restOf(base), { clean: images.subarray(784), labels: null }, count)
  alone.reconstruction.onMean.forEach((value, j) =>
    expect(value).toBeCloseTo(together.reconstruction.onMean[3 + j]!, 3),
  )
  alone.reconstruction.onLogDeviation.forEach((value, j) =>
    expect(value).toBeCloseTo(together.reconstruction.onLogDeviation[3 + j]!, 3),
  )
})

test('a blocked gradient leaves the KL alone, `reduce: mean` divides the reconstruction by 784, L1 pulls towards 0', async () => {
  const pictures = { clean: images, labels: null }
  const free = await pullsOn(restOf(base), pictures, count)
  const blocked = await pullsOn(
    restOf(recipeOf({ ...partial, code: { size: 3, gradient: 'blocked' } })),
    pictures,
    count,
  )
  expect([...blocked.reconstruction.onMean].every((value) => value === 0)).toBe(true)
  expect([...sumOf(blocked).onMean]).toEqual([...blocked.kl.onMean])
  const reduced = recipeOf({
    ...partial,
    objective: { ...partial.objective, reconstruction: { reduce: 'mean' }, l1: { weight: 3 } },
  })
  const { reconstruction, l1, means } = await pullsOn(restOf(reduced), pictures, count)
  expect(reconstruction.onMean[0]! * 784).toBeCloseTo(free.reconstruction.onMean[0]!, 2)
  means.forEach((mu, i) => expect(l1!.onMean[i]).toBe(-3 * Math.sign(mu)))
})

test('β is that of the warm-up at the step', async () => {
  const warm = recipeOf({ ...partial, objective: { kl: { weight: 2, warmup: 400 } } })
  const { beta, kl, means } = await pullsOn(restOf(warm, 100), { clean: images, labels: null }, count)
  expect(beta).toBe(0.5)
  expect(kl.onMean[0]).toBeCloseTo(-0.5 * means[0]!, 5)
})

test('with free bits, dimensions below them are not pressed', async () => {
  const recipe = recipeOf({ ...partial, objective: { kl: { weight: 1, freeBits: 1 } } })
  const rest = {
    ...restOf(recipe),
    // KL ½ μ² at σ = 1: 2, 0 and 0 nats
    evaluated: async () => ({ codes: Float32Array.of(2, 0, 0), logVariances: new Float32Array(3) }),
  } as unknown as ModelAtRest
  const { kl, means } = await pullsOn(rest, { clean: images, labels: null }, count)
  expect(kl.onMean[0]).toBeCloseTo(-means[0]!, 5)
  expect(kl.onMean[1]).toBeCloseTo(0, 9)
})

test('asking leaves no tensor behind; a point code has no tug of war', async () => {
  const before = tf.memory().numTensors
  await measure.ask!(restOf(base), { kind: 'drawn', pixels: images.slice(0, 784) })
  expect(tf.memory().numTensors).toBe(before)
  expect(measure.applies(recipeOf({ family: 'undercomplete' }))).toBe(false)
})
