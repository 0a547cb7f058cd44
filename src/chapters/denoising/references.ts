// What this chapter cites.

import type { Reference } from '../bibliography.ts'

export const references: Readonly<Record<string, Reference>> = {
  'vincent-2008': {
    short: 'Vincent and others',
    authors: 'P. Vincent, H. Larochelle, Y. Bengio and P.-A. Manzagol',
    year: 2008,
    title: 'Extracting and composing robust features with denoising autoencoders',
    where: 'International Conference on Machine Learning, 1096–1103',
    doi: '10.1145/1390156.1390294',
  },
  'vincent-2011': {
    short: 'Vincent',
    authors: 'P. Vincent',
    year: 2011,
    title: 'A connection between score matching and denoising autoencoders',
    where: 'Neural Computation 23, 1661–1674',
    doi: '10.1162/NECO_a_00142',
  },
  'alain-bengio-2014': {
    short: 'Alain and Bengio',
    authors: 'G. Alain and Y. Bengio',
    year: 2014,
    title: 'What regularized auto-encoders learn from the data generating distribution',
    where: 'Journal of Machine Learning Research 15, 3743–3773',
    arxiv: '1211.4246',
  },
  'efron-2011': {
    short: 'Efron',
    authors: 'B. Efron',
    year: 2011,
    title: 'Tweedie’s formula and selection bias',
    where: 'Journal of the American Statistical Association 106, 1602–1614',
    doi: '10.1198/jasa.2011.tm11181',
  },
  'he-2022': {
    short: 'He and others',
    authors: 'K. He, X. Chen, S. Xie, Y. Li, P. Dollár and R. Girshick',
    year: 2022,
    title: 'Masked autoencoders are scalable vision learners',
    where: 'Conference on Computer Vision and Pattern Recognition',
    arxiv: '2111.06377',
  },
  'hyvarinen-2005': {
    short: 'Hyvärinen',
    authors: 'A. Hyvärinen',
    year: 2005,
    title: 'Estimation of non-normalized statistical models by score matching',
    where: 'Journal of Machine Learning Research 6, 695–709',
  },
}
