// What the benchmark makes of its figures: the arithmetic of a step, medians, ratios and verdicts.

import { expect, test } from 'vitest'
import { casesOf } from '../../../benchmarks/cases.ts'
import { gatesOf, verdicts } from '../../../benchmarks/gates.ts'
import { models, operations, type ModelName } from '../../../benchmarks/models.ts'
import { recipeOf } from '../../../benchmarks/recipes.ts'
import { median, shareOfLimit, type Measured } from '../../../benchmarks/result.ts'
import { isKernel, parametersOf } from '../../../src/benches/autoencoder/architecture.ts'

test.each<[ModelName, number[]]>([
  ['M1', [1, 1, 1, 1]],
  ['M2', [1, 1, 1, 1, 1]],
  ['M3', [14 * 14, 7 * 7, 1, 1, 7 * 7, 14 * 14]],
])('%s multiplies every weight of a kernel once for each place it is laid on', (model, places) => {
  const kernels = parametersOf(recipeOf(model)).filter(({ name }) => isKernel(name))
  const weights = kernels.map(({ shape }) => shape.reduce((product, length) => product * length, 1))
  expect(models[model].multiplyAdds).toEqual(weights.map((count, i) => count * places[i]!))
})

test('a step takes three products a layer, and two for the first one', () => {
  expect(operations('M1')).toBe(2 * 128 * (2 * 784 * 128 + 3 * (128 * 32 + 32 * 128 + 128 * 784)))
  expect(shareOfLimit('M1', 10, operations('M1') / 10 / 1e6)).toBeCloseTo(1, 12)
})

test('the median of an even number of repetitions is the mean of the middle two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 2])).toBe(3.5)
})

test('a gate divides our median by the peer’s, and holds up to its limit', () => {
  const measured = [
    figuresOf('ours', 'wasm', [10, 20, 1000]),
    figuresOf('stock', 'wasm', [80, 70, 90]),
    figuresOf('jax', 'wasm', [19, 19, 19]),
  ]
  expect(gateOf(measured, 'WASM in the browser, M1: time per step of tfjs')).toMatchObject({
    value: 0.25,
    held: true,
  })
  expect(gateOf(measured, 'WASM in the browser, M1: time per step of jax-js')).toMatchObject({
    value: 20 / 19,
    held: false,
  })
})

test('a gate whose figure is missing or failed is not held, and says so', () => {
  const failed = { ...figuresOf('stock', 'wasm', [80]), failure: 'It did not answer.' }
  const gates = gatesOf([figuresOf('ours', 'wasm', [1]), failed])
  expect(gates.filter(({ value }) => value !== null)).toEqual([])
  expect(gates.some(({ held }) => held)).toBe(false)
  expect(verdicts(gates)).toContain(
    '✗ WASM in the browser, M1: time per step of tfjs on WASM: not measured, at most 0.25: not held',
  )
})

test('a quick run measures everything that a gate compares', () => {
  const ones = (['M1', 'M2', 'M3'] as const).flatMap((model) =>
    casesOf(model, true).map((one) => ({ ...figuresOf('ours', 'wasm', [1]), ...one })),
  )
  expect(gatesOf(ones).filter(({ value }) => value === null)).toEqual([])
})

function figuresOf(engine: Measured['engine'], backend: string, stepMs: number[]): Measured {
  return {
    host: 'browser',
    engine,
    backend,
    model: 'M1',
    failure: null,
    stepMs,
    firstMs: [1],
    scriptMs: [1],
    traffic: { draws: 1, uploads: 1 },
    products: [],
    step: 100,
    loss: 200,
  }
}

function gateOf(measured: readonly Measured[], name: string) {
  return gatesOf(measured).find((gate) => gate.name.startsWith(name))
}
