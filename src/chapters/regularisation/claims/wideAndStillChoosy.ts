// Wider than the image and bent, and yet no copier, if something is asked of it beside the error (curriculum G6, E6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { errorsOfAll } from '../../deep/networks.ts'
import { bySetting, over, underSeeds } from '../../seeds.ts'

// noise that is cut to [0, 1] would teach the net to take grey off, which is another thing
const wide = { family: 'denoising', code: { size: 1024 }, corrupt: { clip: false }, optimise: { steps: 300 } }
const whole = { ...wide, corrupt: { kind: 'none' } }

export const claim: Claim<AutoencoderRecipe> = {
  id: 'wide-and-still-choosy',
  quote: 'A regularized autoencoder can be nonlinear and overcomplete but still learn something useful',
  lecture: 'S2',
  section: 'Controlling overfitting',
  items: ['G6', 'G5', 'E6'],
  recipes: [
    ...underSeeds(whole),
    ...underSeeds({ ...whole, objective: { l1: { weight: 1 } } }),
    ...underSeeds(wide),
  ],
  measure: async (trained) => {
    const errors = await errorsOfAll(trained)
    const { testErrors } = await trained[0]!.pca()
    const [free, sparse, noisy] = bySetting(errors)
    // an error that grew on everything alike would be no choice
    const choice = ({ other, otherVariance, test }: (typeof errors)[number]) =>
      other / otherVariance / ((784 * test) / testErrors[0]!)
    const choosier = (of: typeof errors) => over(of.map((each, i) => choice(each) / choice(free![i]!)))
    const clothes = (of: typeof errors) => over(of.map(({ other, otherVariance }) => other / otherVariance))
    const lost = (of: typeof errors) => over(of.map(({ test }) => (784 * test) / testErrors[0]!))
    return [
      {
        name: {
          en: 'L1 on the code: error on clothes, which it never saw, over that on digits, each over that of its mean; divided by the same of the free net',
        },
        ...choosier(sparse!),
        bound: { atLeast: 1.2 },
      },
      {
        name: { en: 'noise of σ = 0.5 at the input: the same' },
        ...choosier(noisy!),
        bound: { atLeast: 1.2 },
      },
      {
        name: { en: 'L1: error on test digits over that of the mean digit' },
        ...lost(sparse!),
        bound: { atMost: 0.3 },
      },
      {
        name: { en: 'noise: error on clean test digits over that of the mean digit' },
        ...lost(noisy!),
        bound: { atMost: 0.3 },
      },
      { name: { en: 'free: the same' }, ...lost(free!) },
      { name: { en: 'L1: error on clothes over that of their mean' }, ...clothes(sparse!) },
      { name: { en: 'noise: the same' }, ...clothes(noisy!) },
      { name: { en: 'free: the same on clothes' }, ...clothes(free!) },
    ]
  },
  finding: 'holds',
  note: {
    en: 'All three have 1,024 rectified units for 784 pixels. The free one lets clothes through; with a price or with noise the width is still there, and is spent on digits.',
  },
  seconds: 110,
}
