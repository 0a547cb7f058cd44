// A code too small underfits, and does not collapse (curriculum L34, E-54).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../../variational/recipes.ts'
import { seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'small-code-underfits',
  quote:
    'Causes of Posterior Collapse […] Latent Space Dimension Mismatch: If the latent space is too small or not expressive enough, fails to encode enough information about x.',
  lecture: 'S2',
  section: 'Posterior collapse',
  items: ['L34', 'E-54'],
  recipes: [
    ...seeds.map((seed) => atBeta(4, seed, { code: { size: 2 } })),
    ...seeds.map((seed) => atBeta(4, seed)),
  ],
  measure: async (trained) => {
    const { measuredAll } = await import('../../variational/measured.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const all = await measuredAll(trained)
    const [small, wide] = [all.slice(0, seeds.length), all.slice(seeds.length)]
    return [
      figureOver(
        'code of 2, β = 4: idle dimensions, of whose variance less than 5 % is due to the image, three seeds',
        small.map(({ idle }) => idle),
        { atMost: 0 },
      ),
      figureOver(
        'beside: code of 20, β = 4: idle dimensions',
        wide.map(({ idle }) => idle),
      ),
      figureOver(
        'squared error per pixel with a code of 2 over that with 20',
        small.map(({ msePerPixel }, i) => msePerPixel / wide[i]!.msePerPixel),
        { atLeast: 1.2 },
      ),
      figureOver(
        'code of 2: KL, nats per image',
        small.map(({ kl }) => kl),
      ),
      figureOver(
        'code of 20: KL, nats per image',
        wide.map(({ kl }) => kl),
      ),
    ]
  },
  finding: 'refuted',
  note: {
    en: 'True of a small code, but no cause of collapse: both of its numbers are in use, with every seed, and the images are worse than with twenty, which is underfitting. What can collapse are dimensions that do not pay for themselves; of twenty, here, a few at most after so few steps.',
  },
  seconds: 50,
}
