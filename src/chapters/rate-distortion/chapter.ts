import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'rate-distortion',
  number: 11,
  title: { en: 'β, rate and distortion, collapse' },
  about: { en: 'What a code costs, what it buys, and when it stops saying anything.' },
  items: ['L30', 'L31', 'L32', 'L33', 'L34', 'E-54'],
}
