// Contraction by what it is for: how far codes really move under small noise, beside a shift as long (curriculum J1).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import type { Moves } from '../moves.ts'
import { free, held } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'noise-moves-less',
  quote: 'Here, the desire is to reduce the effect of small perturbations',
  lecture: 'S1',
  section: 'Contractive Autoencoders',
  items: ['J1', 'G5'],
  recipes: [...free, ...held],
  measure: async (trained) => {
    const { movesOf } = await import('../moves.ts')
    const all: Moves[][] = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(movesOf)))
    const [plain, contracted] = all as [Moves[], Moves[]]
    const relative = (moves: Moves) => moves.relative
    const ratio = ({ shift, noise }: Moves) => shift / noise
    const overInk = ({ shift, ink }: Moves) => shift / ink
    return [
      {
        name: {
          en: 'squared move of the code under noise as long as a tenth of a one-pixel shift, as a share of the distance between images’ codes: with the penalty over without',
        },
        ...over(contracted.map((moves, i) => relative(moves) / relative(plain[i]!))),
        bound: { atMost: 0.9 },
      },
      {
        name: {
          en: 'move under that part of the shift over move under noise as long: with the penalty over without',
        },
        ...over(contracted.map((moves, i) => ratio(moves) / ratio(plain[i]!))),
        bound: { atLeast: 1.1 },
      },
      {
        name: { en: 'move under the shift over move under noise as long, with the penalty' },
        ...over(contracted.map(ratio)),
      },
      { name: { en: 'the same without' }, ...over(plain.map(ratio)) },
      {
        name: {
          en: 'move under the shift over move under noise as long on the ink alone: with the penalty over without',
        },
        ...over(contracted.map((moves, i) => overInk(moves) / overInk(plain[i]!))),
        bound: { atLeast: 1.1 },
      },
      {
        name: { en: 'move under the shift over move under noise on the ink, with the penalty' },
        ...over(contracted.map(overInk)),
      },
      { name: { en: 'the same without, noise on the ink' }, ...over(plain.map(overInk)) },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Codes shrink as a whole, too, so that only ratios tell: noise moves the code less against what tells images apart, and less against what a shift does, which real images do.',
  },
  seconds: 60,
}
