// A net that saw noise only, on clean images: the surprise, and what it comes from (curriculum I7).

import type { ClippingAnswer } from '../../../benches/autoencoder/instruments/denoising/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { gaussian, plain, unclipped } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'clean-worse-than-noisy',
  quote: 'obter uma representação robusta dos dados de entrada',
  translation: 'to obtain a robust representation of the input data',
  lecture: 'S0',
  section: 'Treino vs. Teste em DAE',
  items: ['I2', 'I7'],
  recipes: [...gaussian, ...unclipped, ...plain],
  measure: async (trained) => {
    const errorsOf = (net: Trained<AutoencoderRecipe>) =>
      net.open(async (model) => {
        const question = { kind: 'clipping', image: { kind: 'test', index: 0 }, sigma: 0.5, draw: 0 }
        return ((await model.ask('denoising', question)) as ClippingAnswer).restored
      })
    const { movesOf } = await import('../../contractive/moves.ts')
    const [clippedNets, unclippedNets, plainNets] = bySetting(trained)
    const held = await Promise.all(clippedNets!.map(movesOf))
    const free = await Promise.all(plainNets!.map(movesOf))
    const all = []
    for (const row of [clippedNets!, unclippedNets!]) {
      const errors = []
      for (const net of row) errors.push(await errorsOf(net))
      all.push(errors)
    }
    const [clipped, whole] = all as [Restored[], Restored[]]
    return [
      {
        name: {
          en: 'squared move of the code under noise as long as a tenth of a one-pixel shift, as a share of the distance between images’ codes: trained on noise over trained without',
        },
        ...over(held.map(({ relative }, i) => relative / free[i]!.relative)),
        bound: { atMost: 0.9 },
      },
      {
        name: {
          en: 'trained on clipped noise of σ = 0.5: squared error on clean images over that on noisy ones',
        },
        ...over(clipped.map(([clean, noisy]) => clean! / noisy!)),
        bound: { atLeast: 1.3 },
      },
      {
        name: {
          en: 'trained on the same noise, not clipped: squared error on clean images over that on noisy ones',
        },
        ...over(whole.map(([clean, , noisy]) => clean! / noisy!)),
        bound: { atMost: 1 },
      },
      {
        name: { en: 'clipped: squared error per pixel on clean images' },
        ...over(clipped.map(([clean]) => clean!)),
      },
      {
        name: { en: 'clipped: squared error per pixel on noisy images' },
        ...over(clipped.map(([, noisy]) => noisy!)),
      },
      {
        name: { en: 'not clipped: squared error per pixel on clean images' },
        ...over(whole.map(([clean]) => clean!)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The code is robust, as the lecture says. The drawing is so only against what the net was trained on: noise cut to [0, 1] makes empty paper grey on average, and the net learns to take that off, so that a clean image loses ink. The surprise is the clipping’s, not denoising’s.',
  },
  seconds: 160,
}

/** Squared errors per pixel on clean images, under clipped noise and under unclipped noise. */
type Restored = readonly number[]
