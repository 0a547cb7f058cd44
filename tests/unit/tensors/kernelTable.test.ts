// The kernels of our own, one by one, on the engines that run in Node: that they are there, and what they refuse.

import { beforeAll, describe, expect, test } from 'vitest'
import { startEngine } from '../../support/engine.ts'
import { kernels, kernelsOf, kernelsThere, backendsOf } from '../../support/kernels.ts'
import { testRefusals } from '../../support/refusals.ts'

test('the table has every kernel', () => {
  expect([...kernels.keys()].toSorted()).toEqual(Object.keys(backendsOf))
})

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startEngine(name)
  })

  test('kernels compute where the table has them, and no others', () => {
    expect(kernelsThere()).toEqual(kernelsOf(name))
  })

  testRefusals()
})
