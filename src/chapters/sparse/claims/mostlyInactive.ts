// A low mean activation can be a faint glow or rare flashes; the penalty sees the mean alone (curriculum H2, H8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const short = { family: 'sparse-kl', optimise: { steps: 590 } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'mostly-inactive',
  quote: 'The sparse representation constrains the neurons to be inactive most of the time.',
  lecture: 'S2',
  section: 'Sparsity regularization term',
  items: ['H2', 'H8'],
  recipes: [...underSeeds(short), ...underSeeds({ ...short, objective: { klSparsity: { weight: 0 } } })],
  measure: async (trained) => {
    const { codesOf, evenly } = await import('../../regularisation/denseNet.ts')
    const activityOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const { size } = net.recipe.code
      const codes = codesOf(net, evenly(net.data.test, 2000))
      const means = Array.from({ length: size }, (_, j) => meanOf(codes.filter((_h, at) => at % size === j)))
      return {
        quiet: share(codes, (h) => h < 0.1),
        near: share(means, (mean) => mean > 0.025 && mean < 0.1),
        flashes: meanOf(means.map((_mean, j) => topShare(codes.filter((_h, at) => at % size === j)))),
      }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(activityOf)))
    const [sparse, free] = all as [Activity[], Activity[]]
    return [
      {
        name: { en: 'share of all activations below 0.1, test images' },
        ...over(sparse.map(({ quiet }) => quiet)),
        bound: { atLeast: 0.75 },
      },
      {
        name: {
          en: 'share of a unit’s whole activity that falls on the tenth of the images where it is strongest, mean over units',
        },
        ...over(sparse.map(({ flashes }) => flashes)),
        bound: { atLeast: 0.3 },
      },
      {
        name: { en: 'share of units whose mean over test images is between ρ/2 and 2ρ' },
        ...over(sparse.map(({ near }) => near)),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'without the penalty: share of all activations below 0.1' },
        ...over(free.map(({ quiet }) => quiet)),
      },
      {
        name: { en: 'without the penalty: share of activity on the strongest tenth of the images' },
        ...over(free.map(({ flashes }) => flashes)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The penalty asks only for a mean of 0.05, which a constant glow would satisfy, too. That units flash instead is the work of the reconstruction, which a constant cannot help.',
  },
  seconds: 60,
}

interface Activity {
  readonly quiet: number
  readonly near: number
  readonly flashes: number
}

const share = (values: Float32Array | number[], is: (value: number) => boolean): number =>
  (values as number[]).filter(is).length / values.length

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** The strongest tenth's part of the sum: 0.1 for a constant. */
function topShare(values: Float32Array): number {
  const sorted = values.toSorted().toReversed()
  return meanOf(sorted.subarray(0, sorted.length / 10)) / 10 / meanOf(sorted)
}
