// Importance-weighted bounds: the ELBO is the first of them, and log p(x) lies above (curriculum L27, E-34).

import type { BoundsAnswer } from '../../../benches/autoencoder/instruments/bounds/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { sampledWide } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

const images = 200

export const claim: Claim<AutoencoderRecipe> = {
  id: 'importance-bounds',
  quote: 'Use of the evidence lower bound (ELBO) to approximate the likelihood function p(z|x)',
  lecture: 'S2',
  section: 'Implementing VAEs',
  items: ['L27', 'L26', 'E-34'],
  recipes: seeds.map(sampledWide),
  measure: async (trained) => {
    const { figureOver } = await import('../figures.ts')
    const { mean } = await import('../../../numerics/statistics.ts')
    const levels: [number, number, number][] = []
    for (const one of trained) {
      const { bounds } = (await one.open((model) =>
        model.ask('bounds', { from: 0, to: images }),
      )) as BoundsAnswer
      const at = (row: number) => mean(bounds.subarray(row * images, (row + 1) * images))
      levels.push([at(0), at(1), at(2)])
    }
    return [
      figureOver(
        `L₅ − L₁, nats per image, mean of ${images} test images, three seeds`,
        levels.map(([one, five]) => five - one),
        { atLeast: 0.3 },
      ),
      figureOver(
        'L₅₀ − L₅, nats per image',
        levels.map(([, five, fifty]) => fifty - five),
        { atLeast: 0.3 },
      ),
      figureOver(
        'L₅₀ − L₁, nats per image: as much at least the ELBO is off',
        levels.map(([one, , fifty]) => fifty - one),
        { atMost: 10 },
      ),
      figureOver(
        'L₁, the ELBO, nats per image',
        levels.map(([one]) => one),
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'It approximates log p(x), the evidence, from below; p(z|x) is the posterior, and that is what q approximates. How far below shows when more samples are weighed: the bounds rise with K, here by a few nats, and never pass log p(x) in expectation.',
  },
  seconds: 50,
}
