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
  'hinton-2012-dropout': {
    short: 'Hinton and others',
    authors: 'G. E. Hinton, N. Srivastava, A. Krizhevsky, I. Sutskever and R. R. Salakhutdinov',
    year: 2012,
    title: 'Improving neural networks by preventing co-adaptation of feature detectors',
    where: 'arXiv',
    arxiv: '1207.0580',
  },
  'kullback-leibler-1951': {
    short: 'Kullback and Leibler',
    authors: 'S. Kullback and R. A. Leibler',
    year: 1951,
    title: 'On information and sufficiency',
    where: 'The Annals of Mathematical Statistics 22, 79–86',
    doi: '10.1214/aoms/1177729694',
  },
}
