// Linear autoencoders beside PCA, at full budget (Bourlard & Kamp 1988, Baldi & Hornik 1989).

import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { SubspacePart } from '../../src/benches/autoencoder/instruments/subspace/measure.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import { reconstructionError, trailingSum, type Pca } from '../../src/numerics/pca.ts'
import { subspaceAffinity } from '../../src/numerics/subspace.ts'
import { startEngine } from '../support/engine.ts'
import { openImages } from '../support/images.ts'
import { layersOf, measured, tell } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'

let data: Dataset
let pca: Pca

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
  pca = await autoencoder.pca(recipeOf({ family: 'linear' }), data)
})

const optimumOf = (k: number) => 784 * reconstructionError(pca, data.test.pixels, data.test.count, k)

describe.each([2, 16, 32])('a linear autoencoder of %d units, the family’s default recipe', (k) => {
  test('reaches PCA’s test error within 2 %, in at most 1,770 steps, and never beats it on the training set', async () => {
    const { recipe, snapshot, train, testSse } = await measured({ family: 'linear', code: { size: k } }, data)
    expect(recipe.optimise.steps).toBeLessThanOrEqual(1770)
    const ratio = testSse / optimumOf(k)
    tell(`linear, k = ${k}, test SSE / PCA`, ratio, 'at most 1.02, stretch 1.002')
    const model = await autoencoder.open(recipe, snapshot, data)
    const { parts } = await model.measure(false)
    model.dispose()
    const affinity = subspaceAffinity((parts['subspace'] as SubspacePart).decoder, k, pca)
    tell(`linear, k = ${k}, subspace affinity`, affinity, 'stretch 0.99')
    tell(
      `linear, k = ${k}, training SSE / trailing eigenvalues`,
      train.reconstruction / trailingSum(pca.values, k),
      'never below 1',
    )
    expect(ratio).toBeLessThanOrEqual(1.02)
    expect(train.reconstruction).toBeGreaterThanOrEqual(trailingSum(pca.values, k))
  })
})

describe('a linear decoder never beats the trailing eigenvalues on the whole training set,', () => {
  test.each([
    ['whatever encoder of two hidden layers', { encode: { layers: layersOf(256, 64), activation: 'relu' } }],
    [
      'with a rectified code',
      { encode: { layers: layersOf(128), activation: 'tanh' }, code: { activation: 'relu' } },
    ],
    ['with tied weights', { encode: { layers: [] }, decode: { layers: 'mirror', tied: true } }],
  ])('%s', async (_, partial) => {
    const recipe = {
      ...partial,
      data: { centre: true },
      code: { size: 16, ...('code' in partial ? partial.code : {}) },
      decode: {
        layers: [],
        output: 'gaussian',
        bias: 'mean',
        ...('decode' in partial ? partial.decode : {}),
      },
      optimise: { steps: 1062 },
    }
    const { train } = await measured(recipe, data)
    const ratio = train.reconstruction / trailingSum(pca.values, 16)
    tell(`linear decoder ${_}, training SSE / trailing eigenvalues`, ratio, 'never below 1')
    expect(ratio).toBeGreaterThanOrEqual(1)
  })
})
