// Squared error plus KL sets the decoder's variance, unsaid (curriculum L18).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import type { Measured } from '../measured.ts'
import { atBeta } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

const steps = 300
const early = 20

/** 784-400-20 with a Gaussian output. */
const squared = (beta: number, variance: number, reduce: 'sum' | 'mean' = 'sum', until = steps) =>
  atBeta(beta, seeds[0], {
    decode: { output: 'gaussian', variance },
    objective: { reconstruction: { reduce }, kl: { weight: beta } },
    optimise: { steps: until },
  })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'squared-error-sets-variance',
  quote: 'Mean Squared error for continuous variables (gray-scale or RGB images).',
  lecture: 'S2',
  section: 'Hyperparameters',
  items: ['L18', 'L33'],
  recipes: [
    squared(1, 0.5),
    squared(0.5, 1),
    squared(1, 0.5, 'mean'),
    squared(392, 1),
    // the same two and another weight, before anything has been lost
    squared(1, 0.5, 'mean', early),
    squared(392, 1, 'sum', early),
    squared(40, 1, 'sum', early),
  ],
  measure: async (trained) => {
    const { measuredAll } = await import('../measured.ts')
    const { weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { relativeDifference } = await import('../../../numerics/matrices.ts')
    const [sum, half, mean, large] = (await measuredAll(trained.slice(0, 4))) as [
      Measured,
      Measured,
      Measured,
      Measured,
    ]
    const [meanEarly, largeEarly, otherEarly] = trained
      .slice(4)
      .map((net) => weightsNamed(net, 'code/kernel'))
    const apart = (one: Measured, other: Measured) => Math.abs(one.msePerPixel / other.msePerPixel - 1)
    return [
      {
        name: {
          en: 'σ² = ½ with β = 1 against σ² = 1 with β = ½: how far apart the errors per pixel are, share',
        },
        value: apart(sum, half),
        bound: { atMost: 0.02 },
      },
      {
        name: { en: 'error per pixel + KL against σ² = 1 with β = 392: the same' },
        value: apart(mean, large),
        bound: { atMost: 0.02 },
      },
      {
        name: { en: `the same two after ${early} steps: difference of the weights into the code, relative` },
        value: relativeDifference(meanEarly!, largeEarly!),
        bound: { atMost: 0.003 },
      },
      {
        name: { en: `beside, β = 40 instead of 392 after ${early} steps: the same difference` },
        value: relativeDifference(meanEarly!, otherEarly!),
        bound: { atLeast: 0.005 },
      },
      {
        name: { en: 'summed error + KL: dimensions of 20 that move with the image' },
        value: sum.active,
        bound: { atLeast: 5 },
      },
      {
        name: { en: 'error per pixel + KL: dimensions of 20 that move with the image' },
        value: mean.active,
        bound: { atMost: 0 },
      },
      { name: { en: 'summed error + KL: squared error per pixel, mean' }, value: sum.msePerPixel },
      { name: { en: 'error per pixel + KL: squared error per pixel, mean' }, value: mean.msePerPixel },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Beside a KL term, a squared error is a Gaussian decoder whose variance nobody wrote down: the sum over pixels means σ² = ½, and the mean per pixel is σ² = 1 with β = 392. The first learns a code, the second loses it within a few hundred steps: the mean where a sum belongs is a common bug of home-made VAEs.',
  },
  seconds: 35,
}
