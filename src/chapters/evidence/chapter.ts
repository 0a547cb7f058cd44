import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'evidence',
  number: 9,
  title: { en: 'From functions to distributions' },
  about: { en: 'How likely is an image, what has it to do with its code, and why one settles for a bound.' },
  items: ['K1', 'K2', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L12', 'L13', 'L39', 'E-28', 'E-30'],
}
