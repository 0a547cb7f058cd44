// Digits sort themselves on the plane of a variational code (curriculum L24).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { onPlane } from '../recipes.ts'
import { seeds } from '../../seeds.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'plane-clusters',
  quote: 'Similar digits in the MNIST dataset are clustered together in a 2D latent space representation.',
  lecture: 'S2',
  section: 'Latent space structure',
  items: ['L24'],
  recipes: seeds.map(onPlane),
  measure: async (trained) => {
    const { neighbourAccuracy } = await import('../measured.ts')
    const { figureOver } = await import('../figures.ts')
    const { planeAccuracy } = await import('../planeOfPca.ts')
    const votes: number[] = []
    for (const one of trained) votes.push(await neighbourAccuracy(one))
    const ofPca = await planeAccuracy(trained[0]!)
    return [
      figureOver('5-NN accuracy of the two-dimensional means, test images, three seeds', votes, {
        atLeast: 0.4,
      }),
      figureOver(
        'the same less that of two principal components',
        votes.map((vote) => vote - ofPca),
        { atLeast: 0 },
      ),
      { name: { en: 'beside: 5-NN accuracy of two principal components' }, value: ofPca },
    ]
  },
  finding: 'condition',
  note: {
    en: 'In part. Without ever seeing a label, the five nearest training codes name the digit about every second time, where chance is 0.1 and two principal components of the same images do less well. The other half is overlap: 4 and 9 share a place, and so do 3, 5 and 8. Two numbers are few.',
  },
  seconds: 45,
}
