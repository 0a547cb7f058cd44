// Small noise at the input is a penalty on how the reconstruction moves, in numbers (Bishop 1995; curriculum J4).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const netOf = (corrupt: object) => ({
  family: 'denoising',
  corrupt,
  decode: { output: 'gaussian' },
  optimise: { steps: 400 },
})

/** at which the expansion is tried, and the step of the derivative in it */
const [sigma, step] = [0.02, 0.001]
const [count, draws] = [200, 4]

export const claim: Claim<AutoencoderRecipe> = {
  id: 'noise-is-a-penalty',
  quote:
    'They can be viewed either as a regularization option, or as robust autoencoders which can be used for error correction.',
  lecture: 'S1',
  section: 'Denoising Autoencoders',
  items: ['J4', 'I1', 'G5'],
  recipes: [
    ...underSeeds(netOf({ kind: 'none' })),
    ...underSeeds(netOf({ kind: 'gaussian', sigma: 0.3, clip: false })),
  ],
  measure: async (trained) => {
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const { squaredDistance } = await import('../../../numerics/matrices.ts')
    const stream = openStream(1, 'claim')
    const lookAt = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const x = evenly(net.data.test, count)
      const drawnAt = (by: number, noise: Float32Array) =>
        imagesOf(net, codesOf(net, by === 0 ? x : x.map((value, i) => value + by * noise[i]!)))
      const still = squaredDistance(drawnAt(0, x), x)
      let [rise, moves] = [0, 0]
      for (let draw = 0; draw < draws; draw++) {
        const noise = stream.normals(draw, x.length)
        const [up, down] = [drawnAt(sigma, noise), drawnAt(-sigma, noise)]
        rise += (squaredDistance(up, x) + squaredDistance(down, x)) / 2 - still
        moves += squaredDistance(drawnAt(step, noise), drawnAt(-step, noise)) / (2 * step) ** 2
      }
      return { ratio: rise / (sigma ** 2 * moves), jacobian: moves / draws / count, error: still / x.length }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(lookAt)))
    const [plain, noisy] = all as [Look[], Look[]]
    return [
      {
        name: {
          en: `what noise of σ = ${sigma} adds to the squared error, over σ²‖J_r‖²: how far from 1, all nets`,
        },
        ...over([...plain, ...noisy].map(({ ratio }) => Math.abs(ratio - 1))),
        bound: { atMost: 0.1 },
      },
      {
        name: { en: '‖J_r‖² of the whole net: trained with noise of σ = 0.3 over trained without' },
        ...over(noisy.map(({ jacobian }, i) => jacobian / plain[i]!.jacobian)),
        bound: { atMost: 0.8 },
      },
      {
        name: {
          en: 'squared error on clean test digits, mean per pixel (the mean digit’s is 0.0676), with noise',
        },
        ...over(noisy.map(({ error }) => error)),
        bound: { atMost: 0.02 },
      },
      {
        name: { en: 'the same without' },
        ...over(plain.map(({ error }) => error)),
      },
      {
        name: { en: `‖J_r‖², squared pixels per squared pixel, mean over ${count} test images, without` },
        ...over(plain.map(({ jacobian }) => jacobian)),
      },
      {
        name: { en: 'the same with noise' },
        ...over(noisy.map(({ jacobian }) => jacobian)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The first half of the sentence: a regulariser, though none is written. Noise pays for how the drawing moves, and a net trained with it moves less while it still draws digits. Nothing in its objective mentions a derivative. (Correcting errors is the other half, shown in the chapter before.)',
  },
  seconds: 80,
}

interface Look {
  readonly ratio: number
  readonly jacobian: number
  readonly error: number
}
