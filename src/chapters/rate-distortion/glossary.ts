// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  rate: {
    word: { en: 'rate' },
    meaning: { en: 'How many nats the code says of an image: the divergence of its cloud to the prior.' },
  },
  distortion: {
    word: { en: 'distortion' },
    meaning: { en: 'How far the reconstruction is from the image.' },
  },
  disentangled: {
    word: { en: 'disentangled' },
    meaning: { en: 'Of a code: each of its numbers stands for one cause of variation, and for no other.' },
  },
  'posterior-collapse': {
    word: { en: 'posterior collapse' },
    meaning: {
      en: 'A number of the code, or all of them, is the prior whatever the image is: it says nothing.',
    },
  },
}
