// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'higgins-2017': {
    short: 'Higgins et al.',
    authors:
      'I. Higgins, L. Matthey, A. Pal, C. Burgess, X. Glorot, M. Botvinick, S. Mohamed and A. Lerchner',
    year: 2017,
    title: 'beta-VAE: Learning basic visual concepts with a constrained variational framework',
    where: 'International Conference on Learning Representations',
  },
  'alemi-2018': {
    short: 'Alemi et al.',
    authors: 'A. A. Alemi, B. Poole, I. Fischer, J. V. Dillon, R. A. Saurous and K. Murphy',
    year: 2018,
    title: 'Fixing a broken ELBO',
    where: 'International Conference on Machine Learning',
    arxiv: '1711.00464',
  },
  'locatello-2019': {
    short: 'Locatello et al.',
    authors: 'F. Locatello, S. Bauer, M. Lucic, G. Rätsch, S. Gelly, B. Schölkopf and O. Bachem',
    year: 2019,
    title: 'Challenging common assumptions in the unsupervised learning of disentangled representations',
    where: 'International Conference on Machine Learning',
    arxiv: '1811.12359',
  },
  'lucas-2019': {
    short: 'Lucas et al.',
    authors: 'J. Lucas, G. Tucker, R. Grosse and M. Norouzi',
    year: 2019,
    title: 'Don’t blame the ELBO! A linear VAE perspective on posterior collapse',
    where: 'Advances in Neural Information Processing Systems 32',
    arxiv: '1911.02469',
  },
}
