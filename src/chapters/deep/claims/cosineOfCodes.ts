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
    const shares = { distance: [] as number[], angle: [] as number[], fromMean: [] as number[] }
    const pixels = { distance: [] as number[], angle: [] as number[] }
    for (const net of trained) {
      const described = await fewLabels(net)
      shares.distance.push(await sharedClass(described.codes))
      shares.angle.push(await sharedClass(byAngle(described.codes)))
      shares.fromMean.push(await sharedClass(byAngle(fromMean(described.codes))))
      pixels.distance.push(await sharedClass(described.pixels))
      pixels.angle.push(await sharedClass(byAngle(described.pixels)))
    }
    return [
      {
        name: {
          en: 'test digits that have the class of the nearest of 100 labelled codes: by angle less by distance, share',
        },
        ...over(shares.angle.map((share, i) => share - shares.distance[i]!)),
        bound: { atLeast: 0.01 },
      },
      {
        name: { en: 'by angles seen from 0 less by angles seen from the mean of the codes' },
        ...over(shares.angle.map((share, i) => share - shares.fromMean[i]!)),
        bound: { atLeast: 0.005 },
      },
      { name: { en: 'the share by angle' }, ...over(shares.angle) },
      { name: { en: 'the share by distance' }, ...over(shares.distance) },
      {
        name: { en: 'of the pixels themselves: by angle less by distance' },
        ...over(pixels.angle.map((share, i) => share - pixels.distance[i]!)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The angle leaves the length out, and length is in part how much ink an image has. But an angle needs a point to be seen from: from 0, where the net’s code has it, it helps; from the mean of the codes most of the gain is gone. A cosine of 1 is the same direction, 0 a right angle, −1 the opposite.',
  },
  seconds: 50,
}
