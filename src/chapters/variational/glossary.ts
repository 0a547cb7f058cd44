// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  reparameterisation: {
    word: { en: 'reparameterisation' },
    meaning: {
      en: 'Writing a random sample as plain arithmetic on noise that was drawn beforehand, so that derivatives pass.',
    },
  },
  amortised: {
    word: { en: 'amortised inference' },
    meaning: { en: 'One network that answers for every image, instead of a search for each.' },
  },
  'aggregate-posterior': {
    word: { en: 'aggregate posterior' },
    meaning: { en: 'The average of the posteriors of all images: where the codes lie as a whole.' },
  },
}
