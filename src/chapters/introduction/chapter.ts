import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'introduction',
  number: 1,
  title: { en: 'Through the bottleneck' },
  about: { en: 'What an autoencoder is: copy everything, or choose.' },
  items: ['A1', 'A2', 'A3', 'A5', 'A6', 'A10', 'A12', 'E6'],
}
