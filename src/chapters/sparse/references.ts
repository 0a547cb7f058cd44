// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'tibshirani-1996': {
    short: 'Tibshirani',
    authors: 'R. Tibshirani',
    year: 1996,
    title: 'Regression shrinkage and selection via the lasso',
    where: 'Journal of the Royal Statistical Society B 58, 267–288',
    doi: '10.1111/j.2517-6161.1996.tb02080.x',
  },
  'olshausen-field-1996': {
    short: 'Olshausen and Field',
    authors: 'B. A. Olshausen and D. J. Field',
    year: 1996,
    title: 'Emergence of simple-cell receptive field properties by learning a sparse code for natural images',
    where: 'Nature 381, 607–609',
    doi: '10.1038/381607a0',
  },
  'makhzani-frey-2013': {
    short: 'Makhzani and Frey',
    authors: 'A. Makhzani and B. Frey',
    year: 2013,
    title: 'k-Sparse autoencoders',
    where: 'arXiv',
    arxiv: '1312.5663',
  },
  'stevens-2025': {
    short: 'Stevens and others',
    authors: 'S. Stevens, W.-L. Chao, T. Berger-Wolf and Y. Su',
    year: 2025,
    title: 'Sparse autoencoders for scientifically rigorous interpretation of vision models',
    where: 'arXiv',
    arxiv: '2502.06755',
  },
}
