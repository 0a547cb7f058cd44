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
    for (const [draw, net] of trained.entries()) {
      const described = await fewLabels(net, draw)
      for (const kind of ['pixels', 'codes', 'pca'] as const)
        shares[kind].push(await sharedClass(described[kind]))
    }
    const { pixels, codes, pca } = shares
    return [
      {
        name: {
          en: '2,000 test digits, the share that has the class of the nearest of 100 labelled ones, each seed with other ones: by 16 numbers of code over by 784 pixels',
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
    en: 'Effective if compared with pixels: 16 numbers that no label helped to find, a 49th of the image, name about as many digits. Not if compared with PCA, by distance, after these 1,062 steps. The axes of PCA stand square to each other, so that distances between its numbers are nearly those between images; nothing in the net’s objective asks that of a code.',
  },
  seconds: 50,
}
