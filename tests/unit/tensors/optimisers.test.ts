// The optimisers against the published updates in plain numbers, and Adam against stock tfjs at the same epsilon.

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { gradientStep, initialMoments, type TrainingState } from '../../../src/tensors/gradientStep.ts'
import { adam } from '../../../src/tensors/optimisers/adam.ts'
import { momentum } from '../../../src/tensors/optimisers/momentum.ts'
import type { Optimiser } from '../../../src/tensors/optimisers/optimiser.ts'
import { sgd } from '../../../src/tensors/optimisers/sgd.ts'
import { dispose, type Parameters } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'

// Σ ½ a_i (w_i − b_i)²: curvatures over six decades, so that Adam's ε is felt in the last.
const a = [3, 1, 0.1, 1e-7]
const b = [1, -2, 0.5, 3]
const start = [0.2, 0.3, -0.4, 0.5]
const steps = 12
const rate = 0.05

const lossOf = ({ w }: Parameters) =>
  tf.sum<tf.Scalar>(
    tf.mul(tf.square(tf.sub(w!, tf.tensor1d(b))), tf.tensor1d(a.map((curvature) => curvature / 2))),
  )

/** The weights after every step. */
function trace(optimiser: Optimiser): number[][] {
  const parameters = { w: tf.tensor1d(start) }
  let state: TrainingState = { parameters, moments: initialMoments(optimiser, parameters) }
  const found: number[][] = []
  for (let step = 0; step < steps; step++) {
    const next = gradientStep(optimiser, state, { rate, step }, lossOf)
    dispose(state.parameters)
    dispose(state.moments)
    state = next
    found.push([...state.parameters['w']!.dataSync()])
  }
  dispose(state.parameters)
  dispose(state.moments)
  return found
}

/** The same by `update`, which maps one weight, its gradient, its memory and t = 1, 2, … to the next weight. */
function reference(
  update: (w: number, g: number, memory: { m: number; v: number }, t: number) => number,
): number[][] {
  let weights = start
  const memories = start.map(() => ({ m: 0, v: 0 }))
  return Array.from({ length: steps }, (_, step) => {
    weights = weights.map((w, i) => update(w, a[i]! * (w - b[i]!), memories[i]!, step + 1))
    return weights
  })
}

function expectSame(found: readonly number[][], right: readonly number[][]): void {
  expect(found.length).toBe(right.length)
  found.forEach((weights, step) =>
    weights.forEach((w, i) =>
      expect(Math.abs(w - right[step]![i]!), `step ${step}, weight ${i}`).toBeLessThan(1e-5),
    ),
  )
}

const adamUpdate =
  (epsilon: number) =>
  (w: number, g: number, memory: { m: number; v: number }, t: number): number => {
    memory.m = 0.9 * memory.m + 0.1 * g
    memory.v = 0.999 * memory.v + 0.001 * g * g
    return w - (rate * (memory.m / (1 - 0.9 ** t))) / (Math.sqrt(memory.v / (1 - 0.999 ** t)) + epsilon)
  }

describe.each(['wasm', 'cpu'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test('gradient descent is w ← w − η g', () => {
    expectSame(
      trace(sgd),
      reference((w, g) => w - rate * g),
    )
  })

  test('momentum is v ← 0.9 v + g, w ← w − η v', () => {
    const update = (w: number, g: number, memory: { m: number }) => w - rate * (memory.m = 0.9 * memory.m + g)
    expectSame(trace(momentum), reference(update))
  })

  test('Adam corrects both moments for their start at zero, and ε = 1e-7 stands outside the root', () => {
    expectSame(trace(adam), reference(adamUpdate(1e-7)))
  })

  test('with the ε of stock tfjs on WebGL, 1e-4, Adam would go elsewhere', () => {
    const found = trace(adam).at(-1)!
    const other = reference(adamUpdate(1e-4)).at(-1)!
    expect(Math.abs(found[3]! - other[3]!)).toBeGreaterThan(0.1)
  })
})

test('Adam walks as the Adam of stock tfjs with ε = 1e-7 does', async () => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined) // that its kernels are here already
  const stock = await import('@tensorflow/tfjs')
  vi.restoreAllMocks()
  await startEngine('cpu')
  const w = stock.variable(stock.tensor1d(start))
  const optimiser = stock.train.adam(rate, 0.9, 0.999, 1e-7)
  const right: number[][] = []
  for (let step = 0; step < steps; step++) {
    optimiser.minimize(() =>
      stock.sum(
        stock.mul(stock.square(stock.sub(w, b)), stock.tensor1d(a.map((curvature) => curvature / 2))),
      ),
    )
    right.push([...w.dataSync()])
  }
  expectSame(trace(adam), right)
})

test('a step disposes of everything but the new state', async () => {
  await startEngine('cpu')
  const before = tf.memory()
  trace(adam)
  expect(tf.memory().numTensors).toBe(before.numTensors)
  expect(tf.memory().numBytes).toBe(before.numBytes)
})
