// Questions: whatever comes from the page, every instrument answers it or says in a sentence that it cannot.

import { describe, expect, test } from 'vitest'
import type { Measure, ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { measures } from '../../../src/benches/autoencoder/instruments/measures.ts'
import { recipeOf } from '../../support/recipes.ts'
import { imageCount, restOf } from './smallGaussian.ts'

type Question = Readonly<Record<string, unknown>>

const image = { kind: 'test', index: 3 }
const drawn = { kind: 'drawn', pixels: new Float32Array(784).fill(0.5) }
const code = { kind: 'code', code: Float32Array.of(0.5, -0.5) }
const worths = {
  worth: Float32Array.of(Infinity, 1),
  centre: new Float32Array(2),
  unit: new Float32Array(2).fill(1),
  dead: new Uint8Array(2),
}
const pca = {
  mode: 'grey',
  mean: new Float64Array(784),
  values: new Float64Array(784).fill(1),
  components: Float32Array.from({ length: 784 * 784 }, (_, i) => Number(i % 785 === 0)),
}

/** Questions that have an answer, in every form there is, where they are not those of noise or of training images. */
const answered: Readonly<Record<string, readonly Question[]>> = {
  bounds: [{ from: 0, to: 2 }],
  codePlane: [{ first: 1, second: 0 }],
  contraction: [
    { about: 'directions', image },
    { about: 'disc', image: drawn },
  ],
  decodedMap: [{ label: 4 }],
  exactPosterior: [{ image, grid: { points: 20, half: 4 }, rows: [0, 3] }],
  interpolation: [{ from: image, to: drawn, labels: 'mixed' }],
  posteriors: [
    { kind: 'coordinates', first: 1, second: 0 },
    { kind: 'samples', image: drawn },
  ],
  sameHand: [{ kind: 'hand', index: 3 }],
  samples: [{ kind: 'draw', draw: { number: 1, temperature: 1, digit: 3 } }],
  strip: [image, drawn, code],
  subspace: [{ pca }],
  traversal: [
    { around: { kind: 'centre' }, part: worths },
    { around: image, part: worths },
    { around: code, part: worths },
  ],
  tugOfWar: [image, drawn],
  units: [
    { kind: 'activity', layer: 'code' },
    { kind: 'features', layer: 'code', units: [0, 1] },
    { kind: 'use', layer: 'code', chosen: code },
    { kind: 'removal', layer: 'encode/0', unit: 1, chosen: image },
  ],
}

/** Every instrument applies to one of these. */
const partials = [
  { code: { size: 2, condition: 'label' } },
  { family: 'linear', code: { size: 2 }, encode: { layers: [] }, decode: { bias: 'zero' } },
  { family: 'denoising', encode: { layers: [] }, code: { size: 2 }, corrupt: { kind: 'masking', rate: 0.5 } },
]
const rests = new Map<number, ReturnType<typeof restOf>>()

function restFor(measure: Measure): ReturnType<typeof restOf> {
  const i = partials.findIndex((partial) => measure.applies(recipeOf({ family: 'variational', ...partial })))
  const rest = rests.get(i) ?? restOf(partials[i])
  rests.set(i, rest)
  return rest
}

const asking = measures.filter((measure) => measure.ask !== undefined)

const junk: readonly unknown[] = [
  null,
  0,
  Number.NaN,
  1e300,
  'junk',
  true,
  [],
  {},
  [null],
  new Float32Array(3),
  { kind: 'junk' },
  { kind: null },
  { image: null },
  { kind: 'test', index: Number.NaN },
  { kind: 'test', index: -1 },
  { kind: 'test', index: 0.5 },
  { kind: 'test', index: 'length' },
  { kind: 'test', index: imageCount },
  { kind: 'test', index: 1e300 },
  { kind: 'drawn', pixels: new Float32Array(783) },
  { kind: 'drawn', pixels: new Float32Array(784).fill(Number.NaN) },
  { kind: 'drawn', pixels: Array.from({ length: 784 }, () => 0) },
  { kind: 'drawn', pixels: { length: 784 } },
  // a plane of one line
  { first: 1, second: 1 },
  { kind: 'coordinates', first: 1, second: 1 },
]

const numbers = [Number.NaN, Infinity, -1, 1e300, '1', undefined]
const others = [undefined, null, 7, 'junk', {}, [], new Float32Array(3)]

/** What is put in the place of a value that is right. */
function wrongFor(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return numbers
  if (value instanceof Float32Array) return [...others, value.map(() => Number.NaN), [...value]]
  return others
}

function told(question: unknown): string {
  return JSON.stringify(question, (_key, value: unknown) => (ArrayBuffer.isView(value) ? '…' : value))
}

const askedOf = async (...[measure, rest, question]: [Measure, ModelAtRest, unknown]) =>
  measure.ask!(rest, question)

/** The question with one of its values wrong, one after the other, however deep it stands. */
function* spoiled(value: unknown): Generator {
  yield* wrongFor(value)
  if (Array.isArray(value)) {
    for (const i of value.keys()) for (const wrong of spoiled(value[i])) yield value.with(i, wrong)
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [key, inner] of Object.entries(value)) {
      for (const wrong of spoiled(inner)) yield { ...value, [key]: wrong }
    }
  }
}

test('every question that is written here is answered', async () => {
  for (const [id, questions] of Object.entries(answered)) {
    const measure = asking.find((each) => each.id === id)!
    for (const question of questions) {
      await expect(measure.ask!(await restFor(measure), question)).resolves.toBeDefined()
    }
  }
})

describe.each(asking.map((measure) => [measure.id, measure] as const))('%s', (id, measure) => {
  const wrong = [...junk, ...(answered[id] ?? []).flatMap((question) => [...spoiled(question)])]

  test(`refuses ${wrong.length} questions with a sentence`, async () => {
    const model = await restFor(measure)
    const notRefused: string[] = []
    for (const question of wrong) {
      const outcome: unknown = await askedOf(measure, model, question).catch((error: unknown) => error)
      const isRefusal = outcome instanceof RangeError && /^[A-Z].*\.$/.test(outcome.message)
      if (!isRefusal)
        notRefused.push(`${told(question)}: ${outcome instanceof Error ? outcome.message : 'answered'}`)
    }
    expect(notRefused).toEqual([])
  })
})
