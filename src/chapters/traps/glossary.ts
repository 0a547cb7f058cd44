// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  overcomplete: {
    word: { en: 'overcomplete' },
    meaning: { en: 'Of a code that has as many numbers as the image has pixels, or more.' },
  },
  capacity: {
    word: { en: 'capacity' },
    meaning: { en: 'How many different functions a net can become by training.' },
  },
  overfitting: {
    word: { en: 'overfitting' },
    meaning: {
      en: 'Getting better at the training images while getting no better, or worse, at all others.',
    },
  },
  lossy: {
    word: { en: 'lossy' },
    meaning: { en: 'Of a compression that does not give every byte back; lossless is one that does.' },
  },
}
