// The kernels of our own, one by one, on WebGL: that they are there, and what they refuse.

import { beforeAll, expect, test } from 'vitest'
import { startEngine } from '../../support/engine.ts'
import { kernelsOf, kernelsThere } from '../../support/kernels.ts'
import { testRefusals } from '../../support/refusals.ts'

beforeAll(async () => {
  await startEngine('webgl')
})

test('kernels compute where the table has them, and no others', () => {
  expect(kernelsThere()).toEqual(kernelsOf('webgl'))
})

testRefusals()
