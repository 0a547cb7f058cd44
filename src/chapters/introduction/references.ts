// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'baldi-2012': {
    short: 'Baldi',
    authors: 'P. Baldi',
    year: 2012,
    title: 'Autoencoders, unsupervised learning, and deep architectures',
    where: 'Proceedings of Machine Learning Research 27, 37–49',
  },
}
