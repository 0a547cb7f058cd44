import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import type { Frame } from '../../../src/lab/frame.ts'
import type { KeptStore } from '../../../src/lab/keep/keptStore.ts'
import { startBackend, type Backend } from '../../../src/tensors/backends.ts'
import { emptyStore, openVisit, small } from '../../support/keeping.ts'

let data: Dataset
let backend: Backend
let store: KeptStore

beforeAll(async () => {
  backend = { ...(await startBackend('wasm', null)), onLost: () => {} }
  data = await openDataset('mnist', fileSource('public/data'))
  await data.testReady()
})

beforeEach(async () => {
  store = await emptyStore()
})

/** The digest of the weights after the whole run, and its losses, with nothing in between. */
async function straight() {
  const visit = openVisit(data, backend)
  await visit.trainer.start(1, small, 'automatic')
  await visit.trainer.advanceTo(24)
  return { digest: digestOf(visit.snapshots.at(-1)!.parameters), losses: visit.losses }
}

/** Ascending, each once. */
function stepsOf(frames: readonly Frame[]): number[] {
  return [...new Set(frames.map(({ step }) => step))].toSorted((a, b) => a - b)
}

describe('a run that outlives its page', () => {
  test('goes on to the same weights and losses, to the bit, as if it had not been interrupted', async () => {
    const whole = await straight()
    store = await emptyStore()

    const first = openVisit(data, backend)
    await first.trainer.start(1, small, 'automatic')
    await first.reach(9)
    await first.reach(15) // between two marks
    expect((await store.list())[0]!.step).toBe(15)
    await expect.poll(() => first.frames.length).toBeGreaterThan(10)
    await first.observer.flush()
    expect(first.id()).not.toBeNull()

    const second = openVisit(data, backend)
    await second.trainer.start(1, small, 'automatic', { stored: first.id() })
    expect(second.step()).toBe(15)
    expect(second.id()).toBe(first.id())
    expect(stepsOf(second.frames)).toEqual(stepsOf(first.frames))
    expect(second.measured()).toBe(0)
    await second.trainer.advanceTo(24)
    expect(digestOf(second.snapshots.at(-1)!.parameters)).toBe(whole.digest)
    const later = whole.losses.filter(({ step }) => step >= 15)
    expect(second.losses).toEqual(later)
  })

  test('another build measures the frames anew, and shows the same steps', async () => {
    const first = openVisit(data, backend)
    await first.trainer.start(1, small, 'automatic')
    await first.reach(3)
    await expect.poll(() => first.frames.length).toBe(4)
    await first.observer.flush()

    const second = openVisit(data, backend, { engine: 'another' })
    await second.trainer.start(1, small, 'automatic', { stored: first.id() })
    await expect.poll(() => stepsOf(second.frames)).toEqual([0, 1, 2, 3])
    expect(second.measured()).toBeGreaterThanOrEqual(4)
  })

  test('what is kept of another recipe is not gone on with', async () => {
    const first = openVisit(data, backend)
    await first.trainer.start(1, small, 'automatic')
    await first.reach(3)
    const second = openVisit(data, backend)
    await second.trainer.start(1, { ...small, seed: 7 }, 'automatic', { stored: first.id() })
    expect(second.step()).toBe(0)
    await second.reach(2)
    expect(second.id()).not.toBe(first.id())
    expect(await store.list()).toHaveLength(2)
  })

  test('of two tabs that go on with the same run each keeps its own', async () => {
    const first = openVisit(data, backend)
    await first.trainer.start(1, small, 'automatic')
    await first.reach(3)
    const second = openVisit(data, backend)
    await second.trainer.start(1, small, 'automatic', { stored: first.id() })
    await second.reach(9)
    await first.reach(5)
    const kept = await store.list()
    expect(kept.map(({ step }) => step).toSorted((a, b) => a - b)).toEqual([5, 9])
    expect(first.id()).not.toBe(second.id())
  })

  test('a run that the reader keeps stays as it is when it is gone on with', async () => {
    const first = openVisit(data, backend)
    await first.trainer.start(1, small, 'automatic')
    await first.reach(3)
    await store.copy(first.id()!, 'my run', 2 ** 30)
    const own = (await store.list()).find(({ isAutomatic }) => !isAutomatic)!
    await store.remove(first.id()!)

    const second = openVisit(data, backend)
    await second.trainer.start(1, small, 'automatic', { stored: own.id })
    expect(second.step()).toBe(3)
    await second.reach(5)
    const kept = await store.list()
    expect(kept.find(({ id }) => id === own.id)).toMatchObject({ step: 3, name: 'my run' })
    expect(kept.find(({ id }) => id === second.id())).toMatchObject({ step: 5, isAutomatic: true })
  })

  test('after going back, nothing later is kept', async () => {
    const visit = openVisit(data, backend)
    await visit.trainer.start(1, small, 'automatic')
    await visit.reach(9)
    await visit.trainer.goBack(4)
    visit.trainer.change('optimise.rate', 0.01)
    await visit.reach(5)
    const { run, states } = (await store.load(visit.id()!))!
    expect(run.step).toBe(5)
    expect(states.at(-1)!.step).toBe(5)
    const again = openVisit(data, backend)
    await again.trainer.start(
      1,
      { ...small, changes: [{ step: 4, path: 'optimise.rate', value: 0.01 }] },
      'automatic',
      { stored: visit.id() },
    )
    expect(again.step()).toBe(5)
  })

  test('its page knows its id before it is written, so that an end right after the writing loses nothing', async () => {
    const known: (string | null)[] = []
    const written: string[] = []
    const visit = openVisit(data, backend, {
      openStore: async () =>
        Object.create(store, {
          write: {
            value: async (...given: Parameters<KeptStore['write']>) => {
              known.push(visit.id())
              written.push(given[0].run.id)
              return store.write(...given)
            },
          },
        }) as KeptStore,
    })
    await visit.trainer.start(1, small, 'automatic')
    await visit.reach(3)
    expect(written).not.toEqual([])
    expect(known).toEqual(written)
  })
})

describe('where nothing can be kept', () => {
  test('a browser without a store says so once, and the run goes on', async () => {
    const openStore = () =>
      Promise.reject(
        new Error('A mutation operation was attempted on a database that did not allow mutations.'),
      )
    const visit = openVisit(data, backend, { openStore })
    await visit.trainer.start(1, small, 'automatic')
    await visit.reach(3)
    await visit.reach(5)
    expect(visit.step()).toBe(5)
    expect(visit.troubles).toEqual(['absent'])
  })

  test('a full disk says so once, what was kept before stays whole, and the run goes on', async () => {
    const visit = openVisit(data, backend, {
      openStore: async () => {
        let writings = 0
        return Object.create(store, {
          write: {
            value: async (...given: Parameters<KeptStore['write']>) => {
              writings += 1
              if (writings > 1) throw new DOMException('The disk is full.', 'QuotaExceededError')
              return store.write(...given)
            },
          },
        }) as KeptStore
      },
    })
    await visit.trainer.start(1, small, 'automatic')
    await visit.reach(3)
    await visit.reach(5)
    await visit.reach(7)
    expect(visit.step()).toBe(7)
    expect(visit.troubles).toEqual(['full'])
    const { run, states } = (await store.load(visit.id()!))!
    expect([run.step, states.at(-1)!.step]).toEqual([3, 3])
  })
})
