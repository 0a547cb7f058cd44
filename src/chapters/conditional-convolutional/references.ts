// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'sohn-2015': {
    short: 'Sohn et al.',
    authors: 'K. Sohn, H. Lee and X. Yan',
    year: 2015,
    title: 'Learning structured output representation using deep conditional generative models',
    where: 'Advances in Neural Information Processing Systems 28',
  },
  'lecun-1998': {
    short: 'LeCun et al.',
    authors: 'Y. LeCun, L. Bottou, Y. Bengio and P. Haffner',
    year: 1998,
    title: 'Gradient-based learning applied to document recognition',
    where: 'Proceedings of the IEEE 86, 2278–2324',
    doi: '10.1109/5.726791',
  },
  'odena-2016': {
    short: 'Odena et al.',
    authors: 'A. Odena, V. Dumoulin and C. Olah',
    year: 2016,
    title: 'Deconvolution and checkerboard artifacts',
    where: 'Distill 1',
    doi: '10.23915/distill.00003',
  },
}
