// Windows everywhere instead of a weight for each pixel: fewer weights, but not a quicker start (curriculum D8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { recipeOf, seeds } from '../../seeds.ts'

const steps = 300

const ofFamily = (family: string) => (seed: number) =>
  recipeOf({ family, seed, code: { size: 16 }, optimise: { steps } })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'convolution-fewer-weights',
  quote: 'Convolutional layers to capture spatial patterns in images.',
  lecture: 'S2',
  section: 'Advanced architectures',
  items: ['D8', 'P3'],
  recipes: [...seeds.map(ofFamily('convolutional')), ...seeds.map(ofFamily('undercomplete'))],
  measure: async (trained) => {
    const { figureOver } = await import('../../variational/figures.ts')
    const { evaluated } = await import('../../variational/measured.ts')
    const summaries: { msePerPixel: number; parameters: number }[] = []
    for (const one of trained) {
      const { msePerPixel } = (await evaluated(one)).evaluation
      const parameters = one.snapshot.parameters.reduce((sum, { values }) => sum + values.length, 0)
      summaries.push({ msePerPixel, parameters })
    }
    const count = seeds.length
    const [windows, dense] = [summaries.slice(0, count), summaries.slice(count)]
    return [
      figureOver(
        `squared error per pixel of the dense net over the convolutional one, code of 16, ${steps} steps, three seeds`,
        dense.map(({ msePerPixel }, i) => msePerPixel / windows[i]!.msePerPixel),
        { atMost: 0.9 },
      ),
      {
        name: { en: 'weights and biases of the dense net over the convolutional one’s' },
        value: dense[0]!.parameters / windows[0]!.parameters,
        bound: { atLeast: 6.5 },
      },
      { name: { en: 'weights and biases of the convolutional net' }, value: windows[0]!.parameters },
      { name: { en: 'weights and biases of the dense net' }, value: dense[0]!.parameters },
      figureOver(
        'squared error per pixel of the convolutional net',
        windows.map(({ msePerPixel }) => msePerPixel),
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'With a seventh of the weights, for the same small windows serve every place. But few weights are no quick start: after 300 equal steps the dense net is far ahead, and each of its steps is cheaper. What windows gain shows, if it does, only in longer runs.',
  },
  seconds: 80,
}
