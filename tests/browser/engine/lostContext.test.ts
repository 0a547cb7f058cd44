// A device that takes the WebGL context away in the middle of a run.

import * as tf from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { afterEach, expect, test, vi } from 'vitest'
import { around } from '../../support/around.ts'
import { recipeOf } from '../../support/recipes.ts'
import { openTrainer } from '../../support/trainer.ts'

const small = recipeOf({
  data: { train: 1000 },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 40, batch: 16 },
})

afterEach(() => vi.restoreAllMocks())

function loseContext(): void {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu
  gl.getExtension('WEBGL_lose_context')!.loseContext()
}

type Opened = Awaited<ReturnType<typeof openTrainer>>

/** It trains to the end with WASM, without a word that something failed, and without a zero that nobody computed. */
async function expectToGoOn({ trainer, reports, snapshots }: Opened): Promise<void> {
  trainer.train()
  await expect.poll(() => reports.at(-1)!.state, { timeout: 20_000 }).toBe('finished')
  const { backend, step } = reports.at(-1)!
  expect(step).toBe(40)
  expect(backend!.name).toBe('wasm')
  expect(backend!.refused).toContainEqual({ backend: 'webgl', reason: 'lost' })
  expect(reports.map(({ state }) => state)).not.toContain('failed')
  const losses = reports.flatMap((report) => report.losses.map(({ total }) => total))
  expect(Math.min(...losses)).toBeGreaterThan(100)
  for (const { parameters } of snapshots) {
    const kernels = parameters.filter(({ name }) => name.endsWith('/kernel'))
    for (const { values } of kernels) expect(values.some((value) => value !== 0)).toBe(true)
  }
}

test('a run whose WebGL context is lost goes on with WASM from the last snapshot', async () => {
  const opened = await openTrainer(small, (step) => {
    if (step === 10 && tf.getBackend() === 'webgl') loseContext()
  })
  await expectToGoOn(opened)
})

test.each(['drawArrays', 'readPixels', 'fenceSync', 'clientWaitSync', 'getBufferSubData'] as const)(
  'so does one that loses it while a tensor is computed or read, at the first %s after step 10',
  async (method) => {
    let isLost = false
    const opened = await openTrainer(small, (step) => {
      if (step !== 10) return
      around(WebGL2RenderingContext.prototype, method, (call) => {
        if (!isLost) {
          isLost = true
          loseContext()
        }
        return call()
      })
    })
    await expectToGoOn(opened)
    expect(isLost).toBe(true)
  },
)

test('what fails for a lost context, before it is told of, ends no run', async () => {
  const opened = await openTrainer(small, (step) => {
    if (step !== 10 || tf.getBackend() !== 'webgl') return
    loseContext()
    throw new Error('Something that a lost context cannot do.')
  })
  await expectToGoOn(opened)
})
