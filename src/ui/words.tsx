// Typed text: a part of the page declares its words per language, and reads them in the reader's language.

import { createContext, use, useMemo, type ReactNode } from 'react'

/** Every language the page can speak. */
export type Language = 'en' | 'de'

/** Languages in which every word has to be there; the others may have gaps, which English fills. */
type RequiredLanguage = 'en'

type Word = string | ((...values: never[]) => ReactNode)

/** What translators may write for a word: any text for a text, the same signature for a function. */
type Translated<W> = {
  [K in keyof W]: W[K] extends (...values: infer V) => infer R
    ? (...values: V) => R extends string ? string : ReactNode
    : string
}

/** The words of one part, per language. */
export type Dictionary<W> = Record<RequiredLanguage, W> & {
  [L in Exclude<Language, RequiredLanguage>]?: Partial<Translated<W>>
}

/** Declares the words of one part: a text per key, or a function where a number or a name goes into it. */
export function defineWords<W extends Record<string, Word>>(
  words: Record<RequiredLanguage, W> & {
    [L in Exclude<Language, RequiredLanguage>]?: Partial<Translated<NoInfer<W>>>
  },
): Dictionary<W> {
  return words
}

/** The words in one language; what it lacks comes in English. */
export function wordsIn<W>(dictionary: Dictionary<W>, language: Language): Translated<W> {
  return {
    ...(dictionary.en as unknown as Translated<W>),
    ...(dictionary[language] as Partial<Translated<W>>),
  }
}

/** The reader's language. */
export const LanguageContext = createContext<Language>('en')

/** The words of one part in the reader's language. */
export function useWords<W>(dictionary: Dictionary<W>): Translated<W> {
  const language = use(LanguageContext)
  return useMemo(() => wordsIn(dictionary, language), [dictionary, language])
}
