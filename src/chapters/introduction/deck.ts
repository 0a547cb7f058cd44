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
      title: 'PCA once more',
      prose: '',
      recipe: trained({ family: 'linear' }),
      instrument: 'reconstructions',
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
        'After 3,540 steps some digits have an arm of the [code]{code} plane to themselves; 3, 5 and 8 share the middle.\n\nNobody agreed where the codes are to lie, nor how far out.',
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
        'Sixteen numbers of [code]{code}, each paid for in nats of [penalty]{KL}, the dearest first.\n\nA row moves one of them: what does it stand for?',
      recipe: trained({ family: 'variational', code: { size: 16 } }),
      instrument: 'traversal',
      controls: ['code.size'],
    },
  ],
}
