// What a net restores of noisy test images, beside the least-squares linear denoiser of the same noise.

import type { LinearVerdict, VerdictAnswer } from '../../benches/autoencoder/instruments/denoising/measure.ts'
import { linearDenoiserOf } from '../../benches/autoencoder/linearDenoiser.ts'
import { gainDb } from '../../benches/autoencoder/pixelErrors.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Figure, Trained } from '../../lab/claim.ts'
import { over } from '../seeds.ts'

export interface Gain {
  /** dB, over 1,000 test images */
  readonly net: number
  readonly linear: number
}

/** All nets have the same noise and training images, so that one linear denoiser is beside them all. */
export async function gainsOf(nets: readonly Trained<AutoencoderRecipe>[]): Promise<Gain[]> {
  const linear = await linearDenoiserOf(nets[0]!.recipe, nets[0]!.data)
  const gains: Gain[] = []
  for (const net of nets) {
    const gain = await net.open(async (model) => {
      const { noisy, restored } = (await model.ask('denoising', { kind: 'verdict' })) as VerdictAnswer
      const beside = (await model.ask('denoising', { kind: 'linear', linear })) as LinearVerdict
      return {
        net: gainDb({ noisyMse: noisy, restoredMse: restored }),
        linear: gainDb({ noisyMse: noisy, restoredMse: beside.linear }),
      }
    })
    gains.push(gain)
  }
  return gains
}

/** The gain over the linear denoiser, which is the verdict where there is a least one; both gains stand beside. */
export function figuresOf(gains: readonly Gain[], least: number | null): Figure[] {
  return [
    {
      name: { en: 'gain of the net over the best linear denoiser, dB, 1,000 test images' },
      ...over(gains.map(({ net, linear }) => net - linear)),
      ...(least !== null && { bound: { atLeast: least } }),
    },
    { name: { en: 'gain of the net over the noisy image, dB' }, ...over(gains.map(({ net }) => net)) },
    {
      name: { en: 'gain of the linear denoiser over the noisy image, dB' },
      ...over(gains.map(({ linear }) => linear)),
    },
  ]
}
