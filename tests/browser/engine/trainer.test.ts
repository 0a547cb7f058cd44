// The trainer on a real WebGL: it pauses at once, and needs no more of the device's memory for being used for long.

import * as tf from '@tensorflow/tfjs-core'
import type { WebGLMemoryInfo } from '@tensorflow/tfjs-backend-webgl'
import { afterEach, expect, test, vi } from 'vitest'
import { around } from '../../support/around.ts'
import { recipeOf } from '../../support/recipes.ts'
import { openTrainer } from '../../support/trainer.ts'

afterEach(() => vi.restoreAllMocks())

const small = (units: number) =>
  recipeOf({
    data: { train: 1000 },
    encode: { layers: [{ kind: 'dense', units }] },
    optimise: { steps: 2000, batch: 32 },
  })

test('after pause no more than the step that is under way is taken', async () => {
  let taken = 0
  const { trainer } = await openTrainer(small(16), (step) => (taken = step))
  for (let times = 0; times < 5; times++) {
    const before = taken
    trainer.train()
    await vi.waitUntil(() => taken >= before + 12, { timeout: 20_000, interval: 1 })
    const atPause = taken
    const rests = await trainer.pause()
    expect(rests - atPause).toBeLessThanOrEqual(1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(taken).toBe(rests)
  }
})

/** How many textures and framebuffers there are more than now. */
function countKept(): { textures: number; frames: number } {
  const kept = { textures: 0, frames: 0 }
  const counted = (name: keyof WebGL2RenderingContext, kind: keyof typeof kept, by: number) => {
    around(WebGL2RenderingContext.prototype, name, (call) => {
      kept[kind] += by
      return call()
    })
  }
  counted('createTexture', 'textures', 1)
  counted('deleteTexture', 'textures', -1)
  counted('createFramebuffer', 'frames', 1)
  counted('deleteFramebuffer', 'frames', -1)
  return kept
}

const bytes = () => (tf.memory() as unknown as WebGLMemoryInfo).numBytesInGPUAllocated

test('a run needs as much of the device’s memory after five others as in a fresh page', async () => {
  const kept = countKept()
  const { trainer } = await openTrainer(small(300))
  const found: object[] = []
  for (const [run, units] of [300, 200, 260, 130, 220, 300].entries()) {
    await trainer.start(2 + run, small(units), 'webgl')
    await trainer.advanceTo(3)
    found.push({ bytes: bytes(), ...kept })
  }
  expect(found.at(-1)).toEqual(found[0])
})

test('textures that are deleted on the way leave no framebuffer behind, and change no number', async () => {
  const trained = async (mostBytes: number | null) => {
    const { trainer, reports } = await openTrainer(small(64))
    if (mostBytes !== null) tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', mostBytes)
    await trainer.advanceTo(5)
    const kept = countKept()
    await trainer.advanceTo(9)
    vi.restoreAllMocks()
    return { kept, losses: reports.flatMap((report) => report.losses) }
  }
  const whole = await trained(null)
  const { kept, losses } = await trained(0)
  expect(kept).toEqual({ textures: 0, frames: 0 })
  expect(losses).toHaveLength(9)
  expect(losses).toEqual(whole.losses)
})
