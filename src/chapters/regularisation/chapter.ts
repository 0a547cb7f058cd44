import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'regularisation',
  number: 5,
  title: { en: 'Regularisation, entropy and divergence' },
  about: { en: 'What a penalty adds to an error, what an error is measured in, and where its scale begins.' },
  items: ['B2', 'B5', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'Q1', 'Q2', 'Q3'],
}
