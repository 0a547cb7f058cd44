// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  regularisation: {
    word: { en: 'regularisation' },
    meaning: { en: 'Anything that is asked of a net beside a small error on its training images.' },
  },
  'weight-decay': {
    word: { en: 'weight decay' },
    meaning: {
      en: 'A penalty on the sum of the squared weights: every step makes all of them a little smaller.',
    },
  },
  dropout: {
    word: { en: 'dropout' },
    meaning: {
      en: 'Switching off a random share of a layer’s units at every training step, and none when measuring.',
    },
  },
  entropy: {
    word: { en: 'entropy' },
    meaning: { en: 'The mean length of a message in the best code for its source, in bits or nats.' },
  },
  'cross-entropy': {
    word: { en: 'cross-entropy' },
    meaning: { en: 'The mean length of a message in a code that was made for another source.' },
  },
  'kl-divergence': {
    word: { en: 'KL divergence' },
    meaning: {
      en: 'How much longer messages are in the wrong code than in the best one; 0 only where both are the same.',
    },
  },
}
