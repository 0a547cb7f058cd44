// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  prior: {
    word: { en: 'prior' },
    meaning: { en: 'The distribution of codes before any image has been seen, here a round Gaussian.' },
  },
  posterior: {
    word: { en: 'posterior' },
    meaning: { en: 'The distribution of the codes that may have made one given image.' },
  },
  evidence: {
    word: { en: 'evidence' },
    meaning: { en: 'How probable an image is under the whole model, all codes added up: p(x).' },
  },
  elbo: {
    word: { en: 'ELBO' },
    meaning: { en: 'The evidence lower bound: a number below log p(x) that can be computed and raised.' },
  },
}
