// A recipe's step is timed after its first steps, and only where the device has done what it was asked for.

import { describe, expect, test } from 'vitest'
import { families, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { isLossRead, type Run } from '../../../src/lab/run.ts'
import { stepTime } from '../../../src/lab/stepTime.ts'

/** A run on a clock of its own, that takes `costOf(step)` milliseconds for the step that leads there. */
function clockedRun(costOf: (step: number) => number) {
  const clock = { time: 0, steps: 0, ended: false }
  async function* pulled(): Run<AutoencoderRecipe> {
    try {
      const { recipe } = families[0]
      for (let step = 0; ; step++) {
        if (step > 0) clock.time += costOf(step)
        clock.steps = step
        const loss = step > 0 && isLossRead(step) ? { step, reconstruction: 1, terms: {}, total: 1 } : null
        yield { step, recipe, epochImages: 100, loss, mark: false, snapshot: async () => null }
      }
    } finally {
      clock.ended = true
    }
  }
  return { clock, time: () => stepTime(pulled(), () => clock.time) }
}

describe('the time of a step', () => {
  test('is that of twenty steps after the first ten', async () => {
    const { clock, time } = clockedRun((step) => (step <= 10 ? 90 : 7))
    expect(await time()).toBe(7)
    expect(clock).toMatchObject({ steps: 30, ended: true })
  })

  test('leaves out the first step, in which a backend compiles, however slow every step is', async () => {
    const { clock, time } = clockedRun((step) => (step === 1 ? 60_000 : 4000))
    expect(await time()).toBe(4000)
    expect(clock).toMatchObject({ steps: 3, ended: true })
  })

  test('ends at the next loss after a second and a half', async () => {
    const { clock, time } = clockedRun(() => 100)
    expect(await time()).toBe(100)
    // the tenth step ends the warm-up, and the next two losses are read at the twentieth and the thirtieth
    expect(clock.steps).toBe(30)
    const slower = clockedRun(() => 160)
    expect(await slower.time()).toBe(160)
    expect(slower.clock.steps).toBe(20)
  })

  test('counts what a device was asked for and had not yet done', async () => {
    // asked for in no time, done where a loss is read
    const { time } = clockedRun((step) => (step % 10 === 0 ? 50 : 0))
    expect(await time()).toBe(5)
  })

  test('of a run that breaks off is what it says of itself', async () => {
    const { clock, time } = clockedRun((step) => {
      if (step === 4) throw new RangeError('no such kernel')
      return 1
    })
    await expect(time()).rejects.toThrow('no such kernel')
    expect(clock.ended).toBe(true)
  })
})
