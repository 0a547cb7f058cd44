// Whatever is read as a recipe, a valid one comes back: a bad field alone takes its default, and a sentence names it.

import { describe, expect, test } from 'vitest'
import {
  recipeBook as book,
  families,
  type AutoencoderRecipe,
} from '../../../src/benches/autoencoder/recipe.ts'
import { difference, equal } from '../../../src/lab/json.ts'
import { illegal, imagesSeen, inForce, readRecipe, withChange, type Change } from '../../../src/lab/recipe.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { recipeOf } from '../../support/recipes.ts'

const defaultRecipe = families[0].recipe

/** Widths of the encoder's layers, all of which are dense. */
const unitsIn = ({ encode }: AutoencoderRecipe) =>
  encode.layers.map((layer) => layer.kind === 'dense' && layer.units)

const weightIn = ({ objective }: AutoencoderRecipe, term: string) =>
  (objective[term] as { weight: number }).weight

/** Reads, and holds what comes back against the schema and against itself. */
function read(value: unknown) {
  const result = readRecipe(book, value)
  expect(book.schema.safeParse(result.recipe).success).toBe(true)
  for (const { field, sentence } of result.complaints) {
    expect(field).not.toBe('')
    expect(sentence).toMatch(/^.+\.$/s)
    expect(sentence).not.toContain('undefined')
  }
  return result
}

describe('a recipe', () => {
  test('of nothing is the first family’s default', () => {
    expect(read({})).toEqual({ recipe: defaultRecipe, complaints: [] })
  })

  test('whose last layer is a convolution has one bias, which cannot be the mean image', () => {
    const { recipe, complaints } = read({ family: 'convolutional', decode: { bias: 'mean' } })
    expect(recipe.decode.bias).toBe('zero')
    expect(complaints.map(({ field }) => field)).toEqual(['decode.bias'])
    expect(read({ family: 'undercomplete', decode: { bias: 'mean' } }).recipe.decode.bias).toBe('mean')
  })

  test.each(families)('of the family $id is that family’s default', ({ id, recipe }) => {
    expect(read({ family: id })).toEqual({ recipe, complaints: [] })
    expect(read(recipe)).toEqual({ recipe, complaints: [] })
  })

  test('is merged from a part, and the rest is the default', () => {
    const { recipe, complaints } = read({ family: 'linear', code: { size: 7 }, optimise: { rate: 0.5 } })
    const linear = families.find(({ id }) => id === 'linear')!.recipe
    expect(complaints).toEqual([])
    expect(difference(linear, recipe)).toEqual({ code: { size: 7 }, optimise: { rate: 0.5 } })
  })

  test.each([null, undefined, 3, 'text', true, [], [{}], () => 1, Symbol('s'), 10n])(
    'is never %o',
    (value) => {
      const { recipe, complaints } = read(value)
      expect(recipe).toEqual(defaultRecipe)
      expect(complaints.map(({ field }) => field)).toEqual(['recipe'])
    },
  )
})

describe('a bad field alone takes its default, and a sentence names it:', () => {
  const bad: [string, unknown, string, RegExp][] = [
    ['optimise.rate', { optimise: { rate: -1 } }, 'optimise.rate', /more than 0/],
    ['optimise.rate', { optimise: { rate: 'fast' } }, 'optimise.rate', /"fast".*number/],
    ['optimise.rate', { optimise: { rate: NaN } }, 'optimise.rate', /is NaN.*number/],
    ['optimise.rate', { optimise: { rate: Infinity } }, 'optimise.rate', /is Infinity.*number/],
    ['optimise.batch', { optimise: { batch: 12.5 } }, 'optimise.batch', /12\.5.*whole number/],
    ['optimise.batch', { optimise: { batch: 0 } }, 'optimise.batch', /at least 1/],
    ['optimise.steps', { optimise: { steps: 1e9 } }, 'optimise.steps', /at most 1000000/],
    ['optimise.method', { optimise: { method: 'magic' } }, 'optimise.method', /one of sgd, momentum, adam/],
    ['optimise', { optimise: 5 }, 'optimise', /object/],
    ['seed', { seed: -3 }, 'seed', /at least 0/],
    ['seed', { seed: 1e300 }, 'seed', /at most|whole number/],
    ['data.set', { data: { set: '../../etc' } }, 'data.set', /mnist, fashion-mnist/],
    ['data.classes', { data: { classes: [] } }, 'data.classes', /at least 1/],
    ['data.classes', { data: { classes: [3, 3] } }, 'data.classes', /twice/],
    ['data.train', { data: { train: null } }, 'data.train', /null/],
    ['corrupt', { corrupt: { kind: 'toString' } }, 'corrupt.kind', /toString/],
    ['corrupt', { corrupt: [] }, 'corrupt', /object/],
    ['encode.layers', { encode: { layers: {} } }, 'encode.layers', /array/],
    ['encode.activation', { encode: { activation: 'constructor' } }, 'encode.activation', /relu/],
    ['code.size', { code: { size: 1e9 } }, 'code.size', /at most 1024/],
    ['decode.layers', { decode: { layers: 'none' } }, 'decode.layers', /"none"/],
    [
      'objective.l1Weights',
      { objective: { l1Weights: { weight: -1 } } },
      'objective.l1Weights.weight',
      /at least 0/,
    ],
    ['family', { family: 'constructor' }, 'family', /must be one of/],
    ['bench', { bench: 'rbm' }, 'bench', /rbm/],
    ['version', { version: 99 }, 'version', /99/],
    ['version', { version: '1' }, 'version', /"1"/],
  ]

  test.each(bad)('%s in %o', (_, partial, field, sentence) => {
    const good = { seed: 'seed' in (partial as object) ? 42 : 7 }
    const { recipe, complaints } = read({ ...good, ...(partial as object) })
    expect(recipe).toEqual({ ...defaultRecipe, ...good })
    expect(complaints.map((complaint) => complaint.field)).toEqual([field])
    expect(complaints[0]!.sentence).toMatch(sentence)
  })

  test('the other fields of the same object are kept', () => {
    const { recipe } = read({ optimise: { rate: 'x', batch: 64, steps: 10 }, code: { size: 5 } })
    expect(difference(defaultRecipe, recipe)).toEqual({
      code: { size: 5 },
      optimise: { batch: 64, steps: 10 },
    })
  })

  test('one bad width among the layers leaves the other layers', () => {
    const layers = [300, 7, 50].map((units) => ({ kind: 'dense', units }))
    const { recipe, complaints } = read({ encode: { layers } })
    expect(unitsIn(recipe)).toEqual([300, 64, 50])
    expect(complaints.map(({ field }) => field)).toEqual(['encode.layers.1.units'])
    const linear = read({ family: 'linear', encode: { layers } })
    expect(unitsIn(linear.recipe)).toEqual([300, 50])
    expect(new Set(linear.complaints.map(({ field }) => field))).toEqual(new Set(['encode.layers.1.units']))
  })

  test('an unknown kind gives way to the default, and so does what it would have replaced', () => {
    const { recipe, complaints } = read({ code: { kind: 'quantum', size: 9 } })
    expect(difference(defaultRecipe, recipe)).toEqual({ code: { size: 9 } })
    expect(complaints.map(({ field }) => field)).toContain('code.kind')
  })

  test('unknown fields are left out, each with a sentence, at every depth', () => {
    const { recipe, complaints } = read({ colour: 1, code: { size: 9, shape: 2 }, seed: 3 })
    expect(difference(defaultRecipe, recipe)).toEqual({ seed: 3, code: { size: 9 } })
    expect(complaints.map(({ field }) => field).toSorted()).toEqual(['code.shape', 'colour'])
  })

  test('a thousand unknown fields take no good field with them', () => {
    const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, i]))
    const { recipe, complaints } = read({
      ...unknown,
      seed: 3,
      code: { size: 9, ...unknown },
      optimise: { rate: -1, batch: 64 },
    })
    expect(difference(defaultRecipe, recipe)).toEqual({ seed: 3, code: { size: 9 }, optimise: { batch: 64 } })
    expect(complaints.length).toBeGreaterThan(0)
  })

  test('where too many fields are bad, the default is used whole, and a sentence says so', () => {
    const bad = Array.from({ length: 300 }, () => ({ step: 1, path: 'optimise.rate', value: 'x' }))
    const { recipe, complaints } = read({ seed: 3, changes: bad })
    expect(recipe).toEqual(defaultRecipe)
    expect(complaints.at(-1)!.field).toBe('recipe')
  })

  test('tied weights with a decoder of its own are untied', () => {
    const layers = [{ kind: 'dense', units: 50 }]
    const { recipe, complaints } = read({ decode: { tied: true, layers } })
    expect(recipe.decode).toEqual({ ...defaultRecipe.decode, layers })
    const remedy = 'It is set to false.'
    expect(complaints).toEqual([
      { field: 'decode.tied', sentence: expect.stringContaining('mirror'), remedy },
    ])
  })
})

describe('hostile input never makes an exception:', () => {
  const nest = (depth: number, leaf: unknown, wrap: (inner: unknown) => unknown) => {
    let value = leaf
    for (let i = 0; i < depth; i++) value = wrap(value)
    return value
  }
  const deepList = nest(100_000, 1, (inner) => [inner])
  const deepObject = nest(100_000, 1, (inner) => ({ a: inner }))
  const circular: Record<string, unknown> = {}
  circular['code'] = circular

  test.each([
    ['a deep list as a field', { code: deepList }],
    ['a deep list as a number', { code: { size: deepList } }],
    ['a deep object as a field', { code: { size: 4, deeper: deepObject } }],
    ['a deep object as everything', deepObject],
    ['a deep object as the family', { family: deepObject }],
    ['a deep list as the version', { version: deepList }],
    ['a deep list as the bench', { bench: deepList }],
    ['deep layers', { encode: { layers: deepList }, decode: { layers: deepList } }],
    ['deep changes', { changes: [{ step: 1, path: 'optimise.rate', value: deepList }] }],
    ['a circle', circular],
    ['a big integer', { seed: 10n, code: { size: 10n } }],
    ['a function', { seed: () => 1 }],
    ['a prototype', JSON.parse('{"__proto__":{"seed":3},"code":{"__proto__":{"size":3}}}')],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { seed: 3 })],
    ['a date', { data: new Date(0) }],
  ])('%s', (_, value) => {
    read(value)
    expect(({} as Record<string, unknown>)['seed']).toBe(undefined)
  })

  test.each([
    ['layers', (many: unknown[]) => ({ encode: { layers: many } })],
    ['classes', (many: unknown[]) => ({ data: { classes: many } })],
    ['changes', (many: unknown[]) => ({ changes: many })],
    ['own layers', (many: unknown[]) => ({ decode: { layers: many } })],
  ])('200,000 %s, without a long wait', (_, partial) => {
    for (const entry of [
      null,
      'x',
      { kind: 'dense', units: 8 },
      { step: 1, path: 'optimise.rate', value: 1 },
    ]) {
      const begin = performance.now()
      const { recipe } = read({ seed: 9, ...partial(Array.from({ length: 200_000 }, () => entry)) })
      expect(performance.now() - begin).toBeLessThan(10_000)
      expect(recipe.encode.layers.length).toBeLessThanOrEqual(4)
    }
  })

  test('random JSON in every field, three thousand times', () => {
    const random = openStream(1, 'measuring')
    let draw = 0
    let u = random.uniforms(0, 65_536)
    const next = () => {
      if (draw === u.length) [draw, u] = [0, random.uniforms(Math.round(u[0]! * 1e6) + 1, 65_536)]
      return u[draw++]!
    }
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
    const keys = [
      'kind',
      'units',
      'size',
      'layers',
      'weight',
      'step',
      'path',
      'value',
      '__proto__',
      'constructor',
      'x',
      '0',
    ]
    const junk = (depth: number): unknown => {
      if (depth > 0 && next() < 0.4) {
        const entries = Array.from(
          { length: Math.floor(next() * 4) },
          () => [pick(keys), junk(depth - 1)] as const,
        )
        return next() < 0.4 ? entries.map(([, entry]) => entry) : Object.fromEntries(entries)
      }
      return pick([
        null,
        true,
        '',
        'mirror',
        'dense',
        'relu',
        'optimise.rate',
        -1,
        0,
        1,
        0.5,
        128,
        1e308,
        NaN,
        -Infinity,
        undefined,
      ])
    }
    const mutate = (value: unknown): unknown => {
      if (next() < 0.08) return junk(3)
      if (Array.isArray(value)) return value.map(mutate)
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value)
        .filter(() => next() > 0.05)
        .map(([key, entry]) => [key, mutate(entry)] as const)
      return Object.fromEntries(next() < 0.1 ? [...entries, [pick(keys), junk(2)]] : entries)
    }
    let unharmed = 0
    const faults: string[] = []
    for (let i = 0; i < 3_000; i++) {
      const value = mutate(pick(families).recipe)
      const { recipe, complaints } = readRecipe(book, value)
      if (!book.schema.safeParse(recipe).success) faults.push(`not valid: ${JSON.stringify(value)}`)
      const again = readRecipe(book, recipe)
      if (again.complaints.length > 0 || !equal(again.recipe, recipe))
        faults.push(`not settled: ${JSON.stringify(value)}`)
      if (complaints.length === 0) unharmed++
    }
    expect(faults).toEqual([])
    expect(unharmed).toBeGreaterThan(5)
    expect(unharmed).toBeLessThan(2700)
  })
})

describe('changes while a run goes on', () => {
  const change = (step: number, path: string, value: number): Change => ({ step, path, value })
  const recipe = recipeOf({
    changes: [
      change(30, 'optimise.batch', 64),
      change(10, 'optimise.rate', 0.5),
      change(10, 'optimise.batch', 256),
      change(30, 'objective.l2Weights.weight', 0.25),
      change(40, 'optimise.rate', 0.1),
    ],
  })

  test('are put in the order of their steps', () => {
    expect(recipe.changes.map(({ step }) => step)).toEqual([10, 10, 30, 30, 40])
  })

  test('are in force from their step on', () => {
    const { rate, batch } = recipe.optimise
    expect(inForce(recipe, 9)).toEqual(recipe)
    const seen = [0, 9, 10, 29, 30, 39, 40, 1000].map((step) => {
      const now = inForce(recipe, step)
      return [now.optimise.rate, now.optimise.batch, weightIn(now, 'l2Weights')]
    })
    expect(seen).toEqual([
      [rate, batch, 0],
      [rate, batch, 0],
      [0.5, 256, 0],
      [0.5, 256, 0],
      [0.5, 64, 0.25],
      [0.5, 64, 0.25],
      [0.1, 64, 0.25],
      [0.1, 64, 0.25],
    ])
  })

  test('images seen are the sum of the batches then in force', () => {
    let seen = 0
    for (let step = 0; step < 60; step++) {
      expect(imagesSeen(recipe, step)).toBe(seen)
      seen += inForce(recipe, step).optimise.batch
    }
  })

  test('at step 0, and twice at one step, the last holds', () => {
    const twice = recipeOf({
      changes: [
        change(0, 'optimise.batch', 8),
        change(5, 'optimise.batch', 16),
        change(5, 'optimise.batch', 32),
      ],
    })
    expect([0, 4, 5].map((step) => inForce(twice, step).optimise.batch)).toEqual([8, 8, 32])
    expect([0, 1, 5, 6].map((step) => imagesSeen(twice, step))).toEqual([0, 8, 40, 72])
  })

  test('that are illegal are dropped, each with a sentence, and the legal ones stay', () => {
    const { recipe, complaints } = read({
      changes: [
        change(1, 'seed', 7),
        change(2, 'optimise.rate', 0.01),
        change(3, 'optimise.rate', -1),
        change(4, 'optimise.batch', 2.5),
        change(5, 'code.size', 3),
        change(6, '__proto__.polluted', 1),
        change(7, 'optimise.rate.constructor', 1),
        change(8, 'objective.l1Weights.weight', 5000),
      ],
    })
    expect(recipe.changes).toEqual([change(2, 'optimise.rate', 0.01)])
    expect(complaints.map(({ field }) => field)).toEqual([0, 2, 3, 4, 5, 6, 7].map((i) => `changes.${i}`))
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined)
  })

  test('of a malformed entry lose that entry alone', () => {
    const { recipe, complaints } = read({
      changes: [change(2, 'optimise.rate', 0.01), { step: -1, path: 'optimise.rate', value: 1 }, 'x'],
    })
    expect(recipe.changes).toEqual([change(2, 'optimise.rate', 0.01)])
    expect(complaints.length).toBeGreaterThanOrEqual(2)
  })

  test('are judged before they are made', () => {
    expect(illegal(book, defaultRecipe, change(1, 'optimise.rate', 0.1))).toBe(null)
    expect(illegal(book, defaultRecipe, change(1, 'optimise.rate', NaN))).toMatch(/number/)
    expect(illegal(book, defaultRecipe, change(1, 'encode.dropout', 0.1))).toMatch(/cannot change/)
  })

  test('made twice at one step, the second takes the place of the first', () => {
    const made = [change(7, 'optimise.rate', 1), change(3, 'optimise.rate', 2), change(7, 'optimise.rate', 3)]
    const result = made.reduce<AutoencoderRecipe>(withChange, defaultRecipe)
    expect(result.changes).toEqual([change(3, 'optimise.rate', 2), change(7, 'optimise.rate', 3)])
  })
})
