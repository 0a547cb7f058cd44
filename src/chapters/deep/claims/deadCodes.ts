// S3's narrow vanilla net with rectified codes: where first weights may end (curriculum D7, E-11).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { errorsOf } from '../networks.ts'
import { over, recipeOf } from '../../seeds.ts'

const tries = [1, 2, 3, 4, 5] as const
const codeSize = 3

/** The slide's widths between 784 pixels. */
const narrow = (seed: number, activation: 'relu' | 'linear') =>
  recipeOf({
    family: 'undercomplete',
    seed,
    encode: { layers: [50, 10].map((units) => ({ kind: 'dense', units })), activation: 'relu' },
    code: { size: codeSize, activation },
    decode: { output: 'gaussian' },
    optimise: { steps: 800 },
  })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'dead-codes',
  quote: 'Poor initialization can lead to local minima.',
  lecture: 'S3',
  section: 'Vanilla (Standard) Autoencoder',
  items: ['D7', 'F3', 'E-11'],
  recipes: [...tries.map((seed) => narrow(seed, 'relu')), ...tries.map((seed) => narrow(seed, 'linear'))],
  measure: async (trained) => {
    const { codesOf, evenly } = await import('../../regularisation/denseNet.ts')
    const { variance } = await import('../../../numerics/statistics.ts')
    const deadIn = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const codes = codesOf(net, evenly(net.data.test, net.data.test.count))
      const units = Array.from({ length: codeSize }, (_, unit) =>
        variance(codes.filter((_code, at) => at % codeSize === unit)),
      )
      return units.filter((spread) => spread < 1e-6 * Math.max(...units)).length
    }
    const dead = await Promise.all(trained.map(deadIn))
    const errors: number[] = []
    for (const net of trained) errors.push((await errorsOf(net)).test)
    const half = tries.length
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
    const [rectified, linear] = [over(errors.slice(0, half)), over(errors.slice(half))]
    return [
      {
        name: {
          en: 'rectified codes: numbers of the code that say nothing, being the same for every test image, of 15 in five nets',
        },
        value: sum(dead.slice(0, half)),
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'linear codes: the same' },
        value: sum(dead.slice(half)),
        bound: { atMost: 0 },
      },
      {
        name: { en: 'squared error on test digits, rectified codes over linear ones, mean over the five' },
        value: rectified.value / linear.value,
        bound: { atLeast: 1.05 },
      },
      { name: { en: 'squared error per pixel, rectified codes' }, ...rectified },
      { name: { en: 'squared error per pixel, linear codes' }, ...linear },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The widths are the slide’s, the images this lab’s. Where a rectified unit is 0 for every image, its own weights get no gradient any more, and that number of the code is lost. Which first weights lead there cannot be told beforehand; with a linear code none of these five starts does.',
  },
  seconds: 60,
}
