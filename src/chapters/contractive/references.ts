// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'rifai-2011': {
    short: 'Rifai and others',
    authors: 'S. Rifai, X. Muller, X. Glorot, G. Mesnil, Y. Bengio and P. Vincent',
    year: 2011,
    title: 'Learning invariant features through local space contraction',
    where: 'arXiv',
    arxiv: '1104.4153',
  },
  'hutchinson-1990': {
    short: 'Hutchinson',
    authors: 'M. F. Hutchinson',
    year: 1990,
    title: 'A stochastic estimator of the trace of the influence matrix for Laplacian smoothing splines',
    where: 'Communications in Statistics – Simulation and Computation 19, 433–450',
    doi: '10.1080/03610919008812866',
  },
  'rifai-2011-icml': {
    short: 'Rifai and others',
    authors: 'S. Rifai, P. Vincent, X. Muller, X. Glorot and Y. Bengio',
    year: 2011,
    title: 'Contractive auto-encoders: Explicit invariance during feature extraction',
    where: 'International Conference on Machine Learning',
  },
}
