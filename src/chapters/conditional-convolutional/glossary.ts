// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  conditional: {
    word: { en: 'conditional' },
    meaning: { en: 'Of an autoencoder: both nets are told something about the image, such as its class.' },
  },
  convolution: {
    word: { en: 'convolution' },
    meaning: { en: 'A layer that looks through the same small window at every place of an image.' },
  },
  'transposed-convolution': {
    word: { en: 'transposed convolution' },
    meaning: { en: 'A convolution run the other way: each value stamps the window onto a larger image.' },
  },
}
