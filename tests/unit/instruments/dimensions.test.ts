// Dimensions: every one's KL, what is active, what the buttons set, and what theory predicts of a linear model.

import { expect, test } from 'vitest'
import { measure } from '../../../src/benches/autoencoder/instruments/dimensions/measure.ts'
import {
  causes,
  cures,
  isSet,
  predictedActive,
  takenBack,
} from '../../../src/benches/autoencoder/instruments/dimensions/remedies.ts'
import {
  descending,
  posteriorMoments,
} from '../../../src/benches/autoencoder/instruments/posteriorMoments.ts'
import { betaVariational } from '../../../src/benches/autoencoder/families/variational.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { recipeOf } from '../../support/recipes.ts'
import { restOf } from './smallGaussian.ts'

test('the dimensions’ KL sums to the kl of the evaluation, and −ELBO is what is evaluated at β = 1', async () => {
  const rest = await restOf({ code: { size: 7 } })
  const part = await measure.measure!(rest)
  const { evaluation } = await rest.evaluated()
  expect(part.kl.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(evaluation.terms['kl']!, 4)
  expect(part.klTotal).toBe(evaluation.terms['kl'])
  expect(part.reconstruction + part.klTotal).toBeCloseTo(evaluation.total, 6)
})

test('closed-form KL is what sampling finds', () => {
  const [mean, deviation] = [0.7, 0.4]
  const { kl } = posteriorMoments(Float32Array.of(mean), Float32Array.of(2 * Math.log(deviation)), 1)
  const noise = openStream(5, 'measuring').normals(0, 200_000)
  const logRatios = Array.from(noise, (e) => {
    const z = mean + deviation * e
    return -(e * e) / 2 - Math.log(deviation) + (z * z) / 2
  })
  const monteCarlo = logRatios.reduce((sum, value) => sum + value, 0) / logRatios.length
  expect(kl[0]).toBeCloseTo(monteCarlo, 2)
})

test('dimensions that ignore the image have no KL and no variance of means', () => {
  const codes = Float32Array.of(0, 1, 0, -1, 0, 1, 0, -1)
  const { kl, varianceOfMeans, meanVariance } = posteriorMoments(codes, new Float32Array(8).fill(0), 2)
  expect([...kl]).toEqual([0, 0.5])
  expect([...varianceOfMeans]).toEqual([0, 1])
  expect([...meanVariance]).toEqual([1, 1])
  expect(descending([1, Number.NaN, 3, 1])).toEqual([2, 0, 3, 1])
})

test('every button sets a legal recipe, is then set, and is taken back', () => {
  const { recipe } = betaVariational
  for (const remedy of [...causes, ...cures]) {
    const changed = structuredClone(recipe) as unknown as Record<string, Record<string, unknown>>
    for (const [path, value] of Object.entries(remedy.changes)) {
      const keys = path.split('.')
      const place = keys.slice(0, -1).reduce((here, key) => here[key] as typeof here, changed)
      place[keys.at(-1)!] = value as Record<string, unknown>
    }
    expect(Object.keys(remedy.changes).length).toBeGreaterThan(0)
    expect(recipeBook.schema.safeParse(changed).success).toBe(true)
    expect(isSet(recipe, remedy)).toBe(false)
    expect(isSet(recipeOf(changed), remedy)).toBe(true)
    expect(isSet(recipe, { ...remedy, changes: takenBack(remedy, recipe) })).toBe(true)
  }
})

test('a linear model has as many active dimensions as eigenvalues above βσ²', () => {
  const linear = (more: object) =>
    recipeOf({
      family: 'variational',
      encode: { layers: [] },
      code: { size: 4 },
      decode: { output: 'gaussian', variance: 0.5 },
      objective: { kl: { weight: 2 } },
      ...more,
    })
  const eigenvalues = [5, 3, 1.5, 0.9, 0.2]
  expect(predictedActive(linear({}), eigenvalues)).toEqual({ active: 3, threshold: 1 })
  expect(predictedActive(linear({ code: { size: 2 } }), eigenvalues)?.active).toBe(2)
  expect(
    predictedActive(linear({ encode: { layers: [{ kind: 'dense', units: 9 }] } }), eigenvalues),
  ).toBeNull()
  expect(predictedActive(linear({ decode: { output: 'bernoulli' } }), eigenvalues)).toBeNull()
})
