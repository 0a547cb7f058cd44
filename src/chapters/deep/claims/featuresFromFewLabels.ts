// Features learned without labels: what sixteen numbers keep of an image for who has a hundred labels (curriculum N14).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { fewLabels, sharedClass } from '../fewLabels.ts'
import { deepOf } from '../networks.ts'
import { over, seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'features-from-few-labels',
  quote: 'Autoencoders are effective for feature learning and dimensionality reduction from unlabeled data.',
  lecture: 'S2',
  section: 'Summary',
  items: ['N14'],
  recipes: seeds.map((seed) => deepOf(16, seed)),
  measure: async (trained) => {
    const shares = { pixels: [] as number[], codes: [] as number[], pca: [] as number[] }
    for (const net of trained) {
      const described = await fewLabels(net)
      for (const kind of ['pixels', 'codes', 'pca'] as const)
        shares[kind].push(await sharedClass(described[kind]))
    }
    const { pixels, codes, pca } = shares
    return [
      {
        name: {
          en: 'test digits that have the class of the nearest of 100 labelled ones: by 16 numbers of code over by 784 pixels',
        },
        ...over(codes.map((share, i) => share / pixels[i]!)),
        bound: { atLeast: 0.95 },
      },
      {
        name: { en: 'the share by codes less the share by 16 numbers of PCA' },
        ...over(codes.map((share, i) => share - pca[i]!)),
        bound: { atMost: 0 },
      },
      { name: { en: 'the share by codes' }, ...over(codes) },
      { name: { en: 'the share by pixels' }, ...over(pixels) },
      { name: { en: 'the share by PCA' }, ...over(pca) },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Nearly all of it is in 16 numbers that no label helped to find, a 49th of the pixels. But effective compared with what? Distances between 16 numbers of PCA do a little better: the code is made for drawing, and nothing in the objective asks that distances in it mean anything.',
  },
  seconds: 50,
}
