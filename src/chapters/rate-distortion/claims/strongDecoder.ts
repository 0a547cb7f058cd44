// A deeper decoder that sees nothing but the code does not make the code needless (curriculum L34).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

const units = 400
const deep = { decode: { layers: [1, 2, 3].map(() => ({ kind: 'dense', units })) } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'strong-decoder',
  quote:
    'A strong decoder can learn to reconstruct x directly, making the latent representation z unnecessary.',
  lecture: 'S2',
  section: 'Posterior collapse',
  items: ['L34'],
  recipes: [...seeds.map((seed) => atBeta(1, seed)), ...seeds.map((seed) => atBeta(1, seed, deep))],
  measure: async (trained) => {
    const { measuredAll } = await import('../../variational/measured.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const all = await measuredAll(trained)
    const [plain, strong] = [all.slice(0, seeds.length), all.slice(seeds.length)]
    return [
      figureOver(
        'decoder with three hidden layers: squared error per pixel, three seeds (0.0676 without a code)',
        strong.map(({ msePerPixel }) => msePerPixel),
        { atMost: 0.035 },
      ),
      figureOver(
        'decoder with three hidden layers: KL, nats per image',
        strong.map(({ kl }) => kl),
        { atLeast: 5 },
      ),
      figureOver(
        'its dimensions of 20 that move with the image',
        strong.map(({ active }) => active),
      ),
      figureOver(
        'decoder with one hidden layer: squared error per pixel',
        plain.map(({ msePerPixel }) => msePerPixel),
      ),
      figureOver(
        'decoder with one hidden layer: KL, nats per image',
        plain.map(({ kl }) => kl),
      ),
      figureOver(
        'its dimensions of 20 that move with the image',
        plain.map(({ active }) => active),
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'Only a decoder that sees x in another way, such as one that draws pixel after pixel and looks at those before. One that makes all pixels from z alone knows of x what z tells it, however deep it is: three hidden layers say a little less through the code after the same steps, and do not do away with it.',
  },
  seconds: 60,
}
