// A net trained at one level of noise, at others (curriculum I8).

import type { LinearCurve, NoiseCurve } from '../../../benches/autoencoder/instruments/noiseLevels/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { gaussian, plain } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'other-noise-levels',
  quote:
    'The autoencoder tend to generalize well to unseen, real-world data with different level of noise and learns robust features.',
  lecture: 'S2',
  section: 'Benefits',
  items: ['I8', 'I7', 'G5'],
  recipes: [...gaussian, ...plain],
  measure: async (trained) => {
    const noise = { kind: 'gaussian', sigma: 0.5, clip: true }
    const curveOf = (net: Trained<AutoencoderRecipe>) =>
      net.open(async (model) => (await model.ask('noiseLevels', { kind: 'curve', noise })) as NoiseCurve)
    const all = []
    for (const row of bySetting(trained)) {
      const curves = []
      for (const net of row) curves.push(await curveOf(net))
      all.push(curves)
    }
    const [taught, untaught] = all as [NoiseCurve[], NoiseCurve[]]
    const at = ({ levels, restored }: NoiseCurve, level: number) => restored[levels.indexOf(level)]!
    const { linearDenoiserOf } = await import('../../../benches/autoencoder/linearDenoiser.ts')
    const linear = await linearDenoiserOf(trained[0]!.recipe, trained[0]!.data)
    const ofLinear = (await trained[0]!.open((model) =>
      model.ask('noiseLevels', { kind: 'linear', noise, linear }),
    )) as LinearCurve
    const overLinear = (level: number) =>
      over(taught.map((curve) => at(curve, level) / ofLinear.linear[ofLinear.levels.indexOf(level)]!))
    const ratioAt = (level: number) =>
      over(taught.map((curve, i) => at(curve, level) / at(untaught[i]!, level)))
    return [
      {
        name: { en: 'σ = 0.3, never seen: squared error over that of the same net trained without noise' },
        ...ratioAt(0.3),
        bound: { atMost: 0.8 },
      },
      {
        name: { en: 'σ = 0.8, never seen: the same' },
        ...ratioAt(0.8),
        bound: { atMost: 0.8 },
      },
      {
        name: { en: 'no noise at all: the same' },
        ...ratioAt(0),
        bound: { atLeast: 1.5 },
      },
      {
        name: { en: 'σ = 0.1: squared error over that of leaving the noisy image as it is' },
        ...over(taught.map((curve) => at(curve, 0.1) / curve.noisy[curve.levels.indexOf(0.1)]!)),
      },
      { name: { en: 'σ = 0.5, as trained: squared error over the net without noise' }, ...ratioAt(0.5) },
      {
        name: { en: 'σ = 0.5, as trained: squared error over that of the best linear denoiser for it' },
        ...overLinear(0.5),
      },
      {
        name: { en: 'σ = 0.3: squared error over that of the same linear denoiser, as it is for σ = 0.5' },
        ...overLinear(0.3),
        bound: { atLeast: 1.5 },
      },
      {
        name: { en: 'σ = 0.8: the same, over the linear denoiser for σ = 0.5' },
        ...overLinear(0.8),
        bound: { atLeast: 1.2 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Near the noise it was trained on, weaker and stronger, and beside a net that saw none. On images with little or no noise it does harm: what it removes is not there. And it is no gift of the net: the best linear denoiser for σ = 0.5, as good there, does better than the net at σ = 0.3 and at 0.8.',
  },
  seconds: 90,
}
