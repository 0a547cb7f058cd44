// A KL that outweighs everything makes the code say nothing (curriculum L34).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'kl-dominance',
  quote: 'Excessive emphasis on minimizing KL divergence in the loss function',
  lecture: 'S2',
  section: 'Posterior collapse',
  items: ['L34'],
  recipes: [...seeds.map((seed) => atBeta(1, seed)), ...seeds.map((seed) => atBeta(100, seed))],
  measure: async (trained) => {
    const { measuredAll } = await import('../../variational/measured.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const all = await measuredAll(trained)
    const [plain, pressed] = [all.slice(0, seeds.length), all.slice(seeds.length)]
    return [
      figureOver(
        'β = 100: squared error per pixel, three seeds (the mean image, which needs no code, has 0.0676)',
        pressed.map(({ msePerPixel }) => msePerPixel),
        { atLeast: 0.065 },
      ),
      figureOver(
        'β = 1: squared error per pixel',
        plain.map(({ msePerPixel }) => msePerPixel),
        { atMost: 0.03 },
      ),
      figureOver(
        'β = 100: dimensions of 20 that move with the image',
        pressed.map(({ active }) => active),
        { atMost: 0 },
      ),
      figureOver(
        'β = 1: dimensions of 20 that move with the image',
        plain.map(({ active }) => active),
      ),
    ]
  },
  finding: 'holds',
  note: {
    en: 'The decoder is left with one and the same image for all, no better than the mean image. That the KL is 0 proves nothing, for it was asked to be; that the pictures no longer depend on x does.',
  },
  seconds: 45,
}
