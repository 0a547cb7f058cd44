// One sample of the code for each image is enough in training (curriculum L16).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

const withSamples = (samples: number, seed: number) =>
  atBeta(1, seed, { code: { samples }, optimise: { steps: 250 } })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'one-sample-suffices',
  quote: 'in practice we only a few of samples per training example!',
  lecture: 'S3',
  section: 'TODO CHECK',
  items: ['L16'],
  recipes: [...seeds.map((seed) => withSamples(1, seed)), ...seeds.map((seed) => withSamples(4, seed))],
  measure: async (trained) => {
    const { measuredAll } = await import('../measured.ts')
    const { figureOver } = await import('../figures.ts')
    const all = await measuredAll(trained)
    const [one, four] = [all.slice(0, seeds.length), all.slice(seeds.length)]
    return [
      figureOver(
        'what four samples gain in −ELBO over one at equal steps, nats per image, mean over the test images, three seeds',
        one.map(({ total }, i) => total - four[i]!.total),
        { atMost: 5 },
      ),
      figureOver(
        'squared error per pixel with one sample over that with four',
        one.map(({ msePerPixel }, i) => msePerPixel / four[i]!.msePerPixel),
        { atMost: 1.15 },
      ),
      figureOver(
        'beside: −ELBO with one sample, nats per image',
        one.map(({ total }) => total),
      ),
    ]
  },
  finding: 'holds',
  note: {
    en: 'Four samples cost four passes through the decoder and gain a few nats of a hundred and more. One is enough because every batch has 128 images, each with its own draw, and every step draws anew.',
  },
  seconds: 60,
}
