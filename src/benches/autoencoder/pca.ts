// PCA of a recipe's whole training set: the linear method of the same data, which stands beside every figure.

import type { Dataset } from '../../data/dataset.ts'
import { selectTraining } from '../../data/selection.ts'
import { breathe } from '../../lab/breathe.ts'
import { secondMoment } from '../../numerics/moments.ts'
import { pcaOf as pcaOfMoments, type Pca } from '../../numerics/pca.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** Waits for the whole training set; exact for grey and thresholded pixels, in expectation for sampled ones. */
export async function pcaOf(recipe: AutoencoderRecipe, data: Dataset): Promise<Pca> {
  const selection = selectTraining(data, recipe.data)
  await data.trainReady(selection.needs)
  const options = { mode: recipe.data.pixels, selection: selection.indices() }
  const sums = secondMoment(data.train.pixels, data.train.count, options)
  for (;;) {
    const next = sums.next()
    if (next.done) return pcaOfMoments(next.value)
    await breathe()
  }
}
