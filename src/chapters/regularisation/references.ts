// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'loshchilov-hutter-2019': {
    short: 'Loshchilov and Hutter',
    authors: 'I. Loshchilov and F. Hutter',
    year: 2019,
    title: 'Decoupled weight decay regularization',
    where: 'International Conference on Learning Representations',
    arxiv: '1711.05101',
  },
}
