// One recipe on two engines in a real browser: equal to the bit on one, near to a stated tolerance across both.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../../src/data/dataset.ts'
import { openDataset } from '../../../src/data/dataset.ts'
import { httpSource } from '../../../src/data/source.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import { gradientStep, initialMoments, type TrainingState } from '../../../src/tensors/gradientStep.ts'
import { adam } from '../../../src/tensors/optimisers/adam.ts'
import { dispose } from '../../../src/tensors/parameters.ts'
import { wasmFiles } from '../../../src/tensors/wasmFiles.ts'
import { startEngine } from '../../support/engine.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo, type Trained } from '../../support/runs.ts'

const steps = 50
const recipe = recipeOf({
  data: { train: 1000 },
  encode: { layers: [{ kind: 'dense', units: 32 }] },
  objective: { l2Weights: { weight: 0.001 } },
  optimise: { batch: 32, steps },
})

const engines = ['wasm', 'webgl', 'cpu'] as const
type Engine = (typeof engines)[number]

let data: Dataset
const trained = new Map<Engine, Trained>()

async function trainOn(engine: Engine): Promise<Trained> {
  await startEngine(engine, wasmFiles)
  return trainTo(recipe, data, steps)
}

beforeAll(async () => {
  data = await openDataset('mnist', httpSource('/data/'))
  await data.trainReady(5000)
  for (const engine of engines) trained.set(engine, await trainOn(engine))
}, 120_000)

const lossesOf = (engine: Engine) => trained.get(engine)!.losses.map(({ total }) => total)
const weightsOf = (engine: Engine) => trained.get(engine)!.snapshot.parameters

describe.each(engines)('on %s', (engine) => {
  test('the same recipe twice gives the same digest', async () => {
    expect(digestOf((await trainOn(engine)).snapshot.parameters)).toBe(digestOf(weightsOf(engine)))
  })

  test('fifty steps learn, and leak no tensor', async () => {
    await startEngine(engine, wasmFiles)
    const before = tf.memory()
    const { losses } = await trainTo(recipe, data, steps)
    const after = tf.memory()
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
    expect(losses.at(-1)!.total).toBeLessThan(0.7 * losses[0]!.total)
  })

  test('Adam divides by √v̂ + 1e-7, so that a tiny gradient makes a whole step', async () => {
    await startEngine(engine, wasmFiles)
    const parameters = { w: tf.tensor1d([1, 1, 1]) }
    let state: TrainingState = { parameters, moments: initialMoments(adam, parameters) }
    const slopes = [1e-5, 1e-6, 1e-7]
    for (let step = 0; step < 3; step++) {
      const next = gradientStep(adam, state, { rate: 0.1, step }, ({ w }) =>
        tf.sum(tf.mul(w!, tf.tensor1d(slopes))),
      )
      dispose(state.parameters)
      dispose(state.moments)
      state = next
    }
    const found = await state.parameters['w']!.data()
    dispose(state.parameters)
    dispose(state.moments)
    // a constant slope g moves by η·g/(g + ε) a step; with ε = 1e-4 the first would move a tenth as far
    slopes.forEach((g, i) => expect(found[i]).toBeCloseTo(1 - (3 * 0.1 * g) / (g + 1e-7), 3))
  })
})

describe.each(['webgl', 'cpu'] as const)('%s beside WASM, after fifty steps', (engine) => {
  test('starts from the same weights and sees the same batches: the first loss agrees to 1e-5', () => {
    expect(Math.abs(lossesOf(engine)[0]! / lossesOf('wasm')[0]! - 1)).toBeLessThan(1e-5)
  })

  test('has every loss within 1e-3 of it', () => {
    lossesOf(engine).forEach((loss, i) =>
      expect(Math.abs(loss / lossesOf('wasm')[i]! - 1)).toBeLessThan(1e-3),
    )
  })

  test('has weights within 1 % of the way they went', () => {
    weightsOf(engine).forEach(({ name, values }, i) => {
      const other = weightsOf('wasm')[i]!
      expect(other.name).toBe(name)
      const size = Math.sqrt(other.values.reduce((sum, w) => sum + w * w, 0))
      const apart = Math.sqrt(other.values.reduce((sum, w, at) => sum + (w - values[at]!) ** 2, 0))
      expect(apart / size).toBeLessThan(0.01)
    })
  })
})
