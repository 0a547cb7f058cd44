// With grey targets the cross-entropy does not end at 0 but at the targets' own entropy (curriculum B2, Q2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'cross-entropy-floor',
  quote: 'Cross-entropy for binary and categorical data (binary images).',
  lecture: 'S2',
  section: 'Hyperparameters',
  items: ['B2', 'B5', 'Q1', 'Q2'],
  recipes: [],
  measure: async (_, { openSet }) => {
    const { bernoulliCrossEntropy, bernoulliEntropy } = await import('../../../numerics/entropy.ts')
    const { train, test } = await openSet('mnist')
    const floor = bernoulliEntropy(test.pixels, test.count)
    const cut = test.pixels.map((byte) => (byte < 128 ? 0 : 255))
    const few = test.pixels.subarray(0, 1000 * 784)
    const grey = Float64Array.from(few, (byte) => byte / 255)
    // reconstructions that are nearly right: a little greyer, a little too dark, a little too light
    const nearlyRight = [
      (x: number) => 0.02 + 0.96 * x,
      (x: number) => 0.99 * x,
      (x: number) => 1 - 0.99 * (1 - x),
    ]
    const excesses = nearlyRight.map(
      (change) => bernoulliCrossEntropy(grey, grey.map(change)) / 1000 - bernoulliEntropy(few, 1000),
    )
    // a pixel that no training image lights may be lit in a test image
    const predicted = meanBytes(train.pixels, train.count).map((p) => Math.max(1e-7, p))
    return [
      {
        name: {
          en: 'cross-entropy of a perfect reconstruction, grey pixels, nats per image, mean over the test images',
        },
        value: floor,
        bound: { atLeast: 45.5 },
      },
      {
        name: { en: 'the same for the images cut to black and white' },
        value: bernoulliEntropy(cut, test.count),
        bound: { atMost: 1e-9 },
      },
      {
        name: { en: 'how much more a nearly right reconstruction costs, nats per image; three of them' },
        value: excesses.reduce((sum, excess) => sum + excess, 0) / excesses.length,
        range: [Math.min(...excesses), Math.max(...excesses)],
        bound: { atLeast: 0 },
      },
      {
        name: { en: 'cross-entropy of always answering with the training set’s mean image, nats per image' },
        value: bernoulliCrossEntropy(meanBytes(test.pixels, test.count), predicted),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'It works for grey images, too, but its scale begins elsewhere: only for pixels that are 0 or 1 is 0 the best value. For grey targets the best is their own entropy, 45.5 nats per image, and no network can go below.',
  },
  seconds: 2,
}

function meanBytes(bytes: Uint8Array, count: number): Float64Array {
  const n = bytes.length / count
  const sums = new Float64Array(n)
  for (let i = 0; i < bytes.length; i++) sums[i % n]! += bytes[i]!
  return sums.map((sum) => sum / count / 255)
}
