// With a linear encoder the penalty on J is weight decay, to the last step; with a sigmoid it is not (curriculum J5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

const lambda = 1

/** Squared slopes of the encoder's bend: 1, and of a sigmoid a sixteenth at most. */
const slope2 = { linear: 1, sigmoid: 1 / 16 } as const

/** λ‖J‖² and its twin on weights, which the lab writes ½ λ′ ΣW²: λ′ = 2λ times the squared slope. */
const pair = (activation: 'linear' | 'sigmoid') => [
  ...underSeeds(netOf(activation, { contraction: { weight: lambda } })),
  ...underSeeds(
    netOf(activation, { contraction: { weight: 0 }, l2Weights: { weight: 2 * lambda * slope2[activation] } }),
  ),
]

export const claim: Claim<AutoencoderRecipe> = {
  id: 'contraction-is-decay',
  quote: 'We try to minimize a Ridge regression on the Jacobian',
  lecture: 'S1',
  section: 'Thus, we have',
  items: ['J5', 'J1', 'G2'],
  recipes: [...pair('linear'), ...pair('sigmoid')],
  measure: async (trained) => {
    const { weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { relativeDifference } = await import('../../../numerics/matrices.ts')
    const kernels = trained.map((net) => weightsNamed(net, 'code/kernel'))
    const [linear, linearDecay, sigmoid, sigmoidDecay] = bySetting(kernels)
    const apart = (one: readonly Float32Array[], other: readonly Float32Array[]) =>
      over(one.map((kernel, i) => relativeDifference(kernel, other[i]!)))
    return [
      {
        name: {
          en: 'linear encoder: difference between the weights trained under λ‖J‖² and under λΣW², relative',
        },
        ...apart(linear!, linearDecay!),
        bound: { atMost: 0.01 },
      },
      {
        name: {
          en: 'sigmoid encoder: the difference between the weights under λ‖J‖² and under λΣW²/16, which is the same where every unit is at ½',
        },
        ...apart(sigmoid!, sigmoidDecay!),
        bound: { atLeast: 0.1 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Ridge regression on the Jacobian is ridge regression on the weights only where the encoder is linear: there J is W at every image. Behind a sigmoid the slope depends on the image, and the two train different nets.',
  },
  seconds: 45,
}

function netOf(activation: 'linear' | 'sigmoid', objective: object): object {
  return { family: 'contractive', code: { size: 64, activation }, objective, optimise: { steps: 200 } }
}
