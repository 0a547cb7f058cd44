import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'denoising',
  number: 7,
  title: { en: 'Denoising and masked autoencoders' },
  about: { en: 'Spoil the input, ask for the original, and see what the net has to know for that.' },
  items: [
    'I1',
    'I2',
    'I3',
    'I4',
    'I5',
    'I6',
    'I7',
    'I8',
    'I9',
    'I10',
    'I11',
    'I12',
    'I13',
    'I14',
    'J4',
    'N2',
  ],
}
