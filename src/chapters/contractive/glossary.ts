// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  jacobian: {
    word: { en: 'Jacobian' },
    meaning: {
      en: 'The table of all derivatives: how much each number that comes out moves with each that goes in.',
    },
  },
  saturated: {
    word: { en: 'saturated' },
    meaning: { en: 'Of a unit: so near the end of its range that its input hardly moves it.' },
  },
  'tied-weights': {
    word: { en: 'tied weights' },
    meaning: { en: 'A decoder whose matrix is the encoder’s, turned over, instead of one of its own.' },
  },
}
