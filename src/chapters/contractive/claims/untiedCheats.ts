// With a decoder of its own an encoder can satisfy the penalty by shrinking (curriculum J5, F5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { freeUntied, held, heldUntied } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'untied-cheats',
  quote: 'By forcing the encoder to avoid changes • Not important for the reconstruction by the decoder.',
  lecture: 'S1',
  section: 'Contractive Autoencoders',
  items: ['J5', 'F5'],
  recipes: [...freeUntied, ...heldUntied, ...held],
  measure: async (trained) => {
    const { weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { movesOf } = await import('../moves.ts')
    const { lengthOf } = await import('../../../numerics/matrices.ts')
    const lookAt = async (net: Trained<AutoencoderRecipe>) => {
      const { noise, relative } = await movesOf(net)
      const decoder = net.recipe.decode.tied ? 'code/kernel' : 'output/kernel'
      return {
        encoder: lengthOf(weightsNamed(net, 'code/kernel')),
        decoder: lengthOf(weightsNamed(net, decoder)),
        noise,
        relative,
      }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(lookAt)))
    const [plain, untied, tied] = all as [Look[], Look[], Look[]]
    const withOverWithout = (of: (look: Look) => number) =>
      over(untied.map((look, i) => of(look) / of(plain[i]!)))
    return [
      {
        name: { en: 'untied: norm of the encoder’s weights, with the penalty over without' },
        ...withOverWithout(({ encoder }) => encoder),
        bound: { atMost: 0.75 },
      },
      {
        name: { en: 'untied: norm of the decoder’s weights, with the penalty over without' },
        ...withOverWithout(({ decoder }) => decoder),
        bound: { atLeast: 0.85 },
      },
      {
        name: { en: 'untied: squared distance between images’ codes, with the penalty over without' },
        ...withOverWithout(({ noise, relative }) => noise / relative),
        bound: { atMost: 0.8 },
      },
      {
        name: { en: 'untied: squared move of the code under noise, with the penalty over without' },
        ...withOverWithout(({ noise }) => noise),
      },
      {
        name: { en: 'untied: that move as a share of the distance between codes, with over without' },
        ...withOverWithout(({ relative }) => relative),
        bound: { atMost: 0.8 },
      },
      {
        name: { en: 'untied, with the penalty: move under noise as a share of the distance between codes' },
        ...over(untied.map(({ relative }) => relative)),
      },
      {
        name: { en: 'tied, with the penalty: the same share' },
        ...over(tied.map(({ relative }) => relative)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'It also avoids changes that are important, where it can. (The trap is this lab’s remark, not the lecture’s.) With weights of its own the decoder need not follow the encoder, which shrinks to half: part of the fall is nothing but smaller codes, and part is real. Only what is measured against the distance between codes tells one from the other.',
  },
  seconds: 65,
}

interface Look {
  readonly encoder: number
  readonly decoder: number
  readonly noise: number
  readonly relative: number
}
