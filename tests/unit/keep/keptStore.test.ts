import { beforeEach, expect, test } from 'vitest'
import type { KeptStore, Writing } from '../../../src/lab/keep/keptStore.ts'
import { emptyStore, small } from '../../support/keeping.ts'

let store: KeptStore

beforeEach(async () => {
  store = await emptyStore()
})

function writing(step: number, given: Partial<Writing> = {}): Writing {
  const run = {
    id: 'run',
    owner: 'me',
    isAutomatic: true,
    name: '',
    note: '',
    recipe: small,
    step,
    at: step,
    bytes: 100,
    engine: '',
  }
  const states = [{ step, parameters: [], moments: [] }]
  return {
    run,
    isWhole: step === 1,
    until: Infinity,
    states,
    frames: [],
    dropped: { states: [], frames: [] },
    ...given,
  }
}

/** Whatever is in it cannot be written. */
const unwritable = (step: number) => ({ step, mark: true, parts: { draw: () => step } })

test('a writing that breaks off half-way leaves what was kept before, whole', async () => {
  expect(await store.write(writing(1), 1000)).toBe('written')
  // the states of step 2 are on their way when the frame turns out to be none
  const broken = writing(2, { frames: [unwritable(2)], dropped: { states: [1], frames: [] } })
  await expect(store.write(broken, 1000)).rejects.toThrow('could not be cloned')
  const { run, states } = (await store.load('run'))!
  expect(run.step).toBe(1)
  expect(states.map(({ step }) => step)).toEqual([1])
})

test('who is not the owner writes nothing', async () => {
  await store.write(writing(1), 1000)
  expect(await store.takeOver('run', 'another')).toBe(true)
  expect(await store.write(writing(2), 1000)).toBe('gone')
  expect((await store.load('run'))!.run.step).toBe(1)
})

test('what lies after the step that a run went back to is forgotten in the same writing', async () => {
  await store.write(writing(1), 1000)
  await store.write(writing(5), 1000)
  await store.write(writing(9), 1000)
  await store.write(writing(6, { until: 4 }), 1000)
  expect((await store.load('run'))!.states.map(({ step }) => step)).toEqual([1, 6])
})

test('the reader’s words stay when a run is kept for good, and a deleted run takes its states along', async () => {
  await store.write(writing(1), 1000)
  await store.copy('run', '', 1000)
  const own = (await store.list()).find(({ isAutomatic }) => !isAutomatic)!
  await store.describe(own.id, { name: 'first', note: 'a note' })
  expect((await store.load(own.id))!.run).toMatchObject({ name: 'first', note: 'a note', step: 1 })
  await store.remove(own.id)
  expect(await store.load(own.id)).toBeNull()
  expect((await store.list()).map(({ id }) => id)).toEqual(['run'])
})

test('where there is no room, nothing is written', async () => {
  await store.write(writing(1), 1000)
  await store.copy('run', '', 1000)
  expect(await store.copy('run', '', 150)).toBe('full')
  expect(await store.list()).toHaveLength(2)
})
