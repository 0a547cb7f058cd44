// The layers' editor says of every layer what the architecture would make of it, and maps stand as they are.

import { expect, test } from 'vitest'
import type { ZodMiniType } from 'zod/mini'
import { ownParameters, placesOf } from '../../../src/benches/autoencoder/architecture.ts'
import {
  codeKindChanges,
  corruptionChanges,
  encoderChanges,
  mirrorChanges,
  outputChanges,
  refusalOf,
} from '../../../src/benches/autoencoder/instruments/strip/changes.ts'
import { arrangeMaps, mapsOf } from '../../../src/benches/autoencoder/instruments/strip/arrangement.ts'
import { layerFields, layerKinds } from '../../../src/benches/autoencoder/instruments/strip/layerFields.ts'
import { layerPlaces, layersText } from '../../../src/benches/autoencoder/instruments/strip/layerPlaces.ts'
import { corruptions } from '../../../src/benches/autoencoder/corrupt/corruptions.ts'
import { layers } from '../../../src/benches/autoencoder/encode/layers.ts'
import {
  betaAtUnitVariance,
  reconstructionSymbol,
  writtenReconstruction,
} from '../../../src/benches/autoencoder/objective/reconstruction.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { classes, flat, image, sizeOf } from '../../../src/benches/autoencoder/shapes.ts'
import { recipeOf } from '../../support/recipes.ts'

const sizeOfAll = (specs: ReturnType<typeof ownParameters>) =>
  specs.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)

test.each(recipeBook.families)(
  '$id: shapes and weights of the editor are the architecture’s',
  ({ recipe }) => {
    const { encoder } = placesOf(recipe)
    const labels = recipe.code.condition === 'label' ? classes : 0
    const found = layerPlaces(
      [...recipe.encode.layers, { kind: 'dense', units: recipe.code.size }],
      image,
      labels,
    )
    expect(found.map(({ input, output, weights }) => ({ input, output, weights }))).toEqual(
      encoder.map((place) => ({
        input: place.input,
        output: place.output,
        weights: sizeOfAll(ownParameters(place)),
      })),
    )
  },
)

test.each(recipeBook.families)(
  '$id: a decoder of its own is the mirror’s until it is changed',
  ({ recipe }) => {
    const own = mirrorChanges(recipe, false)
    expect(refusalOf(recipe, own)).toBeNull()
    const changed = recipeOf({
      ...recipe,
      decode: { ...recipe.decode, tied: false, layers: own['decode.layers'] },
    })
    const shapes = (of: typeof recipe) => placesOf(of).decoder.map(({ output }) => sizeOf(output))
    expect(shapes(changed)).toEqual(shapes({ ...recipe, decode: { ...recipe.decode, tied: false } }))
  },
)

test('behind a layer that is refused nothing is said', () => {
  const pool = { kind: 'pool', method: 'max', size: 3 } as const
  const places = layerPlaces([pool, layers.conv.initial], image)
  expect(places).toHaveLength(1)
  expect(places[0]!.refusal).toBe('28 × 28 cannot be divided into windows of 3 × 3')
})

test('layers in few letters', () => {
  const specs = layerKinds.map((kind) => layers[kind].initial)
  expect(layersText(specs, 'none')).toBe('128 · 16×3² · 16×3² · ÷2 · ×2')
  expect(layersText([], 'none')).toBe('none')
})

test.each(layerKinds)('%s: the fields are those of its schema, with its bounds', (kind) => {
  const schema: Readonly<Record<string, ZodMiniType>> = layers[kind].schema
  const takes = (name: string, value: unknown) => schema[name]!.safeParse(value).success
  const named = layerFields[kind].map(({ name }) => name)
  expect(named.toSorted()).toEqual(
    Object.keys(schema)
      .filter((name) => !takes(name, undefined))
      .toSorted(),
  )
  for (const field of layerFields[kind]) {
    const values = field.kind === 'number' ? [field.min, field.max] : field.options
    const beyond = field.kind === 'number' ? [field.min - 1, field.max + 1] : ['none of them']
    expect(values.map((value) => takes(field.name, value))).toEqual(values.map(() => true))
    expect(beyond.map((value) => takes(field.name, value))).toEqual(beyond.map(() => false))
  }
})

test('changes that come together leave a legal recipe', () => {
  const gaussian = recipeOf({
    family: 'variational',
    encode: { dropout: 0.5 },
    code: { samples: 5, gradient: 'blocked' },
    decode: { output: 'gaussian', variance: 'learned' },
  })
  expect(refusalOf(gaussian, { 'code.kind': 'point' })).not.toBeNull()
  expect(refusalOf(gaussian, codeKindChanges(gaussian, 'point'))).toBeNull()
  expect(refusalOf(gaussian, { 'decode.output': 'bernoulli' })).not.toBeNull()
  expect(refusalOf(gaussian, outputChanges(gaussian, 'bernoulli'))).toBeNull()
  expect(refusalOf(gaussian, { 'encode.layers': [] })).not.toBeNull()
  expect(refusalOf(gaussian, encoderChanges(gaussian, []))).toBeNull()
  const masked = recipeOf({ family: 'masked' })
  for (const { id } of corruptions) expect(refusalOf(masked, corruptionChanges(masked, id))).toBeNull()
})

test('maps hold the channel of every place, row after row', () => {
  // two by three places with two channels each: channel c of place p is 10 p + c
  const activations = Float32Array.from({ length: 12 }, (_, i) => 10 * Math.floor(i / 2) + (i % 2))
  expect([...mapsOf(activations, [2, 3, 2], 2)]).toEqual([0, 10, 20, 30, 40, 50, 1, 11, 21, 31, 41, 51])
  expect([...mapsOf(activations, [2, 3, 2], 1)]).toEqual([0, 10, 20, 30, 40, 50])
})

test.each([
  [[14, 14, 16], 72, 80],
  [[7, 7, 32], 72, 66],
  [[28, 28, 8], 30, 90],
  [[28, 28, 8], 20, 20],
  [[2, 2, 64], 50, 50],
] as const)('maps %j fit into %i × %i', (shape, width, height) => {
  const { rows, columns, cell, shown } = arrangeMaps(shape, width, height)
  const [mapHeight, mapWidth, count] = shape
  expect((columns * (mapWidth + 1) - 1) * cell).toBeLessThanOrEqual(width + 1e-9)
  expect((rows * (mapHeight + 1) - 1) * cell).toBeLessThanOrEqual(height + 1e-9)
  expect(shown).toBeLessThanOrEqual(Math.min(count, rows * columns))
  expect(shown).toBeGreaterThan((rows - 1) * columns)
})

test('a Gaussian output behind a Gaussian code is a likelihood in nats, behind a point the bare squared error', () => {
  const point = recipeOf({ decode: { output: 'gaussian' } })
  expect(writtenReconstruction(point).unit.en).toBe('squared error per image')
  const gaussian = recipeOf({ family: 'variational', decode: { output: 'gaussian', variance: 2 } })
  expect(writtenReconstruction(gaussian).unit.en).toBe('nats per image')
  expect(writtenReconstruction(gaussian).tex).toContain('{4} + 392\\,\\ln (2\\pi \\cdot 2)')
  const mean = recipeOf({ ...gaussian, objective: { reconstruction: { reduce: 'mean' } } })
  expect(reconstructionSymbol(mean)).toBe('-\\tfrac{1}{784}\\log p(x \\mid z)')
})

test('a fixed variance of the output is β in disguise', () => {
  const of = (decode: object, reduce: string) =>
    recipeOf({
      family: 'variational',
      decode: { output: 'gaussian', ...decode },
      objective: { reconstruction: { reduce } },
    })
  expect(betaAtUnitVariance(of({ variance: 0.5 }, 'sum'), 1)).toBe(0.5)
  expect(betaAtUnitVariance(of({ variance: 0.5 }, 'mean'), 1)).toBe(392)
  expect(betaAtUnitVariance(of({ variance: 'learned' }, 'sum'), 1)).toBeNull()
  expect(betaAtUnitVariance(recipeOf({ family: 'variational' }), 1)).toBeNull()
})

test('labels come in beside what goes into the first dense layer', () => {
  expect(layerPlaces([{ kind: 'dense', units: 64 }], flat(2), classes)[0]).toEqual({
    input: [1, 1, 2],
    output: [1, 1, 64],
    weights: (2 + 10) * 64 + 64,
    refusal: null,
  })
})
