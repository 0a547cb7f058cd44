// WebGL contexts, of which a browser keeps few: whatever takes one gives it back.

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, expect, test, vi } from 'vitest'
import { breathe } from '../../../src/lab/breathe.ts'
import { startBackend } from '../../../src/tensors/backends.ts'
import { rendererHere } from '../../../src/tensors/kernels/webgl/renderer.ts'
import { around } from '../../support/around.ts'
import { recipeOf } from '../../support/recipes.ts'
import { openTrainer } from '../../support/trainer.ts'

afterEach(() => vi.restoreAllMocks())

const small = recipeOf({
  data: { train: 1000 },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 2000, batch: 32 },
})

/** Every WebGL context that is made from now on. */
function rememberContexts(): WebGL2RenderingContext[] {
  const made: WebGL2RenderingContext[] = []
  around(OffscreenCanvas.prototype, 'getContext', (call) => {
    const context = call()
    if (context instanceof WebGL2RenderingContext) made.push(context)
    return context
  })
  return made
}

const areLost = (contexts: readonly WebGL2RenderingContext[]) =>
  contexts.map((context) => context.isContextLost())

test('a backend that is left gives its context back, and nothing is recovered from', async () => {
  const contexts = rememberContexts()
  const { trainer, reports } = await openTrainer(small)
  const tensors = tf.memory().numTensors
  for (const name of ['wasm', 'webgl', 'cpu', 'webgl'] as const) {
    await trainer.useBackend(name)
    await breathe()
    await trainer.advanceTo(reports.at(-1)!.step + 1)
    expect(reports.at(-1)).toMatchObject({ state: 'paused', backend: { name, refused: [] } })
  }
  expect(areLost(contexts)).toEqual([true, true, false])
  expect(tf.memory().numTensors).toBe(tensors)
})

test('a context on which nothing can be computed is given back', async () => {
  const contexts = rememberContexts()
  vi.spyOn(WebGL2RenderingContext.prototype, 'createFramebuffer').mockReturnValue(null as never)
  const { name, refused } = await startBackend('webgl', null)
  expect(name).not.toBe('webgl')
  expect(refused[0]).toMatchObject({ backend: 'webgl', reason: 'failed' })
  expect(areLost(contexts)).toEqual([true])
})

test('so is one that is passed over because software draws it', async () => {
  const contexts = rememberContexts()
  const { refused } = await startBackend('automatic', null)
  expect(refused[0]).toMatchObject({ backend: 'webgl', reason: 'software' })
  expect(areLost(contexts)).toEqual([true])
})

test('a backend that is released is gone from tfjs, and tells of no loss', async () => {
  const contexts = rememberContexts()
  const backend = await startBackend('webgl', null)
  const lost = vi.fn<() => void>()
  backend.onLost(lost)
  expect([tf.getBackend(), backend.isLost()]).toEqual(['webgl', false])
  backend.release()
  backend.release()
  expect(backend.isLost()).toBe(true)
  expect(tf.findBackendFactory('webgl') ?? null).toBeNull()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(lost).not.toHaveBeenCalled()
  expect(areLost(contexts)).toEqual([true])
})

test('the renderer is named by a context that is given back', () => {
  const contexts = rememberContexts()
  expect(rendererHere()).toMatch(/SwiftShader/)
  expect(areLost(contexts)).toEqual([true])
})
