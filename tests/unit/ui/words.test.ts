// Words in the reader's language.

import { expect, test } from 'vitest'
import { defineWords, wordsIn } from '../../../src/ui/words.tsx'

const words = defineWords({
  en: { title: 'Code plane', imagesKept: (count: number) => `${count} images kept` },
  de: { title: 'Code-Ebene' },
})

test('what a language has is said in it', () => {
  expect(wordsIn(words, 'de').title).toBe('Code-Ebene')
})

test('what it lacks is said in English, numbers and all', () => {
  expect(wordsIn(words, 'de').imagesKept(46)).toBe('46 images kept')
})

test('a text where English has a function is a type error', () => {
  const wrong = defineWords({
    en: { title: 'Code plane', kept: (count: number) => `${count}` },
    de: {
      // @ts-expect-error a text cannot stand for a function
      kept: 'viele',
    },
  })
  expect(wrong).toBeDefined()
})
