// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  undercomplete: {
    word: { en: 'undercomplete' },
    meaning: { en: 'Of a code that has fewer numbers than the image has pixels.' },
  },
  manifold: {
    word: { en: 'manifold' },
    meaning: { en: 'A sheet, perhaps bent, of few dimensions in a space of many.' },
  },
  'hidden-layer': {
    word: { en: 'hidden layer' },
    meaning: { en: 'Units between a net’s input and its output, each a bent sum of what comes before it.' },
  },
  'back-propagation': {
    word: { en: 'back-propagation' },
    meaning: { en: 'How the error’s slope is found for every weight: from the output back, layer by layer.' },
  },
  minibatch: {
    word: { en: 'minibatch' },
    meaning: { en: 'The few images from which one step of training takes its slope.' },
  },
}
