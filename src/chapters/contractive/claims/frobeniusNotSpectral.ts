// The norm of the penalty: all directions together, or only the one that moves the code most (E-27).

import { contractive } from '../../../benches/autoencoder/families/contractive.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import type { DirectionsAnswer } from '../../../benches/autoencoder/instruments/contraction/measure.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'frobenius-not-spectral',
  quote: 'We try to minimize a Ridge regression on the Jacobian',
  lecture: 'S1',
  section: 'Thus, we have',
  items: ['J1', 'J3', 'E-27'],
  recipes: [contractive.recipe],
  measure: async ([trained]) => {
    const shares = await trained!.open(async (model) => {
      const found: number[] = []
      for (let index = 0; index < 5; index++) {
        const question = { about: 'directions', image: { kind: 'test', index } }
        const { values } = (await model.ask('contraction', question)) as DirectionsAnswer
        const all = values.reduce((sum, value) => sum + value ** 2, 0)
        found.push(values[0]! ** 2 / all)
      }
      return found
    })
    return [
      {
        name: { en: 'squared largest singular value of J over the sum of all, five test images' },
        value: shares.reduce((sum, share) => sum + share, 0) / shares.length,
        range: [Math.min(...shares), Math.max(...shares)],
        bound: { atMost: 0.5 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'A ridge penalty sums the squares of all entries: that is the square of the Frobenius norm, the sum of all squared singular values. The printed ‖·‖₂ of a matrix is the largest one alone, which would leave out most of it.',
  },
  seconds: 15,
}
