// Latest: of many jobs the first and the last are worked on, one at a time, and work hears when it is no longer wanted.

import { expect, test } from 'vitest'
import { Latest, type Staleness } from '../../../src/benches/autoencoder/instruments/latest.ts'

interface Begun extends Staleness {
  readonly job: string
  readonly end: () => void
}

/** Work that ends when it is told to. */
function latestOf(): { latest: Latest<string>; begun: Begun[] } {
  const begun: Begun[] = []
  const latest = new Latest<string>(
    (job, staleness) => new Promise<void>((end) => begun.push({ job, end, ...staleness })),
  )
  return { latest, begun }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const jobs = (begun: readonly Begun[]) => begun.map(({ job }) => job)

test('works on one job at a time, and what came in between is never begun', async () => {
  const { latest, begun } = latestOf()
  for (const job of ['first', 'second', 'third']) latest.give(job)
  expect(jobs(begun)).toEqual(['first'])
  begun[0]!.end()
  await settled()
  expect(jobs(begun)).toEqual(['first', 'third'])
  begun[1]!.end()
  await settled()
  expect(jobs(begun)).toEqual(['first', 'third'])
  latest.give('third')
  expect(jobs(begun)).toEqual(['first', 'third', 'third'])
})

test('says that a later job waits, and resolves what races it at once', async () => {
  const { latest, begun } = latestOf()
  latest.give('first')
  let isOver = false
  const over = begun[0]!.stale.then(() => (isOver = true))
  await settled()
  expect([begun[0]!.isStale(), isOver]).toEqual([false, false])
  latest.give('first')
  await settled()
  expect([begun[0]!.isStale(), isOver]).toEqual([false, false])
  latest.give('second')
  await over
  expect([begun[0]!.isStale(), isOver]).toEqual([true, true])
  begun[0]!.end()
  await settled()
  expect(begun[1]!.isStale()).toBe(false)
})

test('nothing is wanted any more: the work that goes on is stale, and none follows', async () => {
  const { latest, begun } = latestOf()
  latest.give('first')
  latest.give(null)
  expect(begun[0]!.isStale()).toBe(true)
  await begun[0]!.stale
  begun[0]!.end()
  await settled()
  expect(jobs(begun)).toEqual(['first'])
  latest.give('second')
  expect(jobs(begun)).toEqual(['first', 'second'])
})
