// The probe on a real WebGL: float textures pass, and 16-bit textures do not.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, expect, test } from 'vitest'
import { probe } from '../../../src/tensors/probe.ts'
import { wasmFiles } from '../../../src/tensors/wasmFiles.ts'
import { startEngine } from '../../support/engine.ts'

afterEach(() => tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true))

test.each(['webgl', 'wasm', 'cpu'] as const)('on %s nothing is wrong', async (name) => {
  await startEngine(name, wasmFiles)
  const before = tf.memory().numTensors
  expect(await probe()).toBeNull()
  expect(tf.memory().numTensors).toBe(before)
})

test('a device that keeps its numbers in 16 bits lacks precision', async () => {
  await startEngine('webgl')
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false)
  expect(await probe()).toBe('precision')
})
