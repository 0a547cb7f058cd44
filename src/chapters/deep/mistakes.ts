// Mistakes in print that this chapter puts right.

import { formatNumber } from '../../ui/format.ts'
import type { Mistake } from '../mistakes.ts'

/** The chance that at least one of `units` rectified units is dead, each with this chance of its own. */
function someDead(units: number, chance: number): number {
  return 1 - (1 - chance) ** units
}

export const mistakes: readonly Mistake[] = [
  {
    id: 'E-11',
    lecture: 'S3',
    section: 'Vanilla (Standard) Autoencoder',
    printed: String.raw`\begin{aligned}z&=\mathrm{Dense}(3,\mathrm{relu})(\mathit{encoded2})\\ \mathit{decoded1}&=\mathrm{Dense}(10,\mathrm{relu})(y)\end{aligned}`,
    corrected: String.raw`\begin{aligned}z&=\mathrm{Dense}(3)(\mathit{encoded2})\\ \mathit{decoded1}&=\mathrm{Dense}(10,\mathrm{relu})(z)\end{aligned}`,
    question: {
      en: 'Up to these two lines the program has made encoded1 and encoded2, and no y. It stops. Where?',
    },
    options: [
      { en: 'At the second: the decoder is given y, not the code z' },
      { en: 'At the first: three numbers are too few' },
      { en: 'At the second: a decoder must have the encoder’s own weights' },
    ],
    answer: 0,
    proof: {
      en: () =>
        `Python stops at a name without a value. There is a second trap that it does not stop at: a rectified code. A unit that is 0 for every image is dead and does not come back. If each of the 3 units dies in one run out of ten, ${formatNumber(100 * someDead(3, 0.1), 0)} % of the runs lose at least one of their three numbers. The last layer of the slide is rectified, too, so that it can draw no pixel below 0 and learns nothing where it should.`,
    },
  },
  {
    id: 'E-59',
    lecture: 'S2',
    section: 'Semantic similarity between words',
    printed: String.raw`\begin{array}{ll}\text{Word}&\text{Cosine distance}\\ \text{norway}&0.760124\\ \text{denmark}&0.715460\\ \;\vdots&\;\vdots\\ \text{slovenia}&0.531408\end{array}`,
    corrected: String.raw`\begin{array}{ll}\text{Word}&\text{Cosine similarity}\\ \text{norway}&0.760124\\ \text{denmark}&0.715460\\ \;\vdots&\;\vdots\\ \text{slovenia}&0.531408\end{array}`,
    question: {
      en: 'The list is headed “Similar words to ‘Sweden’”, the most similar first. What cannot be right?',
    },
    options: [
      { en: 'A cosine of two such vectors cannot be above ½' },
      { en: 'These are no distances: the nearest word would be the farthest' },
      { en: 'The list should begin with Sweden, at a distance of 1' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const degrees = (cosine: number) => formatNumber((Math.acos(cosine) * 180) / Math.PI, 0)
        const [norway, slovenia] = [0.760124, 0.531408]
        return `Sweden itself is at distance 0 from Sweden, and its similarity is 1. Read as similarities, norway is at an angle of ${degrees(norway)} degrees and slovenia at ${degrees(slovenia)}. The distance is 1 minus the similarity: ${formatNumber(1 - norway, 2)} and ${formatNumber(1 - slovenia, 2)}, and the order of the list is right.`
      },
    },
  },
  {
    id: 'E-10',
    lecture: 'S0',
    section: 'Autoencoders neurais: Número de camadas',
    printed: String.raw`\text{one hidden layer}\;\Rightarrow\;\text{any continuous function}`,
    corrected: String.raw`\forall\varepsilon>0\;\exists m:\;\sup_{x\in K}\bigl|g(x)-\textstyle\sum_{j\le m}a_j\,s(w_j^\top x+b_j)\bigr|<\varepsilon,\quad K\text{ compact}`,
    question: {
      en: 'One hidden layer “can approximate any continuous function”. What does the slide leave out?',
    },
    options: [
      { en: 'That it needs two hidden layers' },
      { en: 'Where, with which units, and that there may have to be very many of them' },
      { en: 'That the function must be linear' },
    ],
    answer: 1,
    proof: {
      en: () => {
        const units = 8
        return `Eight rectified units make a line with ${units} bends. The function sin x has infinitely many turns, so however the ${units} are placed, far enough out they are off by 1 or more. Within bounds, with units that are no polynomials, and with as many as it takes, the theorem holds. It does not say that training finds them.`
      },
    },
  },
]
