// Few images and a wide net: what weight decay and dropout do to the error on images never seen (curriculum G2, G3).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const few = { data: { train: 300 }, code: { size: 32 }, optimise: { steps: 800 } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'decay-narrows-the-gap',
  quote: 'Need to control overfitting to avoid learning purely the identity function.',
  lecture: 'S2',
  section: 'Deep Autoencoder',
  items: ['G1', 'G2', 'G3'],
  recipes: [
    ...underSeeds(few),
    ...underSeeds({ ...few, objective: { l2Weights: { weight: 0.03 } } }),
    ...underSeeds({ ...few, encode: { dropout: 0.3 } }),
  ],
  measure: async (trained) => {
    const { codesOf, evenly, imagesOf } = await import('../denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const errorsOf = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const seen = evenly({ ...net.data.train, count: net.recipe.data.train }, net.recipe.data.train)
      const unseen = evenly(net.data.test, 1000)
      const errorOn = (x: Float32Array) => meanSquaredError(imagesOf(net, codesOf(net, x)), x)
      return { train: errorOn(seen), test: errorOn(unseen) }
    }
    const errors = []
    for (const row of bySetting(trained)) errors.push(await Promise.all(row.map(errorsOf)))
    const [plain, decayed, dropped] = errors as [Errors[], Errors[], Errors[]]
    const gapOver = (other: Errors[]) =>
      over(other.map(({ test, train }, i) => test / train / (plain[i]!.test / plain[i]!.train)))
    const trainOver = (other: Errors[]) => over(other.map(({ train }, i) => train / plain[i]!.train))
    const movedOver = (other: Errors[]) =>
      over(other.map(({ test }, i) => Math.abs(test / plain[i]!.test - 1)))
    return [
      {
        name: {
          en: 'weight decay: error on unseen over seen images, divided by the same without weight decay',
        },
        ...gapOver(decayed),
        bound: { atMost: 1 },
      },
      {
        name: { en: 'dropout: error on unseen over seen images, divided by the same without dropout' },
        ...gapOver(dropped),
        bound: { atMost: 0.6 },
      },
      {
        name: { en: 'weight decay: how far the squared error on unseen images over that without is from 1' },
        ...movedOver(decayed),
        bound: { atMost: 0.15 },
      },
      {
        name: { en: 'dropout: the same' },
        ...movedOver(dropped),
        bound: { atMost: 0.15 },
      },
      {
        name: { en: 'weight decay: squared error on seen images over that without' },
        ...trainOver(decayed),
        bound: { atLeast: 1 },
      },
      {
        name: { en: 'dropout: the same' },
        ...trainOver(dropped),
        bound: { atLeast: 1.5 },
      },
      {
        name: { en: 'without either: error on unseen over seen images' },
        ...over(plain.map(({ test, train }) => test / train)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'With 300 training images the gap between seen and unseen narrows, little by weight decay and much by dropout. But it narrows from the seen side: the seen images come out worse, the unseen ones about as before. A narrow gap is not yet a better net.',
  },
  seconds: 55,
}

/** Mean squared errors per pixel. */
interface Errors {
  readonly train: number
  readonly test: number
}
