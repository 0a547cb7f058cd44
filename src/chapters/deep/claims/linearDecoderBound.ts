// Whatever the encoder, a linear decoder leaves at least the error of PCA (Bourlard and Kamp 1988; curriculum C5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

const size = 16
const hidden = [
  { kind: 'dense', units: 256 },
  { kind: 'dense', units: 64 },
]

/** A deep encoder; one of its decoders is linear, the other as deep. */
const withDecoder = (layers: readonly object[] | 'mirror', seed: number): AutoencoderRecipe =>
  recipeOf({
    family: 'undercomplete',
    seed,
    data: { centre: true },
    encode: { layers: hidden },
    code: { size },
    decode: { layers, output: 'gaussian', bias: 'mean' },
    optimise: { steps: 1062 },
  })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'linear-decoder-bound',
  quote:
    'When the decoder g is linear and L is the mean squared error, an undercomplete autoencoder learns to span the same subspace as PCA',
  lecture: 'S1',
  section: 'Autoencoder with linear decoder + MSE is PCA',
  items: ['C5'],
  recipes: [
    ...seeds.map((seed) => withDecoder([], seed)),
    ...seeds.map((seed) => withDecoder('mirror', seed)),
  ],
  measure: async (trained) => {
    const [straight, bent] = [trained.slice(0, seeds.length), trained.slice(seeds.length)]
    const pca = await straight[0]!.pca()
    const { trailingSum } = await import('../../../numerics/pca.ts')
    const { rowSpaceAffinity } = await import('../../../numerics/subspace.ts')
    const least = trailingSum(pca.values, size)
    const ratioOf = async (one: Trained<AutoencoderRecipe>): Promise<number> => {
      const { train } = await one.open((model) => model.report())
      return (train as { reconstruction: number }).reconstruction / least
    }
    const ratios: number[] = []
    for (const one of trained) ratios.push(await ratioOf(one))
    const affinities = straight.map(({ snapshot }) => {
      const kernel = snapshot.parameters.find(({ name }) => name === 'output/kernel')!
      return rowSpaceAffinity(kernel.values, size, pca)
    })
    return [
      {
        name: {
          en: 'two hidden layers, then a linear decoder: error on all training images over that of PCA',
        },
        ...over(ratios.slice(0, bent.length)),
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'the same encoder with a bent decoder: error on all training images over that of PCA' },
        ...over(ratios.slice(bent.length)),
        bound: { atMost: 0.95 },
      },
      {
        name: { en: 'affinity of the linear decoder’s span to the first 16 principal components, 0 to 1' },
        ...over(affinities),
        bound: { atLeast: 0.9 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The sentence asks nothing of the encoder, and needs to ask nothing: with a linear decoder no encoder comes below PCA. A bent encoder gets there at best, and comes only near it. The decoder has to bend, too.',
  },
  seconds: 130,
}
