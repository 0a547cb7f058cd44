import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { startBackend } from '../../../src/tensors/backends.ts'
beforeAll(async () => {
  const backend = await startBackend('wasm', null)
  expect(backend.name).toBe('wasm')
})
test('x', () => {
  expect(tf.add(1, 2).dataSync()[0]).toBe(3)
})
