import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'contractive',
  number: 8,
  title: { en: 'Contractive autoencoders' },
  about: { en: 'A code that holds still when the image moves in ways that do not matter.' },
  items: ['F5', 'J1', 'J2', 'J3', 'J4', 'J5'],
}
