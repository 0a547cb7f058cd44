import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Evaluation } from '../../../src/benches/autoencoder/evaluate.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { branchedAt } from '../../../src/lab/branch.ts'
import { breathe } from '../../../src/lab/breathe.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import type { Frame } from '../../../src/lab/frame.ts'
import { Observer } from '../../../src/lab/observer.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import type { Snapshot } from '../../../src/lab/run.ts'
import { Trainer, type Progress } from '../../../src/lab/trainer.ts'
import { startBackend, type Backend } from '../../../src/tensors/backends.ts'

const small: AutoencoderRecipe = readRecipe(autoencoder.book, {
  data: { train: 1000, classes: [7] },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 24, batch: 32 },
}).recipe

/** Every instrument measures each of its marks. */
const shorter: AutoencoderRecipe = { ...small, optimise: { ...small.optimise, steps: 8 } }

/** Still under way when a report of its first steps has come. */
const longer: AutoencoderRecipe = { ...small, optimise: { ...small.optimise, steps: 400 } }

let data: Dataset
let run = 0
let backend: Backend
let lost: () => void = () => {}

beforeAll(async () => {
  backend = { ...(await startBackend('wasm', null)), onLost: (listener) => (lost = listener) }
  data = await openDataset('mnist', fileSource('public/data'))
  await data.testReady()
})

const opened: {
  readonly trainer: Trainer<AutoencoderRecipe>
  readonly observer: Observer<AutoencoderRecipe>
}[] = []

// what a test left behind would go on being trained and measured beside the next one
afterEach(async () => {
  for (const { trainer, observer } of opened.splice(0)) {
    await trainer.pause()
    await observer.begin(++run, small, { shared: null, stored: null })
  }
})

/** A trainer and its observer in one thread, with everything they say. */
function openThreads(
  images: Dataset | (() => Dataset) = data,
  start: () => Promise<Backend> = async () => backend,
) {
  const current = async () => (typeof images === 'function' ? images() : images)
  const reports: Progress<AutoencoderRecipe>[] = []
  const frames: Frame[] = []
  const snapshots: Snapshot[] = []
  const observer = new Observer<AutoencoderRecipe>({
    bench: autoencoder,
    openData: async () => data,
    ready: async () => {},
    breathe,
    initialWeights: async () => null,
    budget: 2 ** 26,
    keeping: null,
    onFrame: (_run, frame) => frames.push(frame),
    onAnswer: () => {},
    onFailure: (_run, sentence) => expect.unreachable(sentence),
  })
  const trainer = new Trainer<AutoencoderRecipe>({
    bench: autoencoder,
    openData: current,
    startBackend: start,
    keeper: {
      begin: (run, recipe, past) => observer.begin(run, recipe, past),
      save: (run, recipe, snapshot) => observer.save(run, recipe, snapshot),
      keep: (run, recipe, snapshot, mark) => {
        snapshots.push(snapshot)
        return observer.keep(run, recipe, snapshot, mark)
      },
      goBack: (run, step) => observer.goBack(run, step),
    },
    initialWeights: async () => null,
    report: (progress) => reports.push(progress),
  })
  opened.push({ trainer, observer })
  const state = () => reports.at(-1)!.state
  const until = async (wanted: string) => {
    await expect.poll(state).toBe(wanted)
  }
  const digest = () => digestOf(snapshots.at(-1)!.parameters)
  /** as the page asks for it */
  const oneStep = async () => trainer.advanceTo((await trainer.pause()) + 1)
  return { trainer, observer, reports, frames, snapshots, until, digest, oneStep }
}

describe('the trainer', () => {
  test('trains to the end, and reset gives the same weights to the bit', async () => {
    const { trainer, until, digest, reports } = openThreads()
    await trainer.start(++run, small, 'automatic')
    trainer.train()
    await until('finished')
    await trainer.pause()
    expect(reports.at(-1)!.step).toBe(24)
    const first = digest()
    await trainer.start(++run, small, 'automatic')
    trainer.train()
    await until('finished')
    await expect.poll(digest).toBe(first)
  })

  test('a run that is told to train while it is being opened trains as soon as it is there, unless it is paused again', async () => {
    const { trainer, until, reports } = openThreads()
    const opened = trainer.start(++run, small, 'automatic')
    trainer.train()
    await opened
    await until('finished')
    const again = trainer.start(++run, small, 'automatic')
    trainer.train()
    await trainer.pause()
    await again
    expect(reports.at(-1)).toMatchObject({ state: 'paused', step: 0 })
  })

  test('trains to a step that it is told, rests there, and then goes on to the end', async () => {
    const { trainer, until, reports } = openThreads()
    await trainer.start(++run, small, 'automatic')
    trainer.train(15)
    await expect.poll(() => reports.at(-1)).toMatchObject({ state: 'paused', step: 15 })
    trainer.train()
    await until('finished')
    expect(reports.at(-1)!.step).toBe(24)
  })

  test('pauses between steps, takes one step, and trains on to the same weights', async () => {
    const straight = openThreads()
    await straight.trainer.start(++run, longer, 'automatic')
    straight.trainer.train()
    await straight.until('finished')

    const { trainer, until, digest, reports, frames, oneStep } = openThreads()
    await trainer.start(++run, longer, 'automatic')
    trainer.train()
    await expect.poll(() => reports.at(-1)!.step, { interval: 1 }).toBeGreaterThan(2)
    await trainer.pause()
    const paused = reports.at(-1)!.step
    await oneStep()
    expect(reports.at(-1)!.step).toBe(paused + 1)
    await expect.poll(() => frames.some((frame) => frame.step === paused + 1)).toBe(true)
    trainer.train()
    await until('finished')
    await expect.poll(digest).toBe(straight.digest())
  })

  test('writes a change into the recipe at the step from which it is in force', async () => {
    const { trainer, until, reports, digest, oneStep } = openThreads()
    await trainer.start(++run, small, 'automatic')
    await oneStep()
    await oneStep()
    trainer.change('optimise.rate', 0.01)
    trainer.train()
    await until('finished')
    const { recipe } = reports.at(-1)!
    expect(recipe.changes).toEqual([{ step: 2, path: 'optimise.rate', value: 0.01 }])

    const replay = openThreads()
    await replay.trainer.start(++run, recipe, 'automatic')
    replay.trainer.train()
    await replay.until('finished')
    await expect.poll(replay.digest).toBe(digest())
  })

  test('goes on from the last snapshot when the device takes the context away', async () => {
    const straight = openThreads()
    await straight.trainer.start(++run, longer, 'automatic')
    straight.trainer.train()
    await straight.until('finished')

    const { trainer, until, digest, reports } = openThreads()
    await trainer.start(++run, longer, 'automatic')
    trainer.train()
    await expect.poll(() => reports.at(-1)!.step, { interval: 1 }).toBeGreaterThan(2)
    lost()
    await until('finished')
    expect(reports.some(({ backend }) => backend === null)).toBe(true)
    await expect.poll(digest).toBe(straight.digest())
  })

  test('what the recipe plans for later outlives a lost context, and so does what the reader changed before', async () => {
    const { trainer, until, reports, oneStep } = openThreads()
    const planned = { step: 20, path: 'optimise.rate', value: 0.0001 }
    await trainer.start(++run, { ...longer, changes: [planned] }, 'automatic')
    await oneStep()
    trainer.change('objective.l2Weights.weight', 0.001)
    trainer.train()
    await expect.poll(() => reports.at(-1)!.step, { interval: 1 }).toBeGreaterThan(2)
    const before = reports.at(-1)!.step
    const told = reports.length
    lost()
    await until('finished')
    expect(reports.at(-1)!.recipe.changes).toEqual([
      { step: 1, path: 'objective.l2Weights.weight', value: 0.001 },
      planned,
    ])
    const resumed = reports.slice(told).filter(({ backend }) => backend !== null && backend.name === 'wasm')
    expect(resumed.find(({ state }) => state === 'training')!.step).toBeGreaterThan(Math.min(1, before))
  })

  test('going back undoes what the reader changed later, and keeps what the recipe plans', async () => {
    const { trainer, until, reports, oneStep } = openThreads()
    const planned = { step: 20, path: 'optimise.rate', value: 0.0001 }
    await trainer.start(++run, { ...small, changes: [planned] }, 'automatic')
    for (let i = 0; i < 3; i++) await oneStep()
    trainer.change('optimise.rate', 0.5)
    await oneStep()
    expect(await trainer.goBack(2)).toBe(2)
    await until('paused')
    expect(reports.at(-1)!.recipe.changes).toEqual([planned])
  })

  test('a frame after a change of a weight counts the term', async () => {
    const { trainer, frames, oneStep } = openThreads()
    await trainer.start(++run, small, 'automatic')
    await oneStep()
    trainer.change('objective.l2Weights.weight', 0.1)
    await oneStep()
    const objective = () =>
      frames.findLast(({ step }) => step === 2)?.parts['objective'] as Evaluation | undefined
    await expect.poll(objective).toBeDefined()
    const { reconstruction, terms, total } = objective()!
    expect(terms['l2Weights']).toBeGreaterThan(0)
    expect(total).toBeCloseTo(reconstruction + 0.1 * terms['l2Weights']!, 6)
  })

  test('a start during a start is the one that counts, though the first one’s images never come', async () => {
    const never = (_images: number, signal: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    const stuck = Object.create(data, { trainReady: { value: never } }) as Dataset
    let images = stuck
    const { trainer, until, reports } = openThreads(() => images)
    const centred = { ...small, data: { ...small.data, centre: true } }
    void trainer.start(++run, { ...centred, seed: 1 }, 'automatic')
    await expect.poll(() => reports.at(-1)?.state).toBe('waiting')
    images = data
    await trainer.start(++run, { ...small, seed: 2 }, 'automatic')
    trainer.train()
    await until('finished')
    expect(reports.at(-1)!.recipe.seed).toBe(2)
  })

  test('no backend at all is a sentence', async () => {
    const failing = openThreads(data, async () => {
      throw new Error('No backend starts, not even plain JavaScript.')
    })
    await failing.trainer.start(++run, small, 'automatic')
    await failing.until('failed')
    expect(failing.reports.at(-1)!.failure).toContain('No backend starts')
  })

  test('stops a diverging run with the term and the step, and goes back to the last good snapshot', async () => {
    const { trainer, until, reports } = openThreads()
    const explosive = readRecipe(autoencoder.book, {
      ...small,
      decode: { ...small.decode, output: 'gaussian' },
      optimise: { ...small.optimise, method: 'sgd', rate: 100 },
    }).recipe
    await trainer.start(++run, explosive, 'automatic')
    trainer.train()
    await until('diverged')
    const { divergence } = reports.at(-1)!
    expect(divergence!.term).toBe('reconstruction')
    await trainer.goBack(divergence!.step)
    await until('paused')
    expect(reports.at(-1)!.step).toBeLessThanOrEqual(divergence!.step)
  })
})

test('pausing and training again while images are missing still takes one step at a time', async () => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const { trainer, reports, until, digest } = openThreads(
    Object.create(data, { trainReady: { value: () => arrived } }) as Dataset,
  )
  await trainer.start(++run, small, 'automatic')
  trainer.train()
  void trainer.pause()
  trainer.train()
  await expect.poll(() => reports.at(-1)!.step).toBe(0)
  arrive()
  await until('finished')
  expect(reports.at(-1)!.step).toBe(24)

  const straight = openThreads()
  await straight.trainer.start(++run, small, 'automatic')
  straight.trainer.train()
  await straight.until('finished')
  await expect.poll(straight.digest).toBe(digest())
})

describe('the observer', () => {
  test('measures a frame at every mark, whatever the order, and the same ones after a reset', async () => {
    const { trainer, until, frames } = openThreads()
    await trainer.start(++run, shorter, 'automatic')
    trainer.train()
    await until('finished')
    const marks = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    const steps = () => frames.filter(({ mark }) => mark).map(({ step }) => step)
    await expect.poll(() => steps().toSorted((a, b) => a - b), { timeout: 90_000 }).toEqual(marks)
    const first = new Map(frames.map((frame) => [frame.step, frame]))
    frames.length = 0
    await trainer.start(++run, shorter, 'automatic')
    trainer.train()
    await until('finished')
    await expect.poll(() => steps().length, { timeout: 90_000 }).toBe(marks.length)
    for (const frame of frames) expect(frame).toEqual(first.get(frame.step))
  }, 240_000)

  test('refuses a question about weights that are not kept, with a sentence', async () => {
    const { trainer, observer } = openThreads()
    await trainer.start(++run, small, 'automatic')
    await expect(observer.ask(run, 17, 'strip', { kind: 'test', index: 0 })).rejects.toThrow('not kept')
  })
})

describe('a branch', () => {
  const branch = branchedAt(autoencoder.book, small, 10)

  test('begins at once where a whole snapshot is kept, and comes to where its link comes, trained from nothing', async () => {
    const masked = { ...branch, corrupt: { kind: 'masking', rate: 0.5 } }
    const { trainer, until, digest, reports, snapshots } = openThreads()
    await trainer.start(++run, small, 'automatic')
    trainer.train()
    await until('finished')
    const taken = snapshots.length
    await trainer.start(++run, masked, 'automatic', { shared: 10 })
    expect(snapshots.slice(taken).map(({ step }) => step)).toEqual([10])
    expect(reports.filter(({ state }) => state === 'replaying')).toEqual([])
    expect(reports.at(-1)).toMatchObject({ state: 'paused', step: 10, recipe: masked })
    trainer.train()
    await until('finished')
    await trainer.pause()

    const anew = openThreads()
    await anew.trainer.start(++run, masked, 'automatic')
    expect(anew.reports.some(({ state }) => state === 'replaying')).toBe(true)
    expect(anew.reports.at(-1)).toMatchObject({ state: 'paused', step: 10 })
    await expect.poll(() => anew.frames.map(({ step }) => step)).toContain(10)
    anew.trainer.train()
    await anew.until('finished')
    await expect.poll(anew.digest).toBe(digest())
    expect(anew.frames.every(({ mark }) => mark)).toBe(true)
  })

  test('without a change comes to where its run comes, by the trainer, too', async () => {
    const straight = openThreads()
    await straight.trainer.start(++run, small, 'automatic')
    await straight.trainer.advanceTo(17)
    const { trainer, digest } = openThreads()
    await trainer.start(++run, branch, 'automatic')
    await trainer.advanceTo(17)
    expect(digest()).toBe(straight.digest())
  })

  test('goes back to where it branches, and to what it came from, whose steps it takes again', async () => {
    const { trainer, reports, digest, oneStep } = openThreads()
    await trainer.start(++run, branch, 'automatic')
    await oneStep()
    const first = digest()
    trainer.change('optimise.rate', 0.5)
    await oneStep()
    expect(await trainer.goBack(10)).toBe(10)
    await oneStep()
    expect(digest()).toBe(first)
    expect(await trainer.goBack(4)).toBe(4)
    expect(reports.at(-1)).toMatchObject({ state: 'paused', step: 10 })
    await oneStep()
    expect(digest()).toBe(first)
  })

  test('that is left for another run while what it came from is trained stops at once', async () => {
    const { trainer, reports, until } = openThreads()
    const late = branchedAt(autoencoder.book, longer, 399)
    const starting = trainer.start(++run, late, 'automatic')
    await expect.poll(() => reports.at(-1)?.state, { interval: 1 }).toBe('replaying')
    trainer.change('optimise.rate', 0.5)
    await trainer.start(++run, small, 'automatic')
    await starting
    await until('paused')
    expect(reports.at(-1)).toMatchObject({ step: 0, recipe: small })
  })
})
