// Where samples of an autoencoder and of a variational one lie against training images (curriculum L22, L23).

import type { Neighbourhood } from '../../../benches/autoencoder/instruments/samples/measure.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { recipeOf, seeds } from '../../seeds.ts'

const ofFamily = (family: string) => (seed: number) =>
  recipeOf({ family, seed, code: { size: 10 }, optimise: { steps: 708 } })

export const claim: Claim<AutoencoderRecipe> = {
  id: 'where-to-sample',
  quote: 'It would generate a meaningful generated sample',
  lecture: 'S1',
  section: 'Once trained',
  items: ['L22', 'L23', 'L1'],
  recipes: [...seeds.map(ofFamily('undercomplete')), ...seeds.map(ofFamily('variational'))],
  measure: async (trained) => {
    const { figureOver } = await import('../figures.ts')
    const distances = async (one: Trained<AutoencoderRecipe>) => {
      const draw = { number: 0, temperature: 1, digit: null }
      const sets = (await one.open((model) =>
        model.ask('samples', { kind: 'distances', draw }),
      )) as Neighbourhood[]
      return Object.fromEntries(
        sets.map(({ origin, distances: far }) => [
          origin,
          far.reduce((sum, distance) => sum + distance ** 2, 0) / far.length,
        ]),
      )
    }
    const found: Awaited<ReturnType<typeof distances>>[] = []
    for (const one of trained) found.push(await distances(one))
    const [plain, variational] = [found.slice(0, seeds.length), found.slice(seeds.length)]
    return [
      figureOver(
        'plain autoencoder at N(0, I) over a VAE at N(0, I): squared distance to the nearest training image, mean of 40 samples, three seeds',
        plain.map((far, i) => far['prior']! / variational[i]!['prior']!),
        { atLeast: 1.05 },
      ),
      figureOver(
        'plain autoencoder: N(0, I) over a Gaussian fitted to its codes',
        plain.map((far) => far['prior']! / far['fitted']!),
        { atLeast: 1.05 },
      ),
      figureOver(
        'beside: a VAE over the plain autoencoder’s fitted Gaussian',
        variational.map((far, i) => far['prior']! / plain[i]!['fitted']!),
      ),
      figureOver(
        'VAE at N(0, I), squared distance, summed over pixels',
        variational.map((far) => far['prior']!),
      ),
      figureOver(
        'real test images, the same',
        variational.map((far) => far['test']!),
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'As long as the prior is where the decoder was trained, which the KL term sees to. A plain autoencoder’s codes lie anywhere, and N(0, I) misses them; but fit a Gaussian to its codes and its samples come as near to data as a VAE’s. So a VAE tells you where to sample; that it has “no holes” is not shown. Blurred samples, too, are near to many images.',
  },
  seconds: 60,
}
