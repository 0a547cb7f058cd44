import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'linear',
  number: 2,
  title: { en: 'Linear autoencoders and PCA' },
  about: { en: 'The one theorem that can be checked to the last digit.' },
  items: ['B4', 'C1', 'C2', 'C3', 'C4', 'C6', 'C7', 'C8', 'M1'],
}
