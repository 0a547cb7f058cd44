import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'conditional-convolutional',
  number: 12,
  title: { en: 'Conditional and convolutional' },
  about: { en: 'Telling both nets what is known already: the class, or that an image is an image.' },
  items: ['L35', 'L44', 'D8', 'P3', 'E-12'],
}
