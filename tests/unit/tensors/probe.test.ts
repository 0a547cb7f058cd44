// The probe tells a backend that computes in 32 bits from one that does not, and from one that computes something else.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matMul } from '../../../src/tensors/matmul.ts'
import { probe } from '../../../src/tensors/probe.ts'
import { startEngine } from '../../support/engine.ts'

test.each(['wasm', 'cpu'] as const)('on %s nothing is wrong, and no tensor is left behind', async (name) => {
  await startEngine(name)
  const before = tf.memory()
  expect(await probe()).toBeNull()
  const { numTensors, numBytes } = tf.memory()
  expect([numTensors, numBytes]).toEqual([before.numTensors, before.numBytes])
})

/** Rounded to the 11 bits of a 16-bit float, with its range. */
function toHalf(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -14) - 10)
  const rounded = Math.round(value / unit) * unit
  return Math.abs(rounded) > 65504 ? Infinity * value : rounded
}

describe('an engine in plain JavaScript', () => {
  let whole: tf.KernelConfig[] = []
  beforeEach(() => startEngine('cpu'))
  afterEach(mend)

  /** Puts every broken kernel back. */
  function mend(): void {
    for (const kernel of whole) {
      tf.unregisterKernel(kernel.kernelName, 'cpu')
      tf.registerKernel(kernel)
    }
    whole = []
  }

  /** What is done with the numbers that a kernel computed; numbers handed on as they came are left alone. */
  function breakKernels(names: readonly string[], alter: (values: Float32Array, name: string) => void): void {
    for (const name of names) {
      const kernel = tf.getKernelsForBackend('cpu').find(({ kernelName }) => kernelName === name)!
      whole.push(kernel)
      tf.unregisterKernel(name, 'cpu')
      tf.registerKernel({
        ...kernel,
        kernelFunc: (call) => {
          const result = kernel.kernelFunc(call)
          const given = Object.values(call.inputs)
            .flat()
            .map((input) => input?.dataId)
          for (const { dataId, dtype } of [result].flat()) {
            if (dtype === 'float32' && !given.includes(dataId)) alter(numbersOf(call.backend, dataId), name)
          }
          return result
        },
      })
    }
  }
  const allKernels = () => tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName)
  const inHalves = (values: Float32Array) => values.forEach((value, i) => (values[i] = toHalf(value)))

  /** The kernels that compute what `work` asks for. */
  async function kernelsOf(work: () => unknown): Promise<string[]> {
    const ran = new Set<string>()
    breakKernels(allKernels(), (_, name) => ran.add(name))
    await work()
    mend()
    return [...ran]
  }

  test('in which every kernel keeps 16 bits lacks precision', async () => {
    breakKernels(allKernels(), inHalves)
    expect(await probe()).toBe('precision')
  })

  test.each(['Add', 'Multiply', 'Exp'])('of which %s alone keeps 16 bits lacks it', async (name) => {
    breakKernels([name], inHalves)
    expect(await probe()).toBe('precision')
  })

  test('of which the matrix product alone keeps 16 bits lacks it', async () => {
    const names = await kernelsOf(() => tf.dispose(tf.tidy(() => matMul(tf.ones([2, 2]), tf.ones([2, 2])))))
    breakKernels(names, inHalves)
    expect(await probe()).toBe('precision')
  })

  test('of which one kernel is a fiftieth off is found out, whichever of those in use it is', async () => {
    const names = await kernelsOf(probe)
    expect(names.length).toBeGreaterThan(8)
    const unnoticed: string[] = []
    for (const name of names) {
      let altered = 0
      breakKernels([name], (values) =>
        values.forEach((value, i) => {
          values[i] = value * 1.02
          if (value !== 0) altered += 1
        }),
      )
      if ((await probe()) === null && altered > 0) unnoticed.push(name)
      mend()
    }
    expect(unnoticed).toEqual([])
  })

  test('that is right in the checks of precision and wrong in the step takes a wrong step', async () => {
    const inStep = (await kernelsOf(probe)).filter(
      (name) => !['Add', 'Multiply', 'Sub', 'Exp', 'Fill'].includes(name),
    )
    const product = await kernelsOf(() => tf.dispose(tf.tidy(() => matMul(tf.ones([2, 2]), tf.ones([2, 2])))))
    breakKernels(
      inStep.filter((name) => !product.includes(name)),
      inHalves,
    )
    expect(await probe()).toBe('step')
  })

  test('that makes NaN of everything is found out', async () => {
    breakKernels(['Add'], (values) => values.fill(NaN))
    expect(await probe()).toBe('precision')
  })
})

interface Numbers {
  readonly data: { get(id: object): { values: Float32Array } }
}

const numbersOf = (backend: unknown, id: object) => (backend as Numbers).data.get(id).values
