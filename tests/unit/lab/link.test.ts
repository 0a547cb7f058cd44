// A link is its recipe again, short; any other text is the default recipe and a sentence.

import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { recipeBook as book, families } from '../../../src/benches/autoencoder/recipe.ts'
import { backendIn, readLink, recipeIn, writeFragment, writeLink } from '../../../src/lab/link.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { backendNames } from '../../../src/tensors/backendNames.ts'
import { recipeOf } from '../../support/recipes.ts'

const defaultRecipe = families[0].recipe

const linkOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const packed = (json: unknown) =>
  linkOf(deflateSync(strToU8(typeof json === 'string' ? json : JSON.stringify(json))))

describe('a link', () => {
  const altered = recipeOf({
    family: 'linear',
    seed: 4_294_967_295,
    data: { set: 'fashion-mnist', train: 777, classes: [9, 0], pixels: 'sampled' },
    encode: { layers: [{ kind: 'dense', units: 33 }], activation: 'tanh' },
    decode: { layers: [], output: 'bernoulli' },
    optimise: { rate: 0.1 + 0.2 },
    changes: [
      { step: 5, path: 'optimise.batch', value: 7 },
      { step: 9, path: 'objective.l1Weights.weight', value: 1e-5 },
    ],
  })

  test.each([
    ...families.map(({ id, recipe }) => [id, recipe] as const),
    ['an altered one', altered] as const,
  ])('of %s is that recipe again, without a complaint', (_, recipe) => {
    const link = writeLink(book, recipe)
    expect(readLink(book, link)).toEqual({ recipe, complaints: [] })
    expect(link).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(encodeURIComponent(link)).toBe(link)
  })

  test('of a family has under 100 characters, of a few fields under 200', () => {
    for (const { recipe } of families) expect(writeLink(book, recipe).length).toBeLessThan(100)
    const few = recipeOf({
      seed: 7,
      code: { size: 30 },
      optimise: { rate: 0.01, steps: 100 },
      decode: { output: 'gaussian' },
    })
    expect(writeLink(book, few).length).toBeLessThan(200)
  })

  test('stands behind #r= in an address, alone or among others', () => {
    const link = writeLink(book, altered)
    for (const address of [
      `https://example.org/lab/#r=${link}`,
      `#r=${link}`,
      `r=${link}`,
      `#v=abc&r=${link}&x=1`,
    ]) {
      expect(recipeIn(address)).toBe(link)
    }
    for (const address of ['', '#', '#v=abc', 'https://example.org/?q=1'])
      expect(recipeIn(address)).toBe(null)
  })

  test('with one bad field loses that field alone', () => {
    const { recipe, complaints } = readLink(
      book,
      packed({ version: 1, family: 'linear', seed: 3, code: { size: -5 } }),
    )
    const linear = families.find(({ id }) => id === 'linear')!.recipe
    expect(recipe).toEqual({ ...linear, seed: 3 })
    expect(complaints.map(({ field }) => field)).toEqual(['code.size'])
  })
})

describe('the backend of a link', () => {
  const recipe = recipeOf({ seed: 5, code: { size: 30 } })

  test.each([...backendNames, null])(
    '%s is that backend again, and the recipe is the same with it',
    (name) => {
      const fragment = writeFragment(book, { recipe, backend: name })
      const address = `https://example.org/lab/#${fragment}`
      for (const text of [address, `#${fragment}`, fragment]) {
        expect(backendIn(text)).toEqual({ backend: name, complaint: null })
        expect(readLink(book, recipeIn(text)!)).toEqual({ recipe, complaints: [] })
      }
      expect(new URL(address).href).toBe(address)
    },
  )

  test('stands behind the recipe, and only where one is pinned', () => {
    expect(writeFragment(book, { recipe })).toBe(`r=${writeLink(book, recipe)}`)
    expect(writeFragment(book, { recipe, backend: 'wasm' })).toBe(`r=${writeLink(book, recipe)}&backend=wasm`)
  })

  test('is read without a recipe, in any order, and the first of several counts', () => {
    const link = writeLink(book, recipe)
    for (const text of ['#backend=cpu', `#backend=cpu&r=${link}`, `#r=${link}&backend=cpu&backend=wasm`])
      expect(backendIn(text).backend).toBe('cpu')
    for (const text of ['', '#', `#r=${link}`, 'https://example.org/?backend=cpu'])
      expect(backendIn(text)).toEqual({ backend: null, complaint: null })
  })

  test.each([
    ['an engine of tomorrow', 'webgpu'],
    ['the rule, which is no backend', 'automatic'],
    ['nothing', ''],
    ['a name in capitals', 'WASM'],
    ['a property of every object', 'constructor'],
    ['a script', '<script>alert(1)</script>'],
    ['control characters', '\u0000\u202e\n'],
    ['half a character', '%E0%A4%A'],
    ['ten million letters', 'w'.repeat(10_000_000)],
  ])('%s is no backend: one short sentence names what there is', (_, name) => {
    const { backend, complaint } = backendIn(`#r=${writeLink(book, recipe)}&backend=${name}`)
    expect(backend).toBeNull()
    expect(complaint!.sentence).toMatch(
      /^The link asks for the backend ".*"; it must be one of webgl, wasm, cpu\.$/,
    )
    expect(complaint!.sentence.length).toBeLessThan(200)
    expect(complaint!.remedy).not.toBe('')
  })
})

describe('what cannot be decoded gives the default and one sentence:', () => {
  const good = writeLink(book, recipeOf({ seed: 5, code: { size: 30 } }))
  const bomb = deflateSync(new Uint8Array(50_000_000), { level: 9 })

  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['characters of no alphabet', '%%%\u0000\u{1F600}'],
    ['a link cut short', good.slice(0, 12)],
    ['deflated text that is not JSON', packed('{"seed":')],
    ['fifty million zeros in a few characters', linkOf(bomb)],
    ['fifty million spaces before a recipe', packed(`${' '.repeat(50_000_000)}{}`)],
    ['a link too long to be read', 'A'.repeat(10_000_000)],
    ['a nest a hundred thousand deep', packed('['.repeat(100_000))],
  ])('%s, without a long wait', (_, text) => {
    const begin = performance.now()
    const { recipe, complaints } = readLink(book, text)
    expect(performance.now() - begin).toBeLessThan(10_000)
    expect(recipe).toEqual(defaultRecipe)
    expect(complaints.length).toBe(1)
    expect(complaints[0]!.sentence).toMatch(/cannot be decoded|not a JSON object/)
  })

  test('any link with one character altered, or random bytes: always a valid recipe', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const u = openStream(2, 'measuring').uniforms(0, 3000)
    for (let i = 0; i < 1000; i++) {
      const at = Math.floor(u[i]! * good.length)
      const letter = alphabet[Math.floor(u[1000 + i]! * 64)]!
      const bytes = openStream(i, 'measuring')
        .uniforms(1, 1 + Math.floor(u[2000 + i]! * 60))
        .map((x) => 256 * x)
      for (const text of [good.slice(0, at) + letter + good.slice(at + 1), linkOf(Uint8Array.from(bytes))]) {
        const { recipe } = readLink(book, text)
        expect(book.schema.safeParse(recipe).success).toBe(true)
      }
    }
  })
})
