// Figures of backends are kept for a machine and a kind of recipe, and whatever else is found in their place is nothing.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepFigures, keptFigures, kindOf, type BackendFigures } from '../../../src/shell/backendFigures.ts'
import { recipeOf } from '../../support/recipes.ts'

const store = new Map<string, string>()

beforeEach(() => {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  store.clear()
})

const figures: BackendFigures = {
  webgl: { kind: 'wrong', fault: 'precision' },
  wasm: { kind: 'measured', millisecondsPerStep: 7.9 },
  cpu: { kind: 'slow' },
}

describe('figures', () => {
  test('are found again for their machine and kind of recipe, and for no other', () => {
    keepFigures('a machine', 'a kind', figures)
    keepFigures('a machine', 'another kind', { cpu: { kind: 'absent' } })
    expect(keptFigures('a machine', 'a kind')).toEqual(figures)
    expect(keptFigures('a machine', 'another kind')).toEqual({ cpu: { kind: 'absent' } })
    expect(keptFigures('another machine', 'a kind')).toEqual({})
    expect(keptFigures('a machine', 'a third kind')).toEqual({})
  })

  test('of what broke off are not kept, so that it is tried again', () => {
    const { wasm } = figures
    keepFigures('a machine', 'a kind', { webgl: { kind: 'wrong', fault: 'failed' }, wasm })
    expect(keptFigures('a machine', 'a kind')).toEqual({ wasm })
  })

  test('measured anew take the old ones’ place, and those of the oldest kinds go', () => {
    for (let i = 0; i < 60; i++) keepFigures('a machine', `kind ${i}`, figures)
    keepFigures('a machine', 'kind 30', {})
    expect(keptFigures('a machine', 'kind 59')).toEqual(figures)
    expect(keptFigures('a machine', 'kind 30')).toEqual({})
    expect(keptFigures('a machine', 'kind 5')).toEqual({})
    expect([...store.values()].join('').length).toBeLessThan(20_000)
  })

  test.each([
    'no JSON',
    '7',
    '{}',
    '[{"machine":"a machine","recipe":"a kind","backends":{"wasm":{"kind":"measured","millisecondsPerStep":-1}}}]',
    '[{"machine":"a machine","recipe":"a kind","backends":{"wasm":{"kind":"measured","millisecondsPerStep":1e999}}}]',
    '[{"machine":"a machine","recipe":"a kind","backends":{"gpu":{"kind":"slow"}}}]',
  ])('are none where %s is kept', (kept) => {
    store.set('bottleneck.figures', kept)
    expect(keptFigures('a machine', 'a kind')).toEqual({})
    keepFigures('a machine', 'a kind', figures)
    expect(keptFigures('a machine', 'a kind')).toEqual(figures)
  })

  test('are none, and no error, where nothing can be kept', () => {
    vi.stubGlobal('localStorage', undefined)
    keepFigures('a machine', 'a kind', figures)
    expect(keptFigures('a machine', 'a kind')).toEqual({})
  })
})

describe('recipes are of one kind', () => {
  const variational = recipeOf({ family: 'variational' })
  const kind = (partial: object) => kindOf(recipeOf({ family: 'variational', ...partial }))

  test.each([
    ['seed', { seed: 7 }],
    ['rate', { optimise: { rate: 0.01 } }],
    ['steps', { optimise: { steps: 5 } }],
    ['images', { data: { set: 'fashion-mnist', train: 500, classes: [1] } }],
    ['weight of a term', { objective: { kl: { weight: 4 } } }],
  ])('whatever their %s', (_, partial) => {
    expect(kind(partial)).toBe(kindOf(variational))
  })

  test.each([
    ['layers', { encode: { layers: [{ kind: 'dense', units: 33 }] } }],
    ['code', { code: { size: 3 } }],
    ['output', { decode: { output: 'gaussian' } }],
    ['terms', { objective: { l2Weights: { weight: 1 } } }],
    ['terms taken away', { objective: { kl: { weight: 0 } } }],
    ['batch', { optimise: { batch: 127 } }],
    ['method', { optimise: { method: 'sgd' } }],
    ['corruption', { corrupt: { kind: 'masking', rate: 0.5 } }],
    ['pixels', { data: { pixels: 'sampled' } }],
  ])('not with other %s', (_, partial) => {
    expect(kind(partial)).not.toBe(kindOf(variational))
  })
})
