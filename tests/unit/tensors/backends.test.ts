import * as tf from '@tensorflow/tfjs-core'
import { afterEach, expect, test, vi } from 'vitest'
import { startBackend } from '../../../src/tensors/backends.ts'

afterEach(() => vi.restoreAllMocks())

test('without WebGL, WASM computes, and it is said what was passed over', async () => {
  const backend = await startBackend('automatic', null)
  expect(backend.name).toBe('wasm')
  expect(backend.refused).toEqual([{ backend: 'webgl', reason: 'absent' }])
})

test('without SIMD, plain JavaScript computes, and it is said why', async () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
  const backend = await startBackend('automatic', null)
  expect(backend.name).toBe('cpu')
  expect(backend.refused).toContainEqual({ backend: 'wasm', reason: 'noSimd' })
  expect(tf.getBackend()).toBe('cpu')
})

test('the SIMD probe is a valid module of one SIMD instruction', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate')
  await startBackend('wasm', null)
  expect(validate).toHaveReturnedWith(true)
})

test('a backend that was lost is not tried again', async () => {
  const backend = await startBackend('automatic', null, [{ backend: 'wasm', reason: 'lost' }])
  expect(backend.name).toBe('cpu')
})
