import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'deep',
  number: 3,
  title: { en: 'Deep and undercomplete' },
  about: { en: 'Sheets that bend: how far fewer numbers go when the nets have hidden layers.' },
  items: [
    'A8',
    'B1',
    'C5',
    'D1',
    'D2',
    'D3',
    'D4',
    'D5',
    'D6',
    'D7',
    'D8',
    'D9',
    'D10',
    'F1',
    'F3',
    'F4',
    'N14',
    'O2',
  ],
}
