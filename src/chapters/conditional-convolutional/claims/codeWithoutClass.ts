// Told the class, the code need not say it (curriculum L35).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { seeds } from '../../seeds.ts'
import { told, untold } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'code-without-class',
  quote: 'In CVAEs, the encoder and decoder are conditioned on auxiliary information, such as a class label',
  lecture: 'S2',
  section: 'Conditioned VAEs',
  items: ['L35'],
  recipes: [...seeds.map(told), ...seeds.map(untold)],
  measure: async (trained) => {
    const { measuredAll, neighbourAccuracy } = await import('../../variational/measured.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const all = await measuredAll(trained)
    const votes: number[] = []
    for (const one of trained) votes.push(await neighbourAccuracy(one))
    const count = seeds.length
    return [
      figureOver(
        'told the label: 5-NN accuracy of the two-dimensional codes, three seeds',
        votes.slice(0, count),
        {
          atMost: 0.3,
        },
      ),
      figureOver(
        'told nothing: the same, less that of the one told the label',
        votes.slice(count).map((vote, i) => vote - votes[i]!),
        { atLeast: 0.1 },
      ),
      figureOver(
        'squared error per pixel told nothing over told the label',
        all.slice(count).map(({ msePerPixel }, i) => msePerPixel / all[i]!.msePerPixel),
        { atLeast: 1.1 },
      ),
      figureOver(
        'what the label is worth in −ELBO, nats per image',
        all.slice(count).map(({ total }, i) => total - all[i]!.total),
        { atLeast: 10 },
      ),
    ]
  },
  finding: 'holds',
  note: {
    en: 'With the digit given, two numbers are free for everything else, and they use it: the codes of all digits lie in one cloud, their neighbours tell far less of the class, and the reconstructions are better by far more than the 2.3 nats that a label of ten classes can hold: the room that it frees counts more than what it says.',
  },
  seconds: 80,
}
