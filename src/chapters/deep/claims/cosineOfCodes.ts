// Alike is at a small angle: cosine similarity of codes, against their distance (curriculum O2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { byAngle, fewLabels, fromMean, sharedClass } from '../fewLabels.ts'
import { deepOf } from '../networks.ts'
import { over, seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'cosine-of-codes',
  quote: 'Cosine similarity to measure the similarity between vectors.',
  lecture: 'S2',
  section: 'Semantic similarity between words',
  items: ['O2'],
  recipes: seeds.map((seed) => deepOf(16, seed)),
  measure: async (trained) => {
    const [byDistance, angle, angleFromMean]: [number[], number[], number[]] = [[], [], []]
    const pixelsGain: number[] = []
    const pcaGain: number[] = []
    for (const [draw, net] of trained.entries()) {
      const { codes, pixels, pca } = await fewLabels(net, draw)
      byDistance.push(await sharedClass(codes))
      angle.push(await sharedClass(byAngle(codes)))
      angleFromMean.push(await sharedClass(byAngle(fromMean(codes))))
      pixelsGain.push((await sharedClass(byAngle(pixels))) - (await sharedClass(pixels)))
      pcaGain.push((await sharedClass(byAngle(pca))) - (await sharedClass(pca)))
    }
    return [
      {
        name: {
          en: '2,000 test digits, the share that has the class of the nearest of 100 labelled codes: by angle less by distance',
        },
        ...over(angle.map((share, i) => share - byDistance[i]!)),
        bound: { atLeast: 0.01 },
      },
      {
        name: { en: 'by angles seen from 0 less by angles seen from the mean of the labelled codes' },
        ...over(angle.map((share, i) => share - angleFromMean[i]!)),
        bound: { atLeast: 0.005 },
      },
      { name: { en: 'the share by angle' }, ...over(angle) },
      { name: { en: 'the share by distance' }, ...over(byDistance) },
      { name: { en: 'of the pixels themselves: by angle less by distance' }, ...over(pixelsGain) },
      { name: { en: 'of 16 numbers of PCA: by angle less by distance' }, ...over(pcaGain) },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The condition is where an angle is seen from. From 0, where this net’s code has it, the angle names more digits than the distance; from the mean of the codes a good part of that gain is gone. It is not the code’s doing alone: pixels gain, too.',
  },
  seconds: 50,
}
