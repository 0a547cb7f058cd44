// A sample without a path to the encoder teaches it nothing; through z = μ + σε it learns (curriculum L13).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { atBeta } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

const blocked = (seed: number) => atBeta(1, seed, { code: { gradient: 'blocked' } })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'sampling-blocks-gradient',
  quote: 'Backpropagation is not possible through random sampling!',
  lecture: 'S3',
  section: 'Reparametrization trick',
  items: ['L13', 'E-43'],
  recipes: [...seeds.map(blocked), ...seeds.map((seed) => atBeta(1, seed))],
  measure: async (trained) => {
    const { measuredAll } = await import('../measured.ts')
    const { figureOver } = await import('../figures.ts')
    const all = await measuredAll(trained)
    const [cut, whole] = [all.slice(0, seeds.length), all.slice(seeds.length)]
    return [
      figureOver(
        'gradient cut at the sample: squared error per pixel (the mean image has 0.0676), three seeds',
        cut.map(({ msePerPixel }) => msePerPixel),
        { atLeast: 0.06 },
      ),
      figureOver(
        'gradient cut: dimensions of 20 that move with the image',
        cut.map(({ active }) => active),
        { atMost: 0 },
      ),
      figureOver(
        'path through z = μ + σε: squared error per pixel',
        whole.map(({ msePerPixel }) => msePerPixel),
        { atMost: 0.03 },
      ),
      figureOver(
        'path: dimensions of 20 that move with the image',
        whole.map(({ active }) => active),
        { atLeast: 5 },
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'Through a die that is rolled inside the network, no. But the die can be rolled outside: ε is drawn first, and z = μ + σε is then plain arithmetic with derivatives 1 and ε. Same network, same noise, same steps: with the wire cut the code dies and every image comes back as one and the same blur. (A score-function estimator would also do, at far greater variance.)',
  },
  seconds: 65,
}
