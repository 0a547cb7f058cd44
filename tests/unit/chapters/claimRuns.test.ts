// Claims of a visit: one at a time, each with a verdict that stays, cancelled or failed with a sentence.

import { expect, test } from 'vitest'
import { openClaimRuns, type Judge } from '../../../src/chapters/claimRuns.ts'
import type { Verdict } from '../../../src/lab/claim.ts'

const verdict = (id: string): Verdict => ({
  id,
  figures: [],
  verdict: 'holds',
  expected: 'holds',
  seconds: 1,
})

/** A judge whose verdicts are given by hand. */
function slowJudge() {
  const asked: string[] = []
  const waiting = new Map<string, { give: () => void; refuse: (error: Error) => void }>()
  const judge: Judge = (id, _before, onProgress, signal) => {
    asked.push(id)
    onProgress(1, 2)
    return new Promise((resolve, reject) => {
      waiting.set(id, { give: () => resolve(verdict(id)), refuse: reject })
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
  }
  return { asked, waiting, judge }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

test('two claims run one after the other, and their verdicts stay', async () => {
  const { asked, waiting, judge } = slowJudge()
  const { states, run } = openClaimRuns(judge)
  run('one')
  run('two')
  run('one')
  await settled()
  expect(asked).toEqual(['one'])
  expect(states.getState()).toMatchObject({
    one: { kind: 'running', done: 1, total: 2 },
    two: { kind: 'running', done: 0, total: 0 },
  })
  waiting.get('one')!.give()
  await settled()
  expect(asked).toEqual(['one', 'two'])
  waiting.get('two')!.give()
  await settled()
  expect(states.getState()).toMatchObject({
    one: { kind: 'judged', by: 'training' },
    two: { kind: 'judged' },
  })
})

test('a cancelled claim is idle again, whether it waits or runs, and the next one has its turn', async () => {
  const { asked, waiting, judge } = slowJudge()
  const { states, run, cancel } = openClaimRuns(judge)
  run('one')
  run('two')
  run('three')
  await settled()
  cancel('two')
  cancel('one')
  await settled()
  expect(asked).toEqual(['one', 'three'])
  waiting.get('three')!.give()
  await settled()
  expect(states.getState()).toMatchObject({
    one: { kind: 'idle' },
    two: { kind: 'idle' },
    three: { kind: 'judged' },
  })
})

test('one that fails says why, and may be run again', async () => {
  const { waiting, judge } = slowJudge()
  const { states, run } = openClaimRuns(judge)
  run('one')
  await settled()
  waiting.get('one')!.refuse(new Error('The network is away.'))
  await settled()
  expect(states.getState()['one']).toEqual({ kind: 'failed', sentence: 'The network is away.' })
  run('one', ['checkpoint'])
  await settled()
  waiting.get('one')!.give()
  await settled()
  expect(states.getState()['one']).toMatchObject({ kind: 'judged', by: 'checkpoints' })
})
