// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'hinton-salakhutdinov-2006': {
    short: 'Hinton and Salakhutdinov',
    authors: 'G. E. Hinton and R. R. Salakhutdinov',
    year: 2006,
    title: 'Reducing the dimensionality of data with neural networks',
    where: 'Science 313, 504–507',
    doi: '10.1126/science.1127647',
  },
  'van-der-maaten-hinton-2008': {
    short: 'van der Maaten and Hinton',
    authors: 'L. van der Maaten and G. Hinton',
    year: 2008,
    title: 'Visualizing data using t-SNE',
    where: 'Journal of Machine Learning Research 9, 2579–2605',
  },
  'hornik-1991': {
    short: 'Hornik',
    authors: 'K. Hornik',
    year: 1991,
    title: 'Approximation capabilities of multilayer feedforward networks',
    where: 'Neural Networks 4, 251–257',
    doi: '10.1016/0893-6080(91)90009-T',
  },
  'leshno-1993': {
    short: 'Leshno and others',
    authors: 'M. Leshno, V. Y. Lin, A. Pinkus and S. Schocken',
    year: 1993,
    title:
      'Multilayer feedforward networks with a nonpolynomial activation function can approximate any function',
    where: 'Neural Networks 6, 861–867',
    doi: '10.1016/S0893-6080(05)80131-5',
  },
  'bengio-2007': {
    short: 'Bengio and others',
    authors: 'Y. Bengio, P. Lamblin, D. Popovici and H. Larochelle',
    year: 2007,
    title: 'Greedy layer-wise training of deep networks',
    where: 'Advances in Neural Information Processing Systems 19',
  },
}
