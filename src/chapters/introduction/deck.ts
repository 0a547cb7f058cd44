// The lectures' story in eight scenes, from PCA to samples of a variational autoencoder; each network was trained before.

import { fromCheckpoint } from '../../benches/autoencoder/checkpoints/find.ts'
import { recipeBook } from '../../benches/autoencoder/recipe.ts'
import type { WrittenDeck } from '../../lab/deck.ts'
import { partialOf } from '../../lab/link.ts'
import { readRecipe } from '../../lab/recipe.ts'

/** A committed recipe that begins with its checkpoint. */
function trained(partial: object): object {
  return partialOf(recipeBook, fromCheckpoint(readRecipe(recipeBook, partial).recipe))
}

const undercomplete = trained({ family: 'undercomplete' })
const variational = trained({ family: 'variational' })

export const deck: WrittenDeck = {
  version: 1,
  title: 'Autoencoders: from PCA to samples',
  scenes: [
    {
      title: 'Without a curve: PCA again',
      prose: 'A linear [encoder]{encoder}, 16 numbers of [code]{code}, a linear [decoder]{decoder}.',
      recipe: trained({ family: 'linear' }),
      instrument: 'subspace',
      claim: 'linear-spans-pca',
    },
    {
      title: 'Through the bottleneck',
      prose:
        '784 pixels go through k numbers of [code]{code} and come out as an image again.\n\nHow many numbers does a digit need? Change k.',
      recipe: trained({ family: 'undercomplete', code: { size: 16 } }),
      instrument: 'reconstructions',
      controls: ['code.size'],
    },
    {
      title: 'The codes unfold',
      prose:
        'Two numbers for a digit, and fresh weights: one cloud.\n\nNobody tells the [encoder]{encoder} which digit it sees. Press T, and watch it sort them.',
      recipe: { family: 'undercomplete' },
      view: { colour: true },
      instrument: 'codePlane',
      controls: ['optimise.rate'],
    },
    {
      title: 'Where it has learned to put them',
      prose:
        'After 3,540 steps every class has its arm of the [code]{code} plane. The axes have no scale that anybody agreed on, and between the arms there is nothing.',
      recipe: undercomplete,
      view: { colour: true },
      instrument: 'codePlane',
    },
    {
      title: 'Holes in the plane',
      prose:
        'Draw a [code]{code} from N(0, I), and the [decoder]{decoder} knows a few digits only: nobody told the codes to lie there.\n\nDraw where the codes lie, and between two digits are blurs that nobody ever wrote.',
      recipe: undercomplete,
      instrument: 'samples',
    },
    {
      title: 'Agree on a place beforehand',
      prose:
        'The [penalty]{KL term} pulls every posterior towards one agreed place. Now you know where to draw a [code]{code}.\n\nTurn β up, and press T.',
      recipe: variational,
      view: { colour: true },
      instrument: 'codePlane',
      controls: ['objective.kl.weight'],
    },
    {
      title: 'New digits',
      prose:
        'A [code]{code} from the prior, through the [decoder]{decoder}: nobody wrote these.\n\nPress one, and see the training image nearest to it.',
      recipe: variational,
      instrument: 'samples',
    },
    {
      title: 'One number at a time',
      prose:
        'Sixteen numbers are allowed; the [penalty]{KL term} uses only those that pay for themselves in [reconstruction]{reconstruction}. Move one of them, and see what it means.',
      recipe: trained({ family: 'variational', code: { size: 16 } }),
      instrument: 'traversal',
      controls: ['code.size'],
    },
  ],
}
