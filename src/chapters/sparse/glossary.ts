// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  'sparse-code': {
    word: { en: 'sparse code' },
    meaning: { en: 'A code of many units of which each image uses few, different images different ones.' },
  },
  l1: {
    word: { en: 'L1 penalty' },
    meaning: {
      en: 'The sum of absolute values, of activations or of weights: every further bit costs alike, for a small number as for a large one, so that many become 0.',
    },
  },
  'maximising-input': {
    word: { en: 'maximising input' },
    meaning: { en: 'Of all images of one length, the one to which a unit answers most strongly.' },
  },
}
