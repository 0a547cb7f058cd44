import { describe, expect, test } from 'vitest'
import { givingWay, isSameRun, type KeptRun } from '../../../src/lab/keep/kept.ts'
import { small } from '../../support/keeping.ts'

function record(id: string, at: number, isAutomatic = true, bytes = 10): KeptRun {
  return { id, owner: '', isAutomatic, name: '', note: '', recipe: {}, step: 1, at, bytes, engine: '' }
}

const idsOf = (runs: readonly KeptRun[] | null) => runs?.map(({ id }) => id)

describe('room for kept runs', () => {
  test('the oldest that were kept by themselves give way, and no more of them than must', () => {
    const runs = [record('new', 3), record('oldest', 1), record('old', 2)]
    expect(idsOf(givingWay(runs, 10, 40))).toEqual([])
    expect(idsOf(givingWay(runs, 10, 30))).toEqual(['oldest'])
    expect(idsOf(givingWay(runs, 10, 20))).toEqual(['oldest', 'old'])
  })

  test('what the reader keeps never gives way; where that leaves no room, nothing does', () => {
    const runs = [record('mine', 1, false, 30), record('automatic', 2)]
    expect(idsOf(givingWay(runs, 10, 40))).toEqual(['automatic'])
    expect(givingWay(runs, 20, 40)).toBeNull()
  })

  test('at most twelve are kept by themselves, however small they are', () => {
    const runs = Array.from({ length: 12 }, (_, i) => record(`run ${i}`, i, true, 0))
    expect(idsOf(givingWay(runs, 0, 1000))).toEqual(['run 0'])
  })
})

describe('the same run', () => {
  test('its length and what it changes later make no difference, what it changed before does', () => {
    const longer = { ...small, optimise: { ...small.optimise, steps: 9999 } }
    const changed = { ...small, changes: [{ step: 5, path: 'optimise.rate', value: 0.1 }] }
    expect(isSameRun(small, longer, 10)).toBe(true)
    expect(isSameRun(small, changed, 5)).toBe(true)
    expect(isSameRun(small, changed, 6)).toBe(false)
    expect(isSameRun(small, { ...small, seed: 2 }, 0)).toBe(false)
  })
})
