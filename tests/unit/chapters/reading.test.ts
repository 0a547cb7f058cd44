// Addresses of the pages for reading, and the ids that stand in them.

import { describe, expect, test } from 'vitest'
import { bibliography } from '../../../src/chapters/bibliography.ts'
import { chapters } from '../../../src/chapters/chapters.ts'
import { formulas } from '../../../src/chapters/formulas.ts'
import { glossary } from '../../../src/chapters/glossary.ts'
import { appendices, readAddress, readingIn } from '../../../src/chapters/reading.ts'

type Files = Record<string, Readonly<Record<string, object>>>

const files: Readonly<Record<string, Files>> = {
  glossary: import.meta.glob('../../../src/chapters/*/glossary.ts', { eager: true, import: 'glossary' }),
  bibliography: import.meta.glob('../../../src/chapters/*/references.ts', {
    eager: true,
    import: 'references',
  }),
  formulas: import.meta.glob('../../../src/chapters/*/formulas.ts', { eager: true, import: 'formulas' }),
}
const merged: Readonly<Record<string, object>> = { glossary, bibliography, formulas }

/** The address of the page as the browser has it. */
const addressOf = (place: Parameters<typeof readAddress>[0]) => `https://lab.example/${readAddress(place)}`

describe('an address', () => {
  test.each([...chapters.map(({ id }) => id), ...appendices])('of the page %s names it', (page) => {
    expect(readingIn(addressOf({ page }))).toEqual({ page, entry: undefined })
  })

  test('with an entry names both', () => {
    const place = { page: 'glossary', entry: 'pca' }
    expect(readingIn(addressOf(place))).toEqual(place)
  })

  test.each([
    '',
    '#r=abc',
    '#read=',
    '#read=glossary.',
    '#read=glossary.pca.more',
    '#read=Glossary',
    '?read=glossary',
  ])('that ends in “%s” names no page for reading', (end) => {
    expect(readingIn(`https://lab.example/${end}`)).toBeNull()
  })

  test.each([
    ['glossary', glossary],
    ['bibliography', bibliography],
  ])('names every entry of the %s', (page, entries) => {
    const ids = Object.keys(entries)
    expect(ids.map((entry) => readingIn(addressOf({ page, entry })))).toEqual(
      ids.map((entry) => ({ page, entry })),
    )
  })
})

test.each(Object.keys(files))('no two chapters have the same id in their %s', (name) => {
  const ids = Object.values(files[name]!).flatMap((entries) => Object.keys(entries))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  expect(ids.length).toBeGreaterThan(0)
  expect(ids).toHaveLength(Object.keys(merged[name]!).length)
})
