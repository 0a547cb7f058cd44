import * as fc from 'fast-check'
import { zipSync, strToU8, unzipSync, strFromU8 } from 'fflate'
import { beforeEach, describe, expect, test } from 'vitest'
import { misfit } from '../../../src/benches/autoencoder/misfit.ts'
import { parametersOf } from '../../../src/benches/autoencoder/architecture.ts'
import { methods } from '../../../src/benches/autoencoder/optimise/methods.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { exportKept, importKept } from '../../../src/lab/keep/keptFile.ts'
import type { KeptStore, KeptWhole } from '../../../src/lab/keep/keptStore.ts'
import { momentName } from '../../../src/tensors/optimisers/optimiser.ts'
import { emptyStore, small } from '../../support/keeping.ts'

const bench = { book: recipeBook, misfit }
let store: KeptStore

beforeEach(async () => {
  store = await emptyStore()
})

/** Weights of the recipe's shapes, each array of another number. */
const parameters = parametersOf(small).map(({ name, shape }, i) => {
  const count = shape.reduce((product, side) => product * side, 1)
  return { name, shape, values: new Float32Array(count).fill(i + 0.25) }
})
const moments = methods[small.optimise.method].moments.flatMap((moment) =>
  parameters.map(({ name, ...array }) => ({ name: momentName(moment, name), ...array })),
)

const whole: KeptWhole = {
  run: {
    id: 'mine',
    owner: '',
    isAutomatic: false,
    name: 'Ärmel & “Zipfel”',
    note: 'for Tuesday',
    recipe: small,
    step: 7,
    at: 1_700_000_000_000,
    bytes: 0,
    engine: '',
  },
  states: [
    { step: 3, parameters, moments: null },
    { step: 7, parameters, moments },
  ],
  frames: [],
}

/** A file of this run, with some of its entries others. */
async function fileWith(changed: Record<string, Uint8Array> = {}): Promise<Uint8Array> {
  const bytes = await exportKept({ load: async () => whole }, ['mine'])
  return zipSync({ ...unzipSync(bytes), ...changed }, { level: 0 })
}

/** The list of such a file, with something of its run changed. */
async function fileWhoseRun(changes: Record<string, unknown>): Promise<Uint8Array> {
  const list = JSON.parse(strFromU8(unzipSync(await fileWith())['runs.json']!)) as { runs: object[] }
  list.runs = list.runs.map((run) => ({ ...run, ...changes }))
  return fileWith({ 'runs.json': strToU8(JSON.stringify(list)) })
}

describe('kept runs as a file', () => {
  test('come back with their words, their recipe and their weights, to the bit', async () => {
    expect(await importKept(store, bench, await fileWith())).toEqual({ kept: 1, sentences: [] })
    const [run] = await store.list()
    expect(run).toMatchObject({ name: whole.run.name, note: whole.run.note, step: 7, isAutomatic: false })
    expect(run!.recipe).toEqual(small)
    const { states } = (await store.load(run!.id))!
    expect(states).toEqual(whole.states)
  })

  test('weights of another network are named, and the recipe alone is kept', async () => {
    const file = await fileWhoseRun({ recipe: { ...small, code: { ...small.code, size: 3 } } })
    const { kept, sentences } = await importKept(store, bench, file)
    expect(kept).toBe(1)
    expect(sentences).toEqual([
      expect.stringMatching(/“Ärmel & “Zipfel””: At step 3, .+ has the shape .+ the recipe alone is kept\.$/),
    ])
    expect(await store.list()).toEqual([expect.objectContaining({ step: 0, bytes: 0 })])
  })

  test.each([
    ['no zip', async () => strToU8('weights'), 'it is no file of kept runs'],
    ['half of a file', async () => (await fileWith()).subarray(0, 900), 'or not a whole one'],
    ['another zip', async () => zipSync({ 'a.txt': strToU8('a') }), 'runs.json is missing'],
    [
      'a list that is none',
      () => fileWith({ 'runs.json': strToU8('{"runs": 7}') }),
      'is no list of kept runs',
    ],
    ['a list that is no JSON', () => fileWith({ 'runs.json': strToU8('{') }), 'cannot be opened'],
    ['a recipe that is none', () => fileWhoseRun({ recipe: 7 }), 'It is left out'],
    [
      'weights that are none',
      () => fileWith({ 'run-1/step-7.safetensors': strToU8('?') }),
      'no safetensors file',
    ],
    [
      'weights that are missing',
      () => fileWhoseRun({ states: [{ step: 7, parameters: '__proto__', moments: 'x' }] }),
      '__proto__ is missing',
    ],
  ])('%s is a sentence', async (_name, file, sentence) => {
    const { sentences } = await importKept(store, bench, await file())
    expect(sentences.join(' ')).toContain(sentence)
  })

  test('a number that is none among the weights is found', async () => {
    const spoilt = parameters.map((array, i) =>
      i === 0 ? { ...array, values: array.values.map(() => NaN) } : array,
    )
    const bytes = await exportKept(
      { load: async () => ({ ...whole, states: [{ step: 7, parameters: spoilt, moments }] }) },
      ['mine'],
    )
    const { sentences } = await importKept(store, bench, bytes)
    expect(sentences.join(' ')).toContain('holds what is no number')
  })

  test('whatever the file is, nothing is thrown, and what is kept can be read', async () => {
    const file = await fileWith()
    const list = unzipSync(file)['runs.json']!
    const anyBytes = fc.uint8Array({ maxLength: 400 })
    const spoiltFile = fc
      .array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const copy = file.slice()
        for (const [at, value] of changes) copy[at % copy.length] = value
        return copy
      })
    const spoiltList = fc
      .tuple(fc.nat(list.length - 1), fc.nat(255))
      .map(([at, value]) => zipSync({ 'runs.json': list.with(at, value) }, { level: 0 }))
    const anyList = fc
      .array(
        fc.record({
          name: fc.string(),
          note: fc.string(),
          recipe: fc.jsonValue(),
          at: fc.double(),
          states: fc.array(
            fc.record({ step: fc.nat(), parameters: fc.string(), moments: fc.option(fc.string()) }),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 3 },
      )
      .map((runs) =>
        zipSync({ 'runs.json': strToU8(JSON.stringify({ format: 'bottleneck-runs', version: 1, runs })) }),
      )
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes, spoiltFile, spoiltList, anyList), async (bytes) => {
        const { kept, sentences } = await importKept(store, bench, bytes)
        expect(Number.isInteger(kept)).toBe(true)
        expect(sentences.every((sentence) => sentence.length > 10)).toBe(true)
        for (const { id } of await store.list()) {
          const { states } = (await store.load(id))!
          expect(states.every((state) => misfit(small, state) === null || state.moments === null)).toBe(true)
          await store.remove(id)
        }
      }),
      { numRuns: 150, seed: 1 },
    )
  })
})
