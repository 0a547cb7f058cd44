// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'bourlard-kamp-1988': {
    short: 'Bourlard and Kamp',
    authors: 'H. Bourlard and Y. Kamp',
    year: 1988,
    title: 'Auto-association by multilayer perceptrons and singular value decomposition',
    where: 'Biological Cybernetics 59, 291–294',
    doi: '10.1007/BF00332918',
  },
  'baldi-hornik-1989': {
    short: 'Baldi and Hornik',
    authors: 'P. Baldi and K. Hornik',
    year: 1989,
    title: 'Neural networks and principal component analysis: Learning from examples without local minima',
    where: 'Neural Networks 2, 53–58',
    doi: '10.1016/0893-6080(89)90014-2',
  },
  'eckart-young-1936': {
    short: 'Eckart and Young',
    authors: 'C. Eckart and G. Young',
    year: 1936,
    title: 'The approximation of one matrix by another of lower rank',
    where: 'Psychometrika 1, 211–218',
    doi: '10.1007/BF02288367',
  },
  'oja-1982': {
    short: 'Oja',
    authors: 'E. Oja',
    year: 1982,
    title: 'Simplified neuron model as a principal component analyzer',
    where: 'Journal of Mathematical Biology 15, 267–273',
    doi: '10.1007/BF00275687',
  },
  'kunin-2019': {
    short: 'Kunin and others',
    authors: 'D. Kunin, J. M. Bloom, A. Goeva and C. Seed',
    year: 2019,
    title: 'Loss landscapes of regularized linear autoencoders',
    where: 'International Conference on Machine Learning',
    arxiv: '1901.08168',
  },
}
