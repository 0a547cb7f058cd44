// Two runs in step: whoever is ahead waits, and nobody waits for a run that rests.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mostAhead, Pace } from '../../../src/lab/pace.ts'

let one: Pace
let other: Pace

beforeEach(() => {
  const { port1, port2 } = new MessageChannel()
  one = new Pace(port1)
  other = new Pace(port2)
})
afterEach(() => {
  one.close()
  other.close()
})

/** Words between ports are there. */
const delivered = () => new Promise((resolve) => setTimeout(resolve, 20))

async function isWaiting(turn: Promise<void>): Promise<boolean> {
  return Promise.race([turn.then(() => false), delivered().then(() => true)])
}

describe('two runs in step', () => {
  test('are at most a few steps apart: the one ahead waits until the other comes', async () => {
    await other.turn(0)
    await delivered()
    expect(await isWaiting(one.turn(mostAhead - 1))).toBe(false)
    const turn = one.turn(mostAhead)
    expect(await isWaiting(turn)).toBe(true)
    await other.turn(1)
    await turn
  })

  test('keep within that distance however much faster one of them is', async () => {
    const reached = [0, 0]
    let farthest = 0
    const run = async (pace: Pace, me: 0 | 1, milliseconds: number) => {
      for (let step = 0; step < 40; step++) {
        await pace.turn(step)
        await new Promise((resolve) => setTimeout(resolve, milliseconds))
        reached[me] = step + 1
        farthest = Math.max(farthest, Math.abs(reached[0]! - reached[1]!))
      }
      pace.rest()
    }
    await Promise.all([run(one, 0, 0), run(other, 1, 4)])
    expect(reached).toEqual([40, 40])
    expect(farthest).toBeGreaterThan(0)
    // the step under way is not counted by its turn
    expect(farthest).toBeLessThanOrEqual(mostAhead + 1)
  })

  test('do not wait for one that rests, nor once the line is closed', async () => {
    await other.turn(0)
    await delivered()
    const turn = one.turn(100)
    expect(await isWaiting(turn)).toBe(true)
    other.rest()
    await turn
    await other.turn(1)
    await delivered()
    const again = one.turn(100)
    expect(await isWaiting(again)).toBe(true)
    one.close()
    await again
  })

  test('a run that is to rest itself waits no longer', async () => {
    await other.turn(0)
    await delivered()
    const turn = one.turn(100)
    expect(await isWaiting(turn)).toBe(true)
    one.rest()
    await turn
  })
})
