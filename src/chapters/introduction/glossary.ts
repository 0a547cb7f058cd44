// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  autoencoder: {
    word: { en: 'autoencoder' },
    meaning: { en: 'Two networks in a row that are trained together to give back what goes in.' },
  },
  code: {
    word: { en: 'code' },
    meaning: { en: 'The numbers between encoder and decoder: all that the decoder gets of an image.' },
  },
}
