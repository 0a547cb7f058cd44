// Jensen's inequality, on the ink of real digits (curriculum L8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'jensen',
  quote: 'An application of the Jensen’s inequality for probability distributions',
  lecture: 'S1',
  section: 'Furthermore',
  items: ['L8', 'L7'],
  recipes: [],
  measure: async (_, { openSet }) => {
    const { figureOver } = await import('../../variational/figures.ts')
    const { test } = await openSet('mnist')
    const size = test.pixels.length / test.count
    const inks = Array.from({ length: 10 }, () => [] as number[])
    for (let i = 0; i < test.count; i++) {
      const ink = test.pixels.subarray(i * size, (i + 1) * size).reduce((sum, byte) => sum + byte / 255, 0)
      inks[test.labels[i]!]!.push(ink)
    }
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
    /** f of the mean less the mean of f */
    const gaps = (f: (x: number) => number) => inks.map((ink) => f(mean(ink)) - mean(ink.map(f)))
    return [
      figureOver(
        'log of the mean ink less the mean of its log, nats, mean of ten digits (least to greatest digit)',
        gaps(Math.log),
        { atLeast: 0.005 },
      ),
      figureOver('the same for the root, another concave function', gaps(Math.sqrt), { atLeast: 0.005 }),
      figureOver(
        'the same for the square, which is convex: the other way round',
        gaps((x) => x * x),
        {
          atMost: -1,
        },
      ),
      figureOver('the same for a straight line 2x + 1, which is both', gaps((x) => 2 * x + 1).map(Math.abs), {
        atMost: 1e-6,
      }),
    ]
  },
  finding: 'holds',
  note: {
    en: 'The logarithm of a mean is above the mean of the logarithms, for the ink of every digit. It is the bend of the function that decides: for a convex one the inequality turns round, for a straight one both sides are equal.',
  },
  seconds: 2,
}
