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
  'hornik-1991': {
    short: 'Hornik',
    authors: 'K. Hornik',
    year: 1991,
    title: 'Approximation capabilities of multilayer feedforward networks',
    where: 'Neural Networks 4, 251–257',
    doi: '10.1016/0893-6080(91)90009-T',
  },
}
