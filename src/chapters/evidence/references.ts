// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'jordan-1999': {
    short: 'Jordan et al.',
    authors: 'M. I. Jordan, Z. Ghahramani, T. S. Jaakkola and L. K. Saul',
    year: 1999,
    title: 'An introduction to variational methods for graphical models',
    where: 'Machine Learning 37, 183–233',
    doi: '10.1023/A:1007665907178',
  },
  'williams-1992': {
    short: 'Williams',
    authors: 'R. J. Williams',
    year: 1992,
    title: 'Simple statistical gradient-following algorithms for connectionist reinforcement learning',
    where: 'Machine Learning 8, 229–256',
    doi: '10.1007/BF00992696',
  },
}
