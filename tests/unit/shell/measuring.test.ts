// Backends are measured only while nothing else goes on, one after the other, and what is found is told once.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { LinearMethod } from '../../../src/lab/bench.ts'
import type { Progress } from '../../../src/lab/trainer.ts'
import type { BackendFigure } from '../../../src/lab/workerDoor.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { BackendOffer } from '../../../src/shell/backendOffer.ts'
import { firstState, nothingYet, type LabState } from '../../../src/shell/labState.ts'
import { longestMeasurement, Measuring, quietTime } from '../../../src/shell/measuring.ts'
import type { BackendName } from '../../../src/tensors/backendNames.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({ family: 'undercomplete' })
const times: Record<BackendName, number> = { webgl: 24, wasm: 8, cpu: 80 }
let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Opened {
  readonly set: (state: Partial<LabState>) => void
  readonly progress: (progress: Partial<Progress<AutoencoderRecipe>>) => void
  readonly figures: () => LabState['figures']
  readonly measuring: Measuring
  /** threads as they began, and how each ended */
  readonly threads: { readonly name: string; end: 'open' | 'done' | 'ended' }[]
  readonly told: (BackendOffer | null)[]
}

interface Machine {
  /** ms of the measurement itself */
  readonly takes?: number
  readonly figureOf?: (name: BackendName) => BackendFigure
  readonly isVisible?: () => boolean
}

/** A page whose run rests at its beginning on WebGL, with everything there. */
function openPage({ takes = 100, figureOf, isVisible = () => true }: Machine = {}): Opened {
  const first = {
    ...nothingYet(1, recipe, 0),
    state: 'paused',
    backend: { name: 'webgl', refused: [] },
  } as const
  const store = createStore<LabState>(() => ({
    ...firstState(recipe, { linked: true, pinned: null, view: {}, lesson: null }),
    pca: {} as LinearMethod,
    progress: first,
  }))
  const [threads, told]: [Opened['threads'], Opened['told']] = [[], []]
  function thread<T>(name: string, after: number, signal: AbortSignal, result: () => T): Promise<T> {
    signal.throwIfAborted()
    const one: Opened['threads'][number] = { name, end: 'open' }
    threads.push(one)
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        if (one.end === 'open') one.end = 'done'
        try {
          resolve(result())
        } catch (error) {
          reject(error)
        }
      }, after)
      signal.addEventListener('abort', () => {
        if (one.end === 'open') one.end = 'ended'
        reject(signal.reason as Error)
      })
    })
  }
  const measured = (name: BackendName): BackendFigure => ({
    kind: 'measured',
    millisecondsPerStep: times[name],
  })
  const measuring = new Measuring({
    store,
    show: (figures) => store.setState({ figures }),
    works: {
      machine: (signal) => thread('machine', 10, signal, () => 'this machine'),
      measure: (name, _recipe, signal) => thread(name, takes, signal, () => (figureOf ?? measured)(name)),
    },
    tell: (offer) => told.push(offer),
    isVisible,
  })
  return {
    set: (state) => store.setState(state),
    progress: (progress) => store.setState((state) => ({ progress: { ...state.progress!, ...progress } })),
    figures: () => store.getState().figures,
    measuring,
    threads,
    told,
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const namesOf = ({ threads }: Opened) => threads.map(({ name }) => name)

describe('a page that is left alone', () => {
  test('measures one backend after the other, and tells of a faster one', async () => {
    const page = openPage()
    await pass(quietTime - 1)
    expect(namesOf(page)).toEqual([])
    await pass(1000)
    expect(namesOf(page)).toEqual(['machine', 'webgl', 'wasm', 'cpu'])
    expect(page.threads.every(({ end }) => end === 'done')).toBe(true)
    expect(page.told).toMatchObject([{ kind: 'faster', to: { name: 'wasm', milliseconds: 8 }, against: 24 }])
    expect(page.figures()).toMatchObject({
      wasm: { millisecondsPerStep: 8 },
      cpu: { millisecondsPerStep: 80 },
    })
  })

  test('begins with the running backend, whichever it is', async () => {
    const page = openPage()
    page.progress({ backend: { name: 'cpu', refused: [] } })
    await pass(10_000)
    expect(namesOf(page)).toEqual(['machine', 'cpu', 'webgl', 'wasm'])
  })

  test('tells once, whatever happens later in the visit', async () => {
    const page = openPage()
    await pass(10_000)
    page.progress({ state: 'training' })
    page.progress({ state: 'paused', step: 50 })
    await pass(60_000)
    expect(page.told).toHaveLength(1)
    expect(page.threads).toHaveLength(4)
  })

  test('does not measure again at the next visit, and tells again', async () => {
    openPage()
    await pass(10_000)
    const again = openPage()
    await pass(10_000)
    expect(namesOf(again)).toEqual(['machine'])
    expect(again.told).toHaveLength(1)
    expect(again.figures()).toMatchObject({ wasm: { millisecondsPerStep: 8 } })
  })

  test('tells nothing where nothing is better, or where it is chosen already', async () => {
    const right = openPage({ figureOf: () => ({ kind: 'measured', millisecondsPerStep: 8 }) })
    await pass(10_000)
    kept.clear()
    const chosen = openPage()
    chosen.set({ backend: 'wasm' })
    await pass(10_000)
    expect([...right.told, ...chosen.told]).toEqual([])
  })
})

describe('nothing is measured', () => {
  test.each(['starting', 'waiting', 'training', 'diverged', 'failed'] as const)('while %s', async (state) => {
    const page = openPage()
    page.progress({ state })
    await pass(60_000)
    expect(page.threads).toEqual([])
    page.progress({ state: 'finished' })
    await pass(10_000)
    expect(page.threads).toHaveLength(4)
  })

  test('on the first visit, before PCA is there, or while the page is out of sight', async () => {
    let visible = false
    const [first, early, hidden] = [openPage(), openPage(), openPage({ isVisible: () => visible })]
    first.set({ firstVisit: true })
    early.set({ pca: null })
    await pass(30_000)
    expect([first, early, hidden].flatMap(namesOf)).toEqual([])
    visible = true
    await pass(10_000)
    expect(namesOf(hidden)).toHaveLength(4)
  })

  test('while the reader does something every other second', async () => {
    const page = openPage()
    for (let i = 0; i < 20; i++) {
      page.set({ shown: i })
      await pass(2000)
    }
    expect(page.threads).toEqual([])
  })

  test('while other work goes on beside the run', async () => {
    const page = openPage()
    let finish: () => void = () => {}
    const work = page.measuring.beside(new Promise<void>((resolve) => (finish = resolve)))
    await pass(60_000)
    expect(page.threads).toEqual([])
    finish()
    await work
    await pass(10_000)
    expect(page.threads).toHaveLength(4)
  })
})

describe('what is under way', () => {
  test.each<[string, (page: Opened) => unknown]>([
    ['Train is pressed', (page) => page.measuring.stop()],
    ['training begins', (page) => page.progress({ state: 'training' })],
    ['a fresh run starts', (page) => page.progress({ state: 'starting' })],
    ['the recipe becomes another', (page) => page.set({ recipe: recipeOf({ family: 'variational' }) })],
    ['a claim is run', (page) => void page.measuring.beside(pass(1))],
  ])('ends at once when %s', async (_, happen) => {
    const page = openPage({ takes: 5000 })
    await pass(quietTime + 7000)
    expect(page.threads.map(({ end }) => end)).toEqual(['done', 'done', 'open'])
    happen(page)
    await pass(0)
    expect(page.threads[2]!.end).toBe('ended')
    expect(page.threads).toHaveLength(3)
  })

  test('goes on where it was when the run rests again', async () => {
    const page = openPage({ takes: 5000 })
    await pass(quietTime + 7000)
    page.progress({ state: 'training' })
    await pass(10_000)
    page.progress({ state: 'paused' })
    await pass(60_000)
    expect(namesOf(page)).toEqual(['machine', 'webgl', 'wasm', 'wasm', 'cpu'])
    expect(page.told).toHaveLength(1)
  })

  test('is too slow after half a minute, and the next one has its turn', async () => {
    const page = openPage({ takes: longestMeasurement + 1 })
    await pass(5 * longestMeasurement)
    expect(page.figures()).toEqual({ webgl: { kind: 'slow' }, wasm: { kind: 'slow' }, cpu: { kind: 'slow' } })
    expect(page.threads.slice(1).every(({ end }) => end === 'ended')).toBe(true)
  })

  test('that fails by itself, as without the network, is left for another visit', async () => {
    const page = openPage({
      figureOf: () => {
        throw new Error('The images do not come.')
      },
    })
    await pass(60_000)
    expect(namesOf(page)).toEqual(['machine', 'webgl'])
    expect([page.told, page.figures()]).toEqual([[], {}])
  })
})

test('another kind of recipe has its own figures and its own offer, and the old offer is withdrawn', async () => {
  const page = openPage()
  await pass(10_000)
  page.set({ recipe: recipeOf({ family: 'undercomplete', seed: 9 }) })
  expect(page.figures()).not.toEqual({})
  page.set({ recipe: recipeOf({ family: 'variational' }) })
  expect(page.figures()).toEqual({})
  expect(page.told.slice(1)).toEqual([null])
  await pass(10_000)
  expect(page.told.slice(2)).toMatchObject([{ kind: 'faster' }])
  page.set({ recipe })
  expect(page.figures()).toMatchObject({ wasm: { millisecondsPerStep: 8 } })
})

test('a backend that computes wrongly is never offered, and is named where it runs', async () => {
  const wrong = openPage({
    figureOf: (name) =>
      name === 'webgl'
        ? { kind: 'wrong', fault: 'step' }
        : { kind: 'measured', millisecondsPerStep: times[name] },
  })
  await pass(10_000)
  expect(wrong.told).toMatchObject([{ kind: 'wrong', from: 'webgl', fault: 'step', to: { name: 'wasm' } }])
})

test('a backend that the device took away in this run is not offered', async () => {
  const page = openPage({
    figureOf: (name) => ({ kind: 'measured', millisecondsPerStep: name === 'webgl' ? 1 : 50 }),
  })
  page.progress({ backend: { name: 'wasm', refused: [{ backend: 'webgl', reason: 'lost' }] } })
  await pass(10_000)
  expect(page.told).toEqual([])
})

test('closed, it waits for nothing any more', async () => {
  const { measuring, progress, threads } = openPage({ isVisible: () => false })
  await vi.advanceTimersByTimeAsync(3 * quietTime)
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  measuring.close()
  progress({ step: 1 })
  await vi.advanceTimersByTimeAsync(3 * quietTime)
  expect(vi.getTimerCount()).toBe(0)
  expect(threads).toEqual([])
})
