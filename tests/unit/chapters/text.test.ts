// The chapters' lint: every source quoted, item referred to, claim, word and reference exists, and every formula's symbols.

import { createProcessor } from '@mdx-js/mdx'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { remarkPlugins } from '../../../scripts/mdx.mjs'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { bibliography } from '../../../src/chapters/bibliography.ts'
import { chapters } from '../../../src/chapters/chapters.ts'
import { claims } from '../../../src/chapters/claims.ts'
import { coverage, items } from '../../../src/chapters/coverage.ts'
import { renderToString } from 'katex'
import errata from '../../../src/chapters/errata.json' with { type: 'json' }
import { formulas } from '../../../src/chapters/formulas.ts'
import { glossary } from '../../../src/chapters/glossary.ts'
import { instrumentItems } from '../../../src/chapters/instrumentItems.ts'
import { lectures } from '../../../src/chapters/lectures.ts'
import { mistakes } from '../../../src/chapters/mistakes.ts'
import sections from '../../../src/chapters/sections.json' with { type: 'json' }
import { symbols } from '../../../src/chapters/symbols.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'

interface Node {
  readonly type: string
  readonly name?: string | null
  readonly value?: string
  readonly attributes?: readonly {
    readonly name: string
    readonly value: string | { value: string } | null
  }[]
  readonly children?: readonly Node[]
}

const known = new Set([...items.map(({ id }) => id), ...errata.map(({ id }) => id)])

/** The Markdown's own tree, with the components as they are written. */
function markdownOf(chapter: string): Node {
  const processor = createProcessor({ remarkPlugins })
  const tree = processor.parse(readFileSync(`src/chapters/${chapter}/text.en.mdx`, 'utf8')) as unknown as Node
  remarkPlugins.slice(1).forEach((plugin) => (plugin as () => (tree: unknown) => void)()(tree))
  return tree
}

function* all(node: Node): Generator<Node> {
  yield node
  for (const child of node.children ?? []) yield* all(child)
}

function elementsOf(chapter: string, name: string): Node[] {
  return [...all(markdownOf(chapter))].filter((node) => node.name === name)
}

/** What an attribute says: text, or the value of a JavaScript literal. */
function attribute(node: Node, name: string): unknown {
  const found = node.attributes?.find((each) => each.name === name)?.value
  if (found === undefined || found === null || typeof found === 'string') return found
  // eslint-disable-next-line typescript/no-implied-eval -- literals of this repository's own text
  return new Function(`return (${found.value})`)() as unknown
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join(' ')
}

describe.each(chapters)('chapter $number, $id', ({ id, items: explained }) => {
  test('is a folder with a text that is neither too short nor too long', () => {
    const text = readFileSync(`src/chapters/${id}/text.en.mdx`, 'utf8')
    expect(() => createProcessor({ remarkPlugins }).processSync(text)).not.toThrow()
    const words = textOf(markdownOf(id)).split(/\s+/).length
    expect(words).toBeGreaterThan(250)
    expect(words).toBeLessThan(1500)
  })

  test('explains items that the curriculum has', () => {
    expect(explained.filter((item) => !known.has(item))).toEqual([])
  })

  test('uses claims, mistakes, words, references and equations that there are', () => {
    const missing = (name: string, attributeName: string, there: (id: string) => boolean) =>
      elementsOf(id, name)
        .map((node) => String(attribute(node, attributeName)))
        .filter((wanted) => !there(wanted))
    const isClaim = (wanted: string) => claims.some((claim) => claim.id === wanted)
    expect(missing('Claim', 'id', isClaim)).toEqual([])
    expect(missing('Predict', 'claim', isClaim)).toEqual([])
    expect(missing('DrawCurve', 'claim', isClaim)).toEqual([])
    expect(missing('Mistake', 'id', (wanted) => mistakes.some((mistake) => mistake.id === wanted))).toEqual(
      [],
    )
    expect(missing('Term', 'id', (wanted) => wanted in glossary)).toEqual([])
    expect(missing('Cite', 'id', (wanted) => wanted in bibliography)).toEqual([])
    expect(missing('Chapter', 'id', (wanted) => chapters.some((chapter) => chapter.id === wanted))).toEqual(
      [],
    )
    expect(missing('Equation', 'id', (wanted) => wanted in formulas)).toEqual([])
  })

  test('asks for at least three guesses, each with the right one among its options', () => {
    const questions = elementsOf(id, 'Predict')
    expect(questions.length).toBeGreaterThanOrEqual(3)
    for (const question of questions) {
      const options = attribute(question, 'options') as string[]
      expect(new Set(options).size).toBe(options.length)
      expect(options[attribute(question, 'answer') as number]).toBeDefined()
    }
  })

  test('opens recipes that there are', () => {
    for (const node of [...elementsOf(id, 'Compare'), ...elementsOf(id, 'Open')]) {
      expect(readRecipe(recipeBook, attribute(node, 'recipe')).complaints).toEqual([])
    }
  })

  test('writes its formulas in symbols that the glossary explains', () => {
    const formulasOf = [...all(markdownOf(id))].filter((node) => node.name === 'Formula')
    for (const node of formulasOf) expect(unknownSymbols(String(attribute(node, 'tex')))).toEqual([])
    for (const node of elementsOf(id, 'Equation')) {
      expect(unknownSymbols(formulas[String(attribute(node, 'id'))]!.tex)).toEqual([])
    }
  })

  test('displays only formulas that run', () => {
    const formulasOf = [...all(markdownOf(id))].filter((node) => node.name === 'Formula')
    const displayed = formulasOf.filter((node) => attribute(node, 'display') !== undefined)
    expect(displayed.map((node) => attribute(node, 'tex'))).toEqual([])
  })

  test('has every claim of its folder in its text', () => {
    const shown = [
      ...elementsOf(id, 'Claim').map((node) => attribute(node, 'id')),
      ...[...elementsOf(id, 'Predict'), ...elementsOf(id, 'DrawCurve')].map((node) =>
        attribute(node, 'claim'),
      ),
    ]
    const own = claims.filter(({ chapter }) => chapter === id).map((claim) => claim.id)
    expect(own.filter((claim) => !shown.includes(claim))).toEqual([])
  })
})

describe.each(errata)('the erratum $id', ({ where, printed, correct }) => {
  test.each([where, printed, correct])('sets its formulas as such: %s', (text) => {
    for (const [, tex] of text.matchAll(/\$([^$]*)\$/g))
      expect(() => renderToString(tex!, { strict: 'error' })).not.toThrow()
    const plain = text.replaceAll(/\$[^$]*\$|`[^`]*`/g, '')
    expect(plain).not.toMatch(/[_^‖∑Σ∇∫²ᵀ∘≤≥∼λσμφεΩ$`]/)
  })
})

test('no line of a text begins with a word of it in a component, which Markdown takes for a paragraph of its own', () => {
  for (const { id } of chapters) {
    const lines = readFileSync(`src/chapters/${id}/text.en.mdx`, 'utf8').split('\n')
    expect({
      id,
      lines: lines.filter((line) => /^<(?:Part|Term|Cite|Chapter|Formula)\b/.test(line)),
    }).toEqual({
      id,
      lines: [],
    })
  }
})

test('another chapter is named by a link, not by a number that the order may change', () => {
  const plain = chapters.filter(({ id }) => /chapter \d/i.test(textOf(markdownOf(id))))
  expect(plain.map(({ id }) => id)).toEqual([])
})

describe('claims', () => {
  test.each(claims)(
    '$id quotes a lecture under one of its headings, and refers to items that there are',
    (claim) => {
      expect(Object.keys(lectures)).toContain(claim.lecture)
      expect(sections[claim.lecture as keyof typeof sections]).toContain(claim.section)
      expect(claim.quote.length).toBeGreaterThan(10)
      expect(claim.quote.length).toBeLessThan(300)
      expect(claim.items.length).toBeGreaterThan(0)
      expect(claim.items.filter((item) => !known.has(item))).toEqual([])
      expect(claim.seconds).toBeGreaterThan(0)
      // a condition or a correction is said
      const isSaid = (claim.note?.en.length ?? 0) > 20
      expect(claim.finding === 'holds' || isSaid).toBe(true)
      for (const recipe of claim.recipes)
        expect(readRecipe(recipeBook, recipe)).toEqual({ recipe, complaints: [] })
    },
  )

  test('have names of their own', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length)
  })

  test('take less than forty minutes together on two cores, a chapter at a time on each', () => {
    const totals = chapters.map(({ id }) => secondsOf(claims.filter(({ chapter }) => chapter === id)))
    const cores = [0, 0]
    // the longest first, each on the core that is free earlier, as the terminal judges them
    for (const total of totals.toSorted((a, b) => b - a)) {
      const free = cores[0]! <= cores[1]! ? 0 : 1
      cores[free]! += total
    }
    expect(Math.max(...cores)).toBeLessThan(40 * 60)
  })

  /** Equal recipes of a chapter are trained once. */
  function secondsOf(of: typeof claims): number {
    const trained = new Set<string>()
    let total = 0
    for (const { recipes, seconds } of of) {
      const steps = (some: typeof recipes) => some.reduce((sum, { optimise }) => sum + optimise.steps, 0)
      const fresh = recipes.filter((recipe) => !trained.has(JSON.stringify(recipe)))
      fresh.forEach((recipe) => trained.add(JSON.stringify(recipe)))
      total += seconds * (recipes.length === 0 ? 1 : steps(fresh) / steps(recipes))
    }
    return total
  }
})

describe('mistakes in print', () => {
  test.each(mistakes)('$id stands under a heading of its lecture, and its proof is a sentence', (mistake) => {
    expect(known).toContain(mistake.id)
    expect(sections[mistake.lecture as keyof typeof sections]).toContain(mistake.section)
    expect(mistake.options[mistake.answer]).toBeDefined()
    expect(mistake.proof.en()).toMatch(/\.\)?$/)
    expect(unknownSymbols(mistake.corrected)).toEqual([])
  })
})

test('every instrument says what of the curriculum it shows', () => {
  const folders = readdirSync('src/benches/autoencoder/instruments', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(Object.keys(instrumentItems).toSorted()).toEqual(folders.toSorted())
  expect(
    Object.values(instrumentItems)
      .flat()
      .filter((item) => !known.has(item)),
  ).toEqual([])
})

test('every item of the curriculum has a row in the table of what is covered', () => {
  expect(coverage().map(({ id }) => id)).toEqual(items.map(({ id }) => id))
})

/** Letters and Greek letters of a formula that no entry of the glossary explains. */
function unknownSymbols(tex: string): string[] {
  const explained = new Set(symbols.map((symbol) => symbol.tex))
  const plain = tex
    .replaceAll(/\\term\{[a-z]+\}/g, '')
    .replaceAll(/\\(?:text|mathit|mathrm|operatorname|mathbb|mathcal|begin|end)\{[^{}]*\}/g, ' ')
    .replaceAll(/_(?:\{[^{}]*\}|[A-Za-z0-9]|\\[a-z]+)/g, ' ')
  const letters = plain.replaceAll(/\\[A-Za-z]+/g, ' ').match(/[A-Za-z]/g) ?? []
  const greek = (plain.match(/\\[A-Za-z]+/g) ?? []).filter((macro) => greekLetters.has(macro))
  return [...new Set([...letters, ...greek])].filter(
    (symbol) => !explained.has(symbol) && !indices.has(symbol),
  )
}

/** Indices and the number of samples. */
const indices = new Set([
  'i',
  'j',
  'l',
  'm',
  'a',
  'c',
  'y',
  't',
  's',
  'v',
  'w',
  'r',
  'e',
  'K',
  'T',
  'I',
  'A',
  'B',
  'P',
  'Q',
  'R',
  'u',
  'M',
  'S',
  'X',
  'V',
])

const greekLetters = new Set(
  [
    'alpha',
    'beta',
    'gamma',
    'delta',
    'varepsilon',
    'epsilon',
    'theta',
    'phi',
    'lambda',
    'mu',
    'nu',
    'rho',
    'sigma',
    'tau',
    'Omega',
    'Sigma',
    'Lambda',
  ].map((name) => `\\${name}`),
)
