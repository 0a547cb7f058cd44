import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  id: 'sparse',
  number: 6,
  title: { en: 'Sparse autoencoders' },
  about: { en: 'Many units, of which each image may use only a few.' },
  items: ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8'],
}
