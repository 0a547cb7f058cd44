// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  pca: {
    word: { en: 'principal component analysis (PCA)' },
    meaning: {
      en: 'The flat sheet of k dimensions nearest to a cloud of points: through their mean, along the directions of greatest variance.',
    },
  },
  'principal-component': {
    word: { en: 'principal component' },
    meaning: {
      en: 'A direction in which a cloud of points is longest, among those at right angles to the components before it.',
    },
  },
  eigenvalue: {
    word: { en: 'eigenvalue of the covariance' },
    meaning: { en: 'The variance of the points along a principal component.' },
  },
  projector: {
    word: { en: 'projector' },
    meaning: { en: 'A map that changes nothing when it is done a second time.' },
  },
  saddle: {
    word: { en: 'saddle' },
    meaning: { en: 'A flat place of a landscape from which some ways lead up and others down.' },
  },
}
