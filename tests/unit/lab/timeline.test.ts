import { expect, test } from 'vitest'
import type { Snapshot } from '../../../src/lab/run.ts'
import { isMark } from '../../../src/lab/run.ts'
import { Timeline } from '../../../src/lab/timeline.ts'

/** `floats` weights and twice as many moments. */
function snapshot(step: number, floats: number): Snapshot {
  const array = (name: string, length: number) => ({
    name,
    shape: [length],
    values: new Float32Array(length).fill(step),
  })
  return {
    step,
    parameters: [array('w', floats)],
    moments: [array('first/w', floats), array('second/w', floats)],
  }
}

const marks = Array.from({ length: 5000 }, (_, step) => step).filter(isMark)

test('a long run stays within the budget, and its latest snapshot stays whole', () => {
  const budget = 100_000
  const timeline = new Timeline<string>(budget)
  for (const step of marks) {
    timeline.add('recipe', snapshot(step, 1000)) // 12,000 bytes each, 70 of them
    expect(timeline.bytes).toBeLessThanOrEqual(budget)
    expect(timeline.at(step)!.moments).not.toBeNull()
  }
  expect(timeline.steps[0]).toBe(0)
  expect(timeline.steps.length).toBeGreaterThan(6)
})

test('a snapshot larger than the budget is kept alone with the first, so that a run can always go on', () => {
  const timeline = new Timeline<string>(1000)
  for (const step of [0, 1, 2, 3]) timeline.add('recipe', snapshot(step, 1000))
  expect(timeline.steps).toEqual([0, 3])
  expect(timeline.goBack(3)!.step).toBe(3)
})

test('going back gives the last whole snapshot at or before the step and forgets what came later', () => {
  const timeline = new Timeline<string>(10 ** 9)
  for (const step of [0, 10, 20, 30]) timeline.add('recipe', snapshot(step, 10))
  expect(timeline.goBack(25)!.step).toBe(20)
  expect(timeline.steps).toEqual([0, 10, 20])
  expect(timeline.goBack(-1)).toBeNull()
})

test('a step that is trained anew replaces what stood there and after it', () => {
  const timeline = new Timeline<string>(10 ** 9)
  for (const step of [0, 10, 20]) timeline.add('old', snapshot(step, 10))
  timeline.add('new', snapshot(10, 10))
  expect(timeline.steps).toEqual([0, 10])
  expect(timeline.at(10)!.recipe).toBe('new')
})
