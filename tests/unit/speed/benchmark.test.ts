// What the benchmark makes of its figures: the arithmetic of a step, medians, ratios and verdicts.

import { afterEach, expect, test, vi } from 'vitest'
import { casesOf } from '../../../benchmarks/cases.ts'
import { bench } from '../../../benchmarks/command.ts'
import { gatesOf, verdicts } from '../../../benchmarks/gates.ts'
import { models, operations, type ModelName } from '../../../benchmarks/models.ts'
import { recipeOf } from '../../../benchmarks/recipes.ts'
import { median, shareOfLimit, type Measured } from '../../../benchmarks/result.ts'
import { plans } from '../../../benchmarks/plan.ts'
import { takeTurn, type Running } from '../../../benchmarks/running.ts'
import { figures, readmePart } from '../../../benchmarks/table.ts'
import { isKernel, parametersOf } from '../../../src/benches/autoencoder/architecture.ts'

let measured: Measured[] = []

const machine = {
  processor: 'a processor',
  cores: 2,
  browser: 'Chromium 1',
  node: 'Node 1',
  renderer: 'SwiftShader',
  isSoftware: true,
}

vi.mock('../../../benchmarks/measure.ts', () => ({ measure: async () => ({ machine, measured }) }))

afterEach(() => vi.restoreAllMocks())

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

test('copies stand beside draws, in a column of their own, with a sentence why there are any', () => {
  const result = {
    quick: true,
    machine,
    measured: [figuresOf('ours', 'webgl', [1]), figuresOf('stock', 'webgl', [1])],
    limit: null,
    gates: [],
  }
  expect(figures(result)).toMatch(/draws {2}copies {2}uploads .*\n.*1\.0 {5}3\.0 {6}1\.0/)
  expect(readmePart(result)).toContain('| draws per step | copies per step | uploads per step |')
  expect(readmePart(result)).toContain('| 1 (tfjs: 1) | 3 (tfjs: 3) | 1 (tfjs: 1) |')
  expect(readmePart(result)).toContain('hardware draws one and copies none')
})

/** Every engine of M1's gates, ours at this many ms a step and the others at 100. */
function everyEngine(stepMs: number): Measured[] {
  return (['browser', 'node'] as const).flatMap((host) =>
    (['ours', 'stock', 'jax'] as const).flatMap((engine) =>
      (['webgl', 'wasm'] as const).map((backend) => {
        const times = [engine === 'ours' ? stepMs : 100]
        return { ...figuresOf(engine, backend, times), host, firstMs: times, scriptMs: times }
      }),
    ),
  )
}

const means = { quick: true, only: 'M1', json: false, readme: null } as Parameters<typeof bench>[0]

test.each([
  { stepMs: 1, held: true },
  { stepMs: 101, held: false },
])('ours at $stepMs % of the others holds the gates: $held; the tables are printed', async (one) => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {})
  measured = everyEngine(one.stepMs)
  expect(await bench(means)).toBe(one.held)
  const printed = print.mock.calls.join('\n')
  expect(printed).toContain('M1 MLP')
  expect(printed).toContain(one.held ? ': held' : ': not held')
})

test('the share is one of the fastest product of any engine', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {})
  measured = everyEngine(1).map((one) => ({ ...one, products: one.engine === 'jax' ? [40, 50] : [20] }))
  await bench(means)
  expect(print.mock.calls.join('\n')).toContain('Share: of 50.0 GFLOP/s')
})

test.each(['ours', 'stock', 'jax', 'convnet'] as const)(
  '%s is asked for its product, and has one or none',
  async (engine) => {
    const product = engine === 'convnet' ? null : 7
    const running = {
      one: figuresOf(engine, 'wasm', []),
      thread: { ask: async (name: string) => (name === 'product' ? product : 10) },
      figures: { stepMs: [], products: [] },
    }
    await takeTurn(running as unknown as Running, { steps: 10, every: 1 }, 0, plans.quick)
    expect(running.figures).toEqual({ stepMs: [1], products: product === null ? [] : [7] })
  },
)

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
    traffic: { draws: 1, copies: 3, uploads: 1, reads: 0 },
    products: [],
    step: 100,
    loss: 200,
  }
}

function gateOf(measured: readonly Measured[], name: string) {
  return gatesOf(measured).find((gate) => gate.name.startsWith(name))
}
