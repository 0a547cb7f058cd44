// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'kingma-welling-2014': {
    short: 'Kingma and Welling',
    authors: 'D. P. Kingma and M. Welling',
    year: 2014,
    title: 'Auto-encoding variational Bayes',
    where: 'International Conference on Learning Representations',
    arxiv: '1312.6114',
  },
  'kingma-welling-2019': {
    short: 'Kingma and Welling',
    authors: 'D. P. Kingma and M. Welling',
    year: 2019,
    title: 'An introduction to variational autoencoders',
    where: 'Foundations and Trends in Machine Learning 12, 307–392',
    doi: '10.1561/2200000056',
    arxiv: '1906.02691',
  },
  'burda-2016': {
    short: 'Burda et al.',
    authors: 'Y. Burda, R. Grosse and R. Salakhutdinov',
    year: 2016,
    title: 'Importance weighted autoencoders',
    where: 'International Conference on Learning Representations',
    arxiv: '1509.00519',
  },
}
