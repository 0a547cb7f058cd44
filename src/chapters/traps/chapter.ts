import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'traps',
  number: 4,
  title: { en: 'Two traps: copying and memorising' },
  about: { en: 'Two ways to have a small error and know nothing, and what a short code really saves.' },
  items: ['A10', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'F8', 'M4', 'M5', 'M6', 'N1', 'N16'],
}
