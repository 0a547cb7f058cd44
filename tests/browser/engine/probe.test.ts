// The probe on a real WebGL: float textures pass, 16-bit textures do not, and what it took is given back.

import * as tf from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { afterEach, expect, test } from 'vitest'
import { probe, releaseContext, rendererName } from '../../../src/tensors/probe.ts'
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

test('the renderer is named, by a context that is given back', () => {
  // browsers keep only a few contexts alive at a time; of these, all together would lose the oldest ones
  for (let i = 0; i < 20; i++) expect(rendererName()).toMatch(/SwiftShader/)
})

test('the context of the running backend is given back', async () => {
  await startEngine('webgl')
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu
  releaseContext()
  expect(gl.isContextLost()).toBe(true)
})
